import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { smallSpool } from '../test/in-memory.ts'
import { type Registry, startRegistry } from '../test/registry.ts'
import { sha512, tar } from '../test/tarball.ts'
import { zip } from '../test/zip.ts'
import { fetchArtifact, type RegisteredArtifact, resolveArtifact } from './artifact-source.ts'
import { readChecksumFile } from './tarball-archive.ts'

const path = '/generic/cart-1.4.0.tgz'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes)
const version = '1.4.0'

let host: Registry
let bytes: Buffer
let artifact: RegisteredArtifact
let delays: number[]
const registered = (one: RegisteredArtifact) => ({ artifact: one, repository: 'acme/cart', repositoryId: 1 })
const ports = { spool: smallSpool(), sleep: async (delay: number): Promise<void> => void delays.push(delay) }

beforeEach(async () => {
  host = await startRegistry()
  bytes = gzipSync(
    await tar([
      { name: './', type: 'directory' },
      { name: './entry.js', body: 'entry' },
      { name: './assets/a.css', body: 'a' },
    ]),
  )
  host.answers.set(path, { body: bytes, headers: { 'x-checksum-sha256': sha256(bytes).digest('hex') } })
  artifact = { source: 'tarball', name: `${host.url}generic/cart-{version}.tgz`, entry: 'entry.js' }
  delays = []
})
afterEach(async () => {
  vi.useRealTimers()
  await host.close()
})

const fetched = (integrity: string, access = {}) => fetchArtifact(artifact, { version, integrity }, access, ports)

describe('the digest of a tarball', () => {
  it('is computed from its bytes when nobody publishes it', async () => {
    expect(await resolveArtifact(registered(artifact), version, {}, ports)).toEqual({
      integrity: sha512(bytes),
      address: `${host.url}generic/cart-1.4.0.tgz`,
    })
  })

  it('is read from a checksum file, without the archive', async () => {
    host.answers.set(`${path}.sha256`, { body: `${sha256(bytes).digest('hex')}  cart-1.4.0.tgz\n` })
    const digest = { url: `${host.url}generic/cart-{version}.tgz.sha256` }
    const integrity = `sha256-${sha256(bytes).digest('base64')}`
    expect(await resolveArtifact(registered({ ...artifact, digest }), version, {}, ports)).toMatchObject({ integrity })
    expect(host.seen.map(({ url }) => url)).toEqual([`${path}.sha256`])
  })

  it('is read from a header, and compared with the bytes that came with it', async () => {
    const digest = { header: 'X-Checksum-Sha256' }
    const integrity = `sha256-${sha256(bytes).digest('base64')}`
    expect(await resolveArtifact(registered({ ...artifact, digest }), version, {}, ports)).toMatchObject({ integrity })
    host.answers.set(path, { body: bytes, headers: { 'x-checksum-sha256': 'a'.repeat(64) } })
    await expect(resolveArtifact(registered({ ...artifact, digest }), version, {}, ports)).rejects.toMatchObject({
      code: 'integrity-mismatch',
    })
    host.answers.set(path, { body: bytes })
    await expect(resolveArtifact(registered({ ...artifact, digest }), version, {}, ports)).rejects.toMatchObject({
      code: 'integrity-missing',
    })
  })

  it('leaves no clock running when it is refused before the body was read', async () => {
    host.answers.set(path, { body: bytes })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const refused = resolveArtifact(registered({ ...artifact, digest: { header: 'x-checksum-sha256' } }), version, {}, ports)
    await expect(refused).rejects.toMatchObject({ code: 'integrity-missing' })
    expect(vi.getTimerCount()).toBe(0)
  })

  const hex = 'ab'.repeat(32)
  const integrity = `sha256-${Buffer.from(hex, 'hex').toString('base64')}`
  it.each([
    ['the digest alone', hex],
    ['upper case and white space', `${hex.toUpperCase()} \r\n`],
    ['binary mode', `${hex} *cart.tgz`],
    ['a folder before the name', `${hex}  ./out/cart.tgz`],
    ['lines of other files', `${'cd'.repeat(32)}  other.tgz\n${hex}  cart.tgz\n`],
  ])('is found in a checksum file with %s', (_, text) => {
    expect(readChecksumFile(text, 'cart.tgz', 'https://x.example/sums')).toBe(integrity)
  })

  it.each([
    ['nothing', '', 'integrity-missing'],
    ['other files only', `${hex}  other.tgz`, 'integrity-missing'],
    ['SHA-1', 'ab'.repeat(20), 'integrity-missing'],
    ['two digests of one file', `${hex}  cart.tgz\n${'cd'.repeat(32)}  cart.tgz`, 'artifact-invalid'],
    ['a page', '<html>Sign in</html>', 'integrity-missing'],
  ])('release case 2: is not found in a checksum file with %s', (_, text, code) => {
    expect(() => readChecksumFile(text, 'cart.tgz', 'https://x.example/sums')).toThrow(expect.objectContaining({ code }))
  })
})

describe('the files of a tarball', () => {
  it('are those of the bytes with the digest, without a top directory', async () => {
    expect([...(await fetched(sha512(bytes))).keys()]).toEqual(['entry.js', 'assets/a.css'])
  })

  it('may come in a zip', async () => {
    const archive = await zip({ 'dist/entry.js': 'x' })
    host.answers.set(path, { body: archive })
    artifact = { ...artifact, directory: 'dist' }
    expect([...(await fetched(sha512(archive))).keys()]).toEqual(['entry.js'])
  })

  it('release case 2: are refused after one more try when the bytes are others', async () => {
    await expect(fetched(sha512(Buffer.from('accepted')))).rejects.toMatchObject({ code: 'integrity-mismatch' })
    expect(host.seen).toHaveLength(2)
  })

  it('release case 2: are taken when the second try brings the right bytes', async () => {
    const flipped = Buffer.from(bytes)
    flipped[30]! ^= 1
    host.answers.set(path, (count) => ({ body: count === 1 ? flipped : bytes }))
    expect((await fetched(sha512(bytes))).size).toBe(2)
  })

  it('release case 6: are waited for just after they were published, a bounded time', async () => {
    host.answers.set(path, (count) => (count < 3 ? { status: 404 } : { body: bytes }))
    expect((await fetched(sha512(bytes))).size).toBe(2)
    expect(delays).toEqual([500, 1000])
    host.answers.delete(path)
    await expect(fetched(sha512(bytes))).rejects.toMatchObject({ code: 'artifact-not-found' })
  })

  it('release case 15: name what failed when nothing answers', async () => {
    await host.close()
    await expect(fetched(sha512(bytes))).rejects.toMatchObject({
      code: 'artifact-unavailable',
      message: expect.stringContaining('ECONNREFUSED'),
    })
    host = await startRegistry()
  })

  it.each<[string, Record<string, string>]>([
    ['that was to stay open', {}],
    ['that was to be closed', { connection: 'close' }],
    ['that was to be closed, in chunks', { connection: 'close', 'transfer-encoding': 'chunked' }],
  ])('come again when a download broke off on a connection %s', async (_, headers) => {
    host.answers.set(path, (count) => (count === 1 ? { body: bytes, headers, cutAfter: 10 } : { body: bytes }))
    expect((await fetched(sha512(bytes))).size).toBe(2)
    expect(delays).toEqual([500])
  })

  it('end at the limit', async () => {
    await expect(fetchArtifact(artifact, { version, integrity: sha512(bytes) }, {}, { ...ports, maxBytes: 10 })).rejects.toMatchObject({
      code: 'artifact-invalid',
    })
  })
})

describe('release case 1: a token', () => {
  const access = () => ({ registry: host.url, token: 'secret-of-the-host' })

  it('goes to its own host, by GET only', async () => {
    await fetched(sha512(bytes), access())
    expect(host.seen.map(({ authorization, method }) => [method, authorization])).toEqual([['GET', 'Bearer secret-of-the-host']])
  })

  it('with a user name is basic authentication', async () => {
    await fetched(sha512(bytes), { registry: host.url, token: 'ci:secret' })
    expect(host.seen[0]?.authorization).toBe(`Basic ${Buffer.from('ci:secret').toString('base64')}`)
  })

  it('never goes to another host that a registration names', async () => {
    await fetched(sha512(bytes), { registry: 'https://registry.example.com/npm/', token: 'secret-of-the-host' })
    await fetched(sha512(bytes), { token: 'secret-of-the-host' })
    await fetched(sha512(bytes), { registry: host.url.replace(String(host.port), '1'), token: 'secret-of-the-host' })
    expect(host.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined, undefined])
  })

  it('does not follow a redirect to storage, also not when that leads back', async () => {
    const storage = await startRegistry()
    const elsewhere = `http://localhost:${storage.port}`
    host.answers.set(path, { status: 302, headers: { location: `${elsewhere}/blob?signature=secret` } })
    storage.answers.set('/blob?signature=secret', { status: 307, headers: { location: `${host.url}back` } })
    host.answers.set('/back', { body: bytes })
    await fetched(sha512(bytes), access())
    expect(storage.seen.map(({ method, authorization }) => [method, authorization])).toEqual([['GET', undefined]])
    expect(host.seen.map(({ authorization }) => authorization)).toEqual(['Bearer secret-of-the-host', undefined])
    await storage.close()
  })

  it.each([
    ['plain http elsewhere', 'http://files.example.com/x'],
    ['a file', 'file:///etc/passwd'],
    ['a user name', 'http://user:pw@127.0.0.1/x'],
    ['no URL', 'http://['],
    ['itself', '/generic/cart-1.4.0.tgz'],
  ])('and everything else end at a redirect to %s', async (_, location) => {
    host.answers.set(path, { status: 302, headers: { location } })
    await expect(fetched(sha512(bytes), access())).rejects.toMatchObject({ code: 'artifact-invalid' })
    expect(host.seen.length).toBeLessThanOrEqual(6)
  })

  it.each(['http://key:hidden@127.0.0.1/x', 'https://key:hidden@127.0.0.1/x@y'])(
    'and those of an address that a redirect names are in no error: %s',
    async (location) => {
      host.answers.set(path, { status: 302, headers: { location } })
      const failure = await fetched(sha512(bytes), access()).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'artifact-invalid', message: expect.stringContaining('holds a user name or a password') })
      expect((failure as Error).message).not.toMatch(/key|hidden|secret-of-the-host/)
    },
  )

  it('and the query of a presigned URL are in no error', async () => {
    host.answers.set('/secret?signature=hidden', { status: 403 })
    host.answers.set(path, { status: 302, headers: { location: '/secret?signature=hidden' } })
    const failure = await fetched(sha512(bytes), access()).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'artifact-unavailable', message: expect.stringContaining('HTTP 403') })
    expect((failure as Error).message).not.toMatch(/hidden|secret-of-the-host/)
  })
})

it.each(['npm.example.com', 'localhost:4873', 'ftp://npm.example.com/', ''])(
  'refuses the registry %j for every source',
  async (registry) => {
    const refusal = { code: 'input-invalid', message: expect.stringContaining('is no http or https URL') }
    for (const source of ['npm', 'tarball', 'oci'] as const) {
      const one = registered({ ...artifact, source })
      await expect(resolveArtifact(one, version, { registry, token: 'secret' }, ports)).rejects.toMatchObject(refusal)
      await expect(fetchArtifact(one.artifact, { version, integrity: sha512(bytes) }, { registry }, ports)).rejects.toMatchObject(refusal)
    }
    expect(host.seen).toEqual([])
  },
)

it('puts the version into the URL as text, whatever its characters', async () => {
  host.answers.set('/generic/cart-1.4.0+build.7.tgz', { body: bytes })
  expect(await resolveArtifact(registered(artifact), '1.4.0+build.7', {}, ports)).toMatchObject({
    address: `${host.url}generic/cart-1.4.0%2Bbuild.7.tgz`,
  })
})
