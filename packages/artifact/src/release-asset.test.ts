import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallSpool } from '../test/in-memory.ts'
import { type Registry, startRegistry } from '../test/registry.ts'
import { sha512, tar } from '../test/tarball.ts'
import { fetchArtifact, type RegisteredArtifact, resolveArtifact } from './artifact-source.ts'
import { findReleaseAsset } from './release-asset.ts'

const version = '1.4.0'
const ports = { spool: smallSpool(), sleep: async (): Promise<void> => {} }

let github: Registry
let storage: Registry
let bytes: Buffer
let artifact: RegisteredArtifact
const access = () => ({ registry: `${github.url}api/v3/`, token: 'secret-of-the-host' })
const releaseOf = (assets: object[]) => github.answers.set('/api/v3/repos/acme/cart/releases/tags/v1.4.0', { body: { assets } })

beforeEach(async () => {
  ;[github, storage] = [await startRegistry(), await startRegistry()]
  bytes = gzipSync(await tar([{ name: 'entry.js', body: 'entry' }]))
  artifact = { source: 'tarball', name: `${github.url}acme/cart/releases/download/v{version}/cart-{version}.tgz`, entry: 'entry.js' }
  releaseOf([
    { name: 'notes.txt', url: `${github.url}api/v3/repos/acme/cart/releases/assets/1` },
    { name: 'cart-1.4.0.tgz', url: `${github.url}api/v3/repos/acme/cart/releases/assets/2` },
    { name: 'cart-1.4.0.tgz.sha256', url: `${github.url}api/v3/repos/acme/cart/releases/assets/3` },
  ])
  const location = `http://localhost:${storage.port}/blob`
  github.answers.set('/api/v3/repos/acme/cart/releases/assets/2', { status: 302, headers: { location } })
  storage.answers.set('/blob', { body: bytes })
})
afterEach(async () => {
  await github.close()
  await storage.close()
})

const fetched = () => fetchArtifact(artifact, { version, integrity: sha512(bytes) }, access(), ports)

describe('release case 1: a private asset of a GitHub release', () => {
  it('comes through the API with the token, and from storage without it', async () => {
    expect([...(await fetched()).keys()]).toEqual(['entry.js'])
    expect(github.seen.map(({ url }) => url)).toEqual([
      '/api/v3/repos/acme/cart/releases/tags/v1.4.0',
      '/api/v3/repos/acme/cart/releases/assets/2',
    ])
    expect(github.seen.every(({ authorization }) => authorization === 'Bearer secret-of-the-host')).toBe(true)
    expect(storage.seen.map(({ authorization }) => authorization)).toEqual([undefined])
  })

  it('has its digest read from the checksum file beside it', async () => {
    const hex = createHash('sha256').update(bytes).digest('hex')
    github.answers.set('/api/v3/repos/acme/cart/releases/assets/3', { body: `${hex}  cart-1.4.0.tgz\n` })
    const registered = { artifact: { ...artifact, digest: { url: `${artifact.name}.sha256` } }, repository: 'acme/cart', repositoryId: 1 }
    expect(await resolveArtifact(registered, version, access(), ports)).toMatchObject({
      integrity: `sha256-${Buffer.from(hex, 'hex').toString('base64')}`,
    })
    expect(storage.seen).toEqual([])
  })

  it('that the release does not have is not found', async () => {
    releaseOf([{ name: 'notes.txt', url: `${github.url}api/v3/repos/acme/cart/releases/assets/1` }])
    await expect(fetched()).rejects.toMatchObject({ code: 'artifact-not-found', message: expect.stringContaining('"cart-1.4.0.tgz"') })
  })

  it('is not asked for at another host, whatever the release says', async () => {
    releaseOf([{ name: 'cart-1.4.0.tgz', url: `http://localhost:${storage.port}/blob` }])
    await expect(fetched()).rejects.toMatchObject({ code: 'artifact-invalid' })
    expect(storage.seen).toEqual([])
  })
})

describe('an address', () => {
  const asset = 'https://github.com/acme/cart/releases/download/v1.4.0%2B7/cart%20a.tgz'

  it.each([
    [asset, 'https://api.github.com', 'https://api.github.com/repos/acme/cart/releases/tags/v1.4.0%2B7'],
    [
      asset.replace('github.com', 'ghe.example.com'),
      'https://ghe.example.com/api/v3',
      'https://ghe.example.com/api/v3/repos/acme/cart/releases/tags/v1.4.0%2B7',
    ],
  ])('%s is an asset when the registry is %s', (url, registry, release) => {
    expect(findReleaseAsset(url, registry)).toEqual({ release, name: 'cart a.tgz' })
  })

  it.each([
    [asset, undefined],
    [asset, 'https://github.com'],
    [asset, 'https://ghe.example.com/api/v3'],
    ['https://files.example.com/acme/cart/releases/download/v1/a.tgz', 'https://api.github.com'],
    ['https://github.com/acme/cart/archive/v1.tgz', 'https://api.github.com'],
  ])('%s is none when the registry is %s', (url, registry) => {
    expect(findReleaseAsset(url, registry)).toBeNull()
  })
})
