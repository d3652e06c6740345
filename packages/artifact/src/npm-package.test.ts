import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallSpool } from '../test/in-memory.ts'
import { packument, type Registry, startRegistry } from '../test/registry.ts'
import { sha512, tarball } from '../test/tarball.ts'
import { fetchNpm, type NpmPackage, resolveNpm } from './npm-package.ts'

const name = '@acme/cart'
const path = '/@acme/cart'
const file = '/@acme/cart/-/cart-1.0.0.tgz'

let registry: Registry
let bytes: Buffer
let wanted: NpmPackage
let delays: number[]
const ports = { spool: smallSpool(), sleep: async (delay: number): Promise<void> => void delays.push(delay) }

beforeEach(async () => {
  registry = await startRegistry()
  bytes = await tarball({ 'package.json': JSON.stringify({ name, version: '1.0.0' }), 'dist/entry.js': 'export {}' })
  wanted = { name, version: '1.0.0', registry: registry.url, token: 'token-of-the-registry' }
  delays = []
  publish({})
})
afterEach(() => registry.close())

function publish(dist: Record<string, unknown>): void {
  const tarballUrl = `${registry.url.slice(0, -1)}${file}`
  registry.answers.set(path, { body: packument(name, '1.0.0', { tarball: tarballUrl, integrity: sha512(bytes), ...dist }) })
  registry.answers.set(file, { body: bytes })
}

describe('resolveNpm', () => {
  it('gives digest and address, with one request', async () => {
    expect(await resolveNpm(wanted, ports)).toEqual({
      integrity: sha512(bytes),
      tarball: `${registry.url.slice(0, -1)}${file}`,
    })
    expect(registry.seen).toHaveLength(1)
    expect(registry.seen[0]?.authorization).toBe('Bearer token-of-the-registry')
  })

  it('sends user and password as basic authentication, with every request', async () => {
    registry.answers.set('/-/npm/v1/keys', { body: { keys: [] } })
    const asked = { ...wanted, token: 'reader:pass:word', signatures: 'if-present' as const }
    await resolveNpm(asked, ports)
    await fetchNpm({ ...asked, integrity: sha512(bytes) }, ports)
    const basic = `Basic ${Buffer.from('reader:pass:word').toString('base64')}`
    expect(registry.seen.map(({ url, authorization }) => [url, authorization])).toEqual(
      ['/-/npm/v1/keys', path, path, file].map((url) => [url, basic]),
    )
  })

  it('sends no authorization without a token', async () => {
    await resolveNpm({ ...wanted, token: undefined }, ports)
    expect(registry.seen[0]?.authorization).toBeUndefined()
  })

  it('waits for a version that was published a moment ago', async () => {
    const published = registry.answers.get(path)!
    registry.answers.set(path, (count) => (count < 3 ? { status: 404, body: {} } : (published as object)))
    expect(await resolveNpm(wanted, ports)).toMatchObject({ integrity: sha512(bytes) })
    expect(delays).toEqual([500, 1000])
  })

  it('gives up on a version that does not come', async () => {
    await expect(resolveNpm({ ...wanted, version: '1.0.1' }, ports)).rejects.toMatchObject({
      code: 'artifact-not-found',
      message: expect.stringContaining('"@acme/cart@1.0.1"'),
    })
    expect(registry.seen).toHaveLength(4)
  })

  it.each([
    ['no digest at all', { integrity: undefined }, 'integrity-missing'],
    ['SHA-1 only', { integrity: undefined, shasum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' }, 'integrity-missing'],
    ['two digests that disagree', { integrity: `${sha512(Buffer.from('a'))} ${sha512(Buffer.from('b'))}` }, 'artifact-invalid'],
    ['an address that is no URL', { tarball: 'file:///etc/passwd' }, 'artifact-invalid'],
  ])('refuses %s', async (_, dist, code) => {
    publish(dist)
    await expect(resolveNpm(wanted, ports)).rejects.toMatchObject({ code })
    expect(delays).toEqual([])
  })

  it.each(['latest', '^1.0.0', '1.x', '1.0', '', ' 1.0.0', '1.0.0\n', 'file:../x', 'git+https://example.invalid/x'])(
    'refuses the version %j before it asks',
    async (version) => {
      await expect(resolveNpm({ ...wanted, version }, ports)).rejects.toMatchObject({ code: 'artifact-invalid' })
      expect(registry.seen).toEqual([])
    },
  )

  it.each(['', '../cart', '@acme/../x', 'Cart', 'file:x', '@acme', 'a b', '@acme/cart@npm:other'])(
    'refuses the name %j before it asks',
    async (badName) => {
      await expect(resolveNpm({ ...wanted, name: badName }, ports)).rejects.toMatchObject({ code: 'artifact-invalid' })
      expect(registry.seen).toEqual([])
    },
  )

  it.each([
    [401, 'artifact-unavailable', 1],
    [403, 'artifact-unavailable', 1],
    [500, 'artifact-unavailable', 4],
    [503, 'artifact-unavailable', 4],
    [429, 'artifact-unavailable', 4],
  ])('answers HTTP %d with %s after %d tries', async (status, code, tries) => {
    registry.answers.set(path, { status, body: { error: '::add-mask::x' } })
    const failure = await resolveNpm(wanted, ports).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code, message: expect.stringContaining(`HTTP ${status}`) })
    expect((failure as Error).message).not.toMatch(/add-mask|token-of-the-registry/)
    expect(registry.seen).toHaveLength(tries)
  })

  it('waits as long as the registry asks', async () => {
    const published = registry.answers.get(path)!
    registry.answers.set(path, (count) => (count === 1 ? { status: 429, headers: { 'retry-after': '7' } } : (published as object)))
    await resolveNpm(wanted, ports)
    expect(delays).toEqual([7000])
  })

  it('names the registry when nothing listens there', async () => {
    await registry.close()
    await expect(resolveNpm(wanted, ports)).rejects.toMatchObject({
      code: 'artifact-unavailable',
      message: expect.stringContaining(`127.0.0.1:${registry.port}`),
    })
    registry = await startRegistry()
  })
})

describe('fetchNpm', () => {
  it('gives the bytes that have the digest', async () => {
    const fetched = await fetchNpm({ ...wanted, integrity: sha512(bytes) }, ports)
    expect(Buffer.from(await fetched.bytes()).equals(bytes)).toBe(true)
    expect(registry.seen.map(({ url, authorization }) => [url, authorization])).toEqual([
      [path, 'Bearer token-of-the-registry'],
      [file, 'Bearer token-of-the-registry'],
    ])
  })

  it('refuses bytes of another digest: one flipped bit in transit', async () => {
    const flipped = Buffer.from(bytes)
    flipped[20]! ^= 1
    registry.answers.set(file, { body: flipped })
    await expect(fetchNpm({ ...wanted, integrity: sha512(bytes) }, ports)).rejects.toMatchObject({ code: 'integrity-mismatch' })
  })

  it('refuses a package that was replaced after it was accepted', async () => {
    await expect(fetchNpm({ ...wanted, integrity: sha512(Buffer.from('accepted')) }, ports)).rejects.toMatchObject({
      code: 'integrity-mismatch',
    })
  })

  it('takes a download that broke off again', async () => {
    registry.answers.set(file, (count) => (count === 1 ? { body: bytes, cutAfter: 10 } : { body: bytes }))
    expect(Buffer.from(await (await fetchNpm({ ...wanted, integrity: sha512(bytes) }, ports)).bytes()).equals(bytes)).toBe(true)
  })

  it('stops at the size limit', async () => {
    await expect(fetchNpm({ ...wanted, integrity: sha512(bytes) }, { ...ports, maxBytes: 10 })).rejects.toMatchObject({
      code: 'artifact-invalid',
      message: expect.stringContaining('larger than 10 bytes'),
    })
  })

  it('release case 1: does not send the token to the storage that the registry redirects to', async () => {
    const storage = await startRegistry()
    registry.answers.set(file, { status: 302, headers: { location: `http://localhost:${storage.port}/blob` } })
    storage.answers.set('/blob', { body: bytes })
    await fetchNpm({ ...wanted, integrity: sha512(bytes) }, ports)
    expect(storage.seen).toEqual([{ method: 'GET', url: '/blob', host: `localhost:${storage.port}`, authorization: undefined }])
    await storage.close()
  })

  it('release case 1: does not send the token to another host that the registry names as the address', async () => {
    const storage = await startRegistry()
    storage.answers.set('/blob', { body: bytes })
    publish({ tarball: `${storage.url}blob` })
    await fetchNpm({ ...wanted, integrity: sha512(bytes) }, ports)
    expect(storage.seen.map(({ authorization }) => authorization)).toEqual([undefined])
    await storage.close()
  })

  it('reads registries below a path', async () => {
    registry.answers.set('/api/npm/local/@acme/cart', registry.answers.get(path)!)
    await fetchNpm({ ...wanted, registry: `${registry.url}api/npm/local`, integrity: sha512(bytes) }, ports)
    expect(registry.seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-of-the-registry',
      'Bearer token-of-the-registry',
    ])
  })
})
