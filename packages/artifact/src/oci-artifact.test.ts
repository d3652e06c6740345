import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { smallSpool } from '../test/in-memory.ts'
import { type Registry, startRegistry } from '../test/registry.ts'
import { tar } from '../test/tarball.ts'
import { zip } from '../test/zip.ts'
import { fetchArtifact, type RegisteredArtifact, resolveArtifact } from './artifact-source.ts'

const version = '1.4.0'
const base = '/v2/mfe/cart'
const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const integrityOf = (bytes: Uint8Array) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`

let registry: Registry
let artifact: RegisteredArtifact
let manifest: Buffer
const registered = (one: RegisteredArtifact) => ({ artifact: one, repository: 'acme/cart', repositoryId: 1 })
const ports = { spool: smallSpool(), sleep: async (): Promise<void> => undefined }

interface Layer {
  bytes: Uint8Array
  mediaType?: string
  title?: string
}

beforeEach(async () => {
  registry = await startRegistry()
  artifact = { source: 'oci', name: `127.0.0.1:${registry.port}/mfe/cart`, entry: 'entry.js' }
  push([{ bytes: gzipSync(await tar([{ name: 'entry.js', body: 'entry' }])), mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip' }])
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await registry.close()
})

/** What `oras push` leaves in a registry. */
function push(layers: Layer[], change: object = {}): void {
  const described = layers.map(({ bytes, mediaType = 'application/octet-stream', title }) => ({
    mediaType,
    digest: digestOf(bytes),
    size: bytes.byteLength,
    ...(title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } }),
  }))
  manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, layers: described, ...change }))
  registry.answers.set(`${base}/manifests/${version}`, { body: manifest })
  registry.answers.set(`${base}/manifests/${digestOf(manifest)}`, { body: manifest })
  for (const { bytes } of layers) registry.answers.set(`${base}/blobs/${digestOf(bytes)}`, { body: bytes })
}

const fetched = (access = {}) => fetchArtifact(artifact, { version, integrity: integrityOf(manifest) }, access, ports)

describe('an OCI artifact', () => {
  it('has the digest that its tag names', async () => {
    expect(await resolveArtifact(registered(artifact), version, {}, ports)).toEqual({
      integrity: integrityOf(manifest),
      address: `127.0.0.1:${registry.port}/mfe/cart@${digestOf(manifest)}`,
    })
  })

  it('may have a tag of another form, and build metadata in it', async () => {
    registry.answers.set(`${base}/manifests/v1.4.0_build.7`, { body: manifest })
    const tagged = { ...artifact, name: `${artifact.name}:v{version}` }
    expect(await resolveArtifact(registered(tagged), '1.4.0+build.7', {}, ports)).toMatchObject({ integrity: integrityOf(manifest) })
  })

  it('gives the files of its layers: archives and single files', async () => {
    push([
      { bytes: gzipSync(await tar([{ name: 'entry.js', body: 'entry' }])), mediaType: 'application/vnd.acme.mfe.tar+gzip' },
      { bytes: await zip({ 'assets/a.css': 'a' }), title: 'assets.zip' },
      { bytes: Buffer.from('{}'), mediaType: 'application/json', title: 'assets/data.json' },
    ])
    expect([...(await fetched()).keys()]).toEqual(['entry.js', 'assets/a.css', 'assets/data.json'])
    expect(registry.seen.map(({ url }) => url)).not.toContain(`${base}/manifests/${version}`)
  })

  it('release case 6: keeps its digest when somebody moves the tag', async () => {
    const accepted = integrityOf(manifest)
    push([{ bytes: Buffer.from('evil'), title: 'entry.js' }])
    const files = await fetchArtifact(artifact, { version, integrity: accepted }, {}, ports)
    expect(Buffer.from((await files.get('entry.js')?.bytes()) ?? []).toString()).toBe('entry')
  })

  it('is refused when a layer is not what the manifest names', async () => {
    const bytes = Buffer.from('entry')
    push([{ bytes, title: 'entry.js' }])
    for (const body of ['other', 'entry and more']) {
      registry.answers.set(`${base}/blobs/${digestOf(bytes)}`, { body: Buffer.from(body) })
      await expect(fetched()).rejects.toMatchObject({ code: expect.stringMatching(/integrity-mismatch|artifact-invalid/) })
    }
  })

  it('is asked for once more when bytes were damaged on their way', async () => {
    for (const url of [`${base}/manifests/${digestOf(manifest)}`, [...registry.answers.keys()].find((one) => one.includes('/blobs/'))!]) {
      const { body } = registry.answers.get(url) as { body: Uint8Array }
      const damaged = Buffer.from(body)
      damaged[damaged.length - 1]! ^= 1
      registry.answers.set(url, (count) => ({ body: count === 1 ? damaged : body }))
    }
    expect([...(await fetched()).keys()]).toEqual(['entry.js'])
    expect(registry.seen).toHaveLength(4)
  })

  it('is refused when the manifest under its digest is another one', async () => {
    const integrity = integrityOf(manifest)
    registry.answers.set(`${base}/manifests/${digestOf(manifest)}`, { body: Buffer.from('{"layers":[]}') })
    await expect(fetchArtifact(artifact, { version, integrity }, {}, ports)).rejects.toMatchObject({ code: 'integrity-mismatch' })
  })

  it('is refused when two layers bring the same file in any spelling', async () => {
    push([
      { bytes: Buffer.from('1'), title: 'entry.js' },
      { bytes: Buffer.from('2'), title: 'Entry.js' },
    ])
    await expect(fetched()).rejects.toMatchObject({ code: 'artifact-invalid', message: expect.stringContaining('"Entry.js"') })
  })

  it.each<[string, object, string]>([
    ['an index of several', { manifests: [] }, 'artifact-invalid'],
    ['no layers', { layers: undefined }, 'artifact-invalid'],
    ['an empty list of layers', { layers: [] }, 'artifact-empty'],
    ['a layer with a digest that is a path', { layers: [{ digest: 'sha256:../../x', size: 1, mediaType: 'a/b' }] }, 'artifact-invalid'],
    ['a layer of a negative size', { layers: [{ digest: `sha256:${'a'.repeat(64)}`, size: -1 }] }, 'artifact-invalid'],
    [
      'a nameless layer that is no archive',
      { layers: [{ digest: `sha256:${'a'.repeat(64)}`, size: 1, mediaType: 'a/b' }] },
      'artifact-invalid',
    ],
    [
      'a title that leaves the artifact',
      { layers: [{ digest: digestOf(Buffer.from('x')), size: 1, annotations: { 'org.opencontainers.image.title': '../x' } }] },
      'artifact-invalid',
    ],
  ])('is refused with %s', async (_, change, code) => {
    push([{ bytes: Buffer.from('x'), title: 'entry.js' }], change)
    await expect(fetched()).rejects.toMatchObject({ code })
  })

  it('is too large before its first layer is asked for', async () => {
    await expect(
      fetchArtifact(artifact, { version, integrity: integrityOf(manifest) }, {}, { ...ports, maxBytes: 10 }),
    ).rejects.toMatchObject({
      code: 'artifact-invalid',
    })
    expect(registry.seen.filter(({ url }) => url.includes('/blobs/'))).toEqual([])
  })
})

describe('release case 1: the way to a bearer token', () => {
  const access = () => ({ registry: registry.url, token: 'secret-of-the-registry' })
  const scope = encodeURIComponent('repository:mfe/cart:pull')

  function protect(realm: string): void {
    for (const [url, answer] of [...registry.answers]) {
      if (!url.startsWith('/v2/')) continue
      registry.answers.set(url, (_, seen) => {
        if (seen.authorization === 'Bearer issued') return typeof answer === 'function' ? answer(1, seen) : answer
        return { status: 401, headers: { 'www-authenticate': `Bearer realm="${realm}",service="registry",scope="ignored"` } }
      })
    }
  }

  it('is: ask, be challenged, show the credentials to the token service of the same host, ask again', async () => {
    protect(`${registry.url}token`)
    registry.answers.set(`/token?service=registry&scope=${decodeURIComponent(scope)}`, { body: { token: 'issued' } })
    expect((await fetched(access())).size).toBe(1)
    expect(registry.seen.map(({ url, authorization }) => [url.split('?')[0]?.split('/').at(-2), authorization?.split(' ')[0]])).toEqual([
      ['manifests', undefined],
      ['', 'Basic'],
      ['manifests', 'Bearer'],
      ['blobs', 'Bearer'],
    ])
  })

  it('shows no credentials to a token service of another host', async () => {
    const other = await startRegistry()
    protect(`http://localhost:${other.port}/token`)
    other.answers.set(`/token?service=registry&scope=${decodeURIComponent(scope)}`, { body: { access_token: 'issued' } })
    expect((await fetched(access())).size).toBe(1)
    expect(other.seen.map(({ authorization }) => authorization)).toEqual([undefined])
    await other.close()
  })

  it('does not lead from another machine to a service of this one', async () => {
    const realm = `${registry.url}token`
    vi.stubGlobal('fetch', async () => new Response(null, { status: 401, headers: { 'www-authenticate': `Bearer realm="${realm}"` } }))
    const elsewhere = registered({ ...artifact, name: 'registry.example.com/mfe/cart' })
    await expect(resolveArtifact(elsewhere, version, access(), ports)).rejects.toMatchObject({
      code: 'artifact-invalid',
      message: expect.stringContaining('as the place to get tokens'),
    })
  })

  it('shows no token to the storage that a layer lies in', async () => {
    const storage = await startRegistry()
    const [blob] = [...registry.answers.keys()].filter((url) => url.includes('/blobs/'))
    const answer = registry.answers.get(blob!) as { body: Uint8Array }
    storage.answers.set('/layer?X-Signature=s', answer)
    registry.answers.set(blob!, { status: 307, headers: { location: `http://localhost:${storage.port}/layer?X-Signature=s` } })
    protect(`${registry.url}token`)
    registry.answers.set(`/token?service=registry&scope=${decodeURIComponent(scope)}`, { body: { token: 'issued' } })
    expect((await fetched(access())).size).toBe(1)
    expect(storage.seen.map(({ method, authorization }) => [method, authorization])).toEqual([['GET', undefined]])
    await storage.close()
  })

  it('ends when the service gives no token, or one that does not help', async () => {
    protect(`${registry.url}token`)
    registry.answers.set(`/token?service=registry&scope=${decodeURIComponent(scope)}`, { body: { token: 'is\r\nsued' } })
    await expect(fetched(access())).rejects.toMatchObject({ code: 'artifact-unavailable' })
    registry.answers.set(`/token?service=registry&scope=${decodeURIComponent(scope)}`, { body: { token: 'other' } })
    await expect(fetched(access())).rejects.toMatchObject({ code: 'artifact-unavailable', message: expect.stringContaining('HTTP 401') })
  })
})
