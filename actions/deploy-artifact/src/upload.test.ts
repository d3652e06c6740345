import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import {
  type ArtifactManifest,
  buildManifest,
  createFileRules,
  createSpool,
  type FileRule,
  fileOf,
  parseManifest,
} from '@mfe-gitops/artifact'
import { type ArtifactStore, openTarget, type PutResult, type Target } from '@mfe-gitops/targets'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReleasePlan } from './release-plan.ts'
import { mendVersion, readStored, rulesOf } from './stored-version.ts'
import { type Upload, uploadVersion } from './upload.ts'
import { createUploadPace } from './upload-pace.ts'

const text = (value: string) => new TextEncoder().encode(value)
const files = new Map([
  ['cart.js', text('entry')],
  ['cart.css', text('style')],
  ['a-ABCD2345.js', text('a')],
  ['b-ABCD2346.js', text('b')],
])
const prefix = 'cart/1.4.0'
const integrity = 'sha512-x'

function uploadOf(bytes: ReadonlyMap<string, Uint8Array> = files, rules: FileRule[] = []): Upload {
  const fileRules = createFileRules({ mfe: 'cart', entry: 'cart.js', rules })
  const contents = new Map([...bytes].map(([path, body]) => [path, fileOf(body)]))
  const version = { mfe: 'cart', version: '1.4.0', integrity, entry: 'cart.js', files: contents }
  return { prefix, manifest: buildManifest({ ...version, rules: fileRules }), files: contents, rules: fileRules }
}

const ports = { spool: createSpool(tmpdir()), sleep: async () => {}, random: () => 0.5, now: () => 0, say: () => {} }

/** A store that remembers what was asked of it, and answers what the test says before the real one is asked. */
function recordingStore(store: ArtifactStore, answers: Readonly<Record<string, (PutResult | Error)[]>> = {}) {
  const puts: string[] = []
  const requests: string[] = []
  let open = 0
  let most = 0
  const recorded = new Proxy(store, {
    get:
      (target, name: keyof ArtifactStore) =>
      async (key: string, ...rest: unknown[]) => {
        requests.push(`${name} ${key}`)
        if (name === 'putIfAbsent') puts.push(key)
        most = Math.max(most, ++open)
        await new Promise(setImmediate)
        open -= 1
        const answer = name === 'putIfAbsent' ? answers[key]?.shift() : undefined
        if (answer instanceof Error) throw answer
        return answer ?? (target[name] as (...args: unknown[]) => unknown)(key, ...rest)
      },
  })
  return { puts, requests, store: recorded, most: () => most }
}

let directory: string
let target: Target
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'upload-'))
  target = await openTarget({ provider: 'local', directory }, {})
})
afterEach(async () => {
  await target.close()
  await rm(directory, { recursive: true })
})

const chunks = ['cart/1.4.0/a-ABCD2345.js', 'cart/1.4.0/b-ABCD2346.js']
const wholeOrder = [...chunks, 'cart/1.4.0/cart.css', 'cart/1.4.0/cart.js', 'cart/1.4.0/mfe-manifest.json']

describe('release case 9: an upload', () => {
  it('describes every file in the manifest, whatever its name', async () => {
    const odd = new Map([...files, ...['__proto__', 'constructor', 'folder/__proto__'].map((name) => [name, text(name)] as const)])
    await uploadVersion(target.store, uploadOf(odd), ports)
    const stored = parseManifest((await target.store.read(`${prefix}/mfe-manifest.json`))!.body)
    expect(Object.keys(stored!.files).sort()).toEqual([...odd.keys()].sort())
  })

  it('writes chunks, then pages, then the entry, then the manifest', async () => {
    const { puts, store } = recordingStore(target.store)
    expect((await uploadVersion(store, uploadOf(), ports)).count).toEqual({ uploaded: 4, skipped: 0, mended: 0 })
    expect(puts).toEqual(wholeOrder)
  })

  it('goes on where an earlier run stopped', async () => {
    const broken = recordingStore(target.store, { 'cart/1.4.0/cart.css': [new Error('gone')] })
    await expect(uploadVersion(broken.store, uploadOf(), ports)).rejects.toThrow('gone')
    const { puts, store } = recordingStore(target.store)
    expect((await uploadVersion(store, uploadOf(), ports)).count).toEqual({ uploaded: 2, skipped: 2, mended: 0 })
    expect(puts).toEqual(wholeOrder)
  })

  it.each<[string, PutResult | Error]>([
    ['a chunk that is there with other bytes', 'exists-different'],
    ['a store that fails', new Error('away')],
  ])('writes neither entry nor manifest after %s', async (_, answer) => {
    const { puts, store } = recordingStore(target.store, { [chunks[1] ?? '']: [answer] })
    await expect(uploadVersion(store, uploadOf(), ports)).rejects.toThrow()
    expect(puts).toEqual(chunks)
  })

  it('begins nothing after a failure, and ends what it began', async () => {
    const many = new Map([
      ...Array.from({ length: 100 }, (_, at) => [`c${at}-ABCD2345.js`, text(String(at))] as const),
      ['cart.js', text('entry')] as const,
    ])
    const { puts, store } = recordingStore(target.store, { 'cart/1.4.0/c0-ABCD2345.js': ['exists-different'] })
    await expect(uploadVersion(store, uploadOf(many), ports)).rejects.toThrow()
    expect(puts.length).toBeLessThanOrEqual(32)
  })
})

describe('release case 11, fault 20: bytes under an existing name', () => {
  it('release case 7: that differ stop everything, also when they are of the same size', async () => {
    await uploadVersion(target.store, uploadOf(), ports)
    const other = uploadOf(new Map([...files, ['cart.css', text('STYLE')]]))
    await expect(uploadVersion(target.store, other, ports)).rejects.toMatchObject({
      code: 'version-exists-with-other-bytes',
      message: expect.stringContaining('cart/1.4.0/cart.css'),
    })
    expect(Buffer.from((await target.store.read('cart/1.4.0/cart.css'))?.body ?? []).toString()).toBe('style')
  })

  it('are named when it is the manifest that differs', async () => {
    await target.store.putIfAbsent('cart/1.4.0/mfe-manifest.json', text('{}'), {
      contentType: 'application/json',
      cacheControl: 'no-cache',
      sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    })
    await expect(uploadVersion(target.store, uploadOf(), ports)).rejects.toMatchObject({
      code: 'version-exists-with-other-bytes',
      message: expect.stringContaining('cart/1.4.0/mfe-manifest.json'),
    })
  })

  it('are equal when two runs race with other headers: both are done', async () => {
    await uploadVersion(target.store, uploadOf(files, [{ match: '*.css', cacheControl: 'no-store' }]), ports)
    expect((await uploadVersion(target.store, uploadOf(), ports)).count).toMatchObject({ uploaded: 0, skipped: 4 })
  })
})

describe('release case 13: a busy store', () => {
  const slow = () => new Error('Reduce your request rate.', { cause: Object.assign(new Error(), { $metadata: { httpStatusCode: 503 } }) })

  it('is asked again, and the upload is complete', async () => {
    const { store, puts } = recordingStore(target.store, { [chunks[0]!]: [slow(), slow()], 'cart/1.4.0/mfe-manifest.json': [slow()] })
    expect((await uploadVersion(store, uploadOf(), ports)).count.uploaded).toBe(4)
    expect(puts).toHaveLength(wholeOrder.length + 3)
  })

  it('is not asked for ever', async () => {
    const { store, puts } = recordingStore(target.store, { [chunks[0]!]: Array.from({ length: 50 }, slow) })
    await expect(uploadVersion(store, uploadOf(), ports)).rejects.toThrow('Reduce your request rate.')
    expect(puts.length).toBeLessThan(20)
  })

  it('is not asked too much at once', async () => {
    const many = new Map([
      ...Array.from({ length: 300 }, (_, at) => [`c${at}-ABCD2345.js`, text(String(at))] as const),
      ['cart.js', text('entry')] as const,
    ])
    const { store, most } = recordingStore(target.store)
    await uploadVersion(store, uploadOf(many), ports)
    expect(most()).toBeGreaterThanOrEqual(8)
    expect(most()).toBeLessThanOrEqual(32)
  })
})

const script = Buffer.from('export const answer = 42\n'.repeat(200))

describe('release case 16: encoded variants', () => {
  const contents = new Map<string, Uint8Array>([
    ['cart.js', script],
    ['logo.png', Buffer.alloc(5000)],
  ])

  it('are stored beside what they make smaller, with its type, and are in the manifest', async () => {
    const { manifest } = await uploadVersion(target.store, uploadOf(contents), ports)
    expect(Object.keys(manifest.files['cart.js']!.encodings ?? {})).toEqual(['br', 'gzip'])
    expect(manifest.files['logo.png']!.encodings).toBeUndefined()
    const stored = await target.store.read('cart/1.4.0/cart.js.br')
    expect(stored?.object).toMatchObject({ contentType: 'text/javascript; charset=utf-8', contentEncoding: 'br' })
    const kept = parseManifest((await target.store.read('cart/1.4.0/mfe-manifest.json'))!.body)
    expect(kept).toEqual(manifest)
    expect((await target.store.list(prefix)).map(({ key }) => key)).toHaveLength(5)
  })

  it('that the build brought are used when they are the same file', async () => {
    const own = gzipSync(script, { level: 1 })
    const { manifest } = await uploadVersion(
      target.store,
      uploadOf(new Map([...contents, ['cart.js.gz', own], ['cart.js.br', text('nonsense')]])),
      ports,
    )
    expect(manifest.files['cart.js']!.encodings).toEqual({
      gzip: { path: 'cart.js.gz', size: own.byteLength, sha256: manifest.files['cart.js.gz']!.sha256 },
    })
    expect(manifest.files['cart.js.gz']).toMatchObject({ contentType: 'text/javascript; charset=utf-8', contentEncoding: 'gzip' })
  })

  it('that another compressor made of the same file are as good', async () => {
    const put = (body: Uint8Array) => {
      const headers = { contentType: 'text/javascript; charset=utf-8', cacheControl: 'no-cache', contentEncoding: 'gzip' }
      return target.store.putIfAbsent('cart/1.4.0/cart.js.gz', body, {
        ...headers,
        sha256: createHash('sha256').update(body).digest('hex'),
      })
    }
    await put(gzipSync(script, { level: 1 }))
    const { manifest } = await uploadVersion(target.store, uploadOf(contents), ports)
    expect(manifest.files['cart.js']!.encodings?.gzip?.size).toBe(gzipSync(script, { level: 1 }).byteLength)
  })
})

describe('deploying what is there', () => {
  const plan = (rules: FileRule[] = []): ReleasePlan =>
    ({ prefix, rules, desired: { mfe: 'cart', artifact: { integrity } }, artifact: { entry: 'cart.js' } }) as unknown as ReleasePlan

  it('costs two requests, made at once', async () => {
    await uploadVersion(target.store, uploadOf(), ports)
    const { store, requests } = recordingStore(target.store)
    expect(await readStored(store, plan())).toMatchObject({ hasHeaders: true, manifest: { entry: 'cart.js' } })
    expect(requests).toEqual(['list cart/1.4.0/mfe-pruning/', 'read cart/1.4.0/mfe-manifest.json'])
  })

  it('refuses another package under the same version', async () => {
    await uploadVersion(target.store, uploadOf(), ports)
    const other = { ...plan(), desired: { mfe: 'cart', artifact: { integrity: 'sha512-y' } } } as unknown as ReleasePlan
    await expect(readStored(target.store, other)).rejects.toMatchObject({ code: 'version-exists-with-other-bytes' })
  })

  it('names both entries when the registration had another one in the days of the version', async () => {
    await uploadVersion(target.store, uploadOf(), ports)
    const renamed = { ...plan(), artifact: { ...plan().artifact, entry: 'main.js' } }
    await expect(readStored(target.store, renamed)).rejects.toMatchObject({
      code: 'version-exists-with-other-bytes',
      message: expect.stringMatching(/"cart\/1\.4\.0" with the entry "cart\.js".*"main\.js".*`artifact\.entry`/),
    })
  })

  it('release case 7, fault 59: sees with one request that headers have changed, and mends them inside the store', async () => {
    const contents = new Map<string, Uint8Array>([...files, ['big.css', Buffer.from('a{color:red}\n'.repeat(200))]])
    await uploadVersion(target.store, uploadOf(contents), ports)
    const changed = plan([{ match: '*.css', cacheControl: 'public, max-age=60', tags: ['styles'] }])
    const stored = await readStored(target.store, changed)
    expect(stored?.hasHeaders).toBe(false)
    const { store, puts, requests } = recordingStore(target.store)
    const { manifest } = stored as { manifest: ArtifactManifest }
    const version = { prefix, manifest, rules: rulesOf(changed) }
    expect(await mendVersion(store, version, createUploadPace(ports, 5))).toBe(4)
    expect(puts).toEqual([])
    // The store itself leaves alone what has its headers.
    const objects = ['a-ABCD2345.js', 'b-ABCD2346.js', 'big.css', 'big.css.br', 'big.css.gz', 'cart.css', 'cart.js', 'mfe-manifest.json']
    expect(requests.toSorted()).toEqual(objects.map((name) => `copy cart/1.4.0/${name}`))
    expect(await target.store.head('cart/1.4.0/big.css.br')).toMatchObject({
      cacheControl: 'public, max-age=60',
      contentEncoding: 'br',
      tags: ['cart', 'styles'],
    })
    expect(await readStored(target.store, changed)).toMatchObject({ hasHeaders: true, manifest })
  })

  it('goes on mending where an earlier run stopped', async () => {
    await uploadVersion(target.store, uploadOf(), ports)
    const changed = plan([{ match: '**', cacheControl: 'no-store' }])
    const { manifest } = (await readStored(target.store, changed))!
    const version = { prefix, manifest, rules: rulesOf(changed) }
    await target.store.copy('cart/1.4.0/cart.css', 'cart/1.4.0/cart.css', rulesOf(changed).plan('cart.css', new Set()).headers)
    expect(await mendVersion(target.store, version, createUploadPace(ports, 4))).toBe(3)
    expect(await mendVersion(target.store, version, createUploadPace(ports, 4))).toBe(0)
  })

  it('says so when a file of the version is gone', async () => {
    await uploadVersion(target.store, uploadOf(), ports)
    const { manifest } = (await readStored(target.store, plan()))!
    const files = { ...manifest.files, 'gone.js': manifest.files['cart.js']! }
    const version = { prefix, manifest: { ...manifest, files }, rules: rulesOf(plan()) }
    await expect(mendVersion(target.store, version, createUploadPace(ports, 4))).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('cart/1.4.0/gone.js'),
    })
  })
})
