import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiveRow, Target } from '../src/index.ts'
import { isBeingPruned, liveKey, pruneMarkKey } from '../src/index.ts'
import { liveRow, metaOf, text } from './rows.ts'
import { describeWithdrawal } from './withdrawal.ts'

/** An empty target of one provider; every `open` gives another handle on it, as another run would have. */
export interface TargetFixture {
  open(): Promise<Target>
  remove(): Promise<void>
}

/** Where the service behind a provider is known to be less than the real one. */
export interface TargetTraits {
  /** The keys `x` and `x/y` can both be there. */
  nestedNames: boolean
  /** A body that comes in parts is completed only where nothing is. */
  conditionalParts: boolean
}

const everyTrait: TargetTraits = { nestedNames: true, conditionalParts: true }

/** What every provider must do. */
export function describeTarget(provider: string, create: () => Promise<TargetFixture>, traits: TargetTraits = everyTrait): void {
  describe(`target: ${provider}`, () => {
    let fixture: TargetFixture
    let target: Target
    let other: Target
    beforeAll(async () => {
      fixture = await create()
      target = await fixture.open()
      other = await fixture.open()
    })
    afterAll(async () => {
      await target.close()
      await other.close()
      await fixture.remove()
    })
    describe('store', () => describeStore(() => ({ store: target.store, other: other.store }), traits))
    describe('pruner', () => describePruner(() => target))
    describe('table', () => describeTable(() => ({ table: target.table, other: other.table })))
    describe('withdrawal', () => describeWithdrawal(() => ({ table: target.table, other: other.table })))
    describe('cache', () => describeCache(() => ({ cache: target.cache, other: other.cache })))
  })
}

function describeStore(
  ports: () => { store: Target['store']; other: Target['store'] },
  { nestedNames, conditionalParts }: TargetTraits,
): void {
  it('gives back the bytes and the headers that were put', async () => {
    const { store, other } = ports()
    const body = Uint8Array.from([0, 1, 2, 255])
    const meta = metaOf(body, { contentType: 'application/wasm', contentEncoding: 'br', tags: ['cart'] })
    expect(await store.putIfAbsent('get/1.0.0/a.wasm', body, meta)).toBe('created')
    const object = { key: 'get/1.0.0/a.wasm', size: 4, ...meta }
    expect(await other.head('get/1.0.0/a.wasm')).toEqual(object)
    const found = await other.read('get/1.0.0/a.wasm')
    expect(found?.object).toEqual(object)
    expect(Buffer.from(found!.body)).toEqual(Buffer.from(body))
  })

  it('keeps an empty object', async () => {
    const { store } = ports()
    expect(await store.putIfAbsent('empty/file', text(''), metaOf(text('')))).toBe('created')
    expect((await store.read('empty/file'))?.body.byteLength).toBe(0)
  })

  it('answers null for what is not there, the parent of an object included', async () => {
    const { store } = ports()
    await store.putIfAbsent('parent/child', text('x'), metaOf(text('x')))
    expect(await store.head('parent')).toBeNull()
    expect(await store.read('parent/child/grandchild')).toBeNull()
  })

  it('never changes bytes that are there, and tells equal from different by their digest', async () => {
    const { store, other } = ports()
    const [first, second] = [text('let version = 1'), text('let version = 2')]
    await store.putIfAbsent('same/key', first, metaOf(first))
    expect(await other.putIfAbsent('same/key', first, metaOf(first, { cacheControl: 'private' }))).toBe('exists-equal')
    expect(await other.putIfAbsent('same/key', second, metaOf(second))).toBe('exists-different')
    expect((await store.read('same/key'))?.body).toEqual(Buffer.from(first))
    expect((await store.head('same/key'))?.cacheControl).toBe('no-cache')
  })

  it('lets one of many writers of one key win', async () => {
    const { store, other } = ports()
    const bodies = Array.from({ length: 20 }, (_, at) => text(`writer ${at}`))
    const results = await Promise.all(bodies.map((body, at) => (at % 2 ? store : other).putIfAbsent('race/key', body, metaOf(body))))
    expect(results.filter((result) => result === 'created')).toHaveLength(1)
    expect(results.filter((result) => result === 'exists-different')).toHaveLength(19)
    expect((await store.read('race/key'))?.body).toEqual(Buffer.from(bodies[results.indexOf('created')]!))
  })

  it('refuses bytes that do not have the digest announced', async () => {
    const { store } = ports()
    const refusal = store.putIfAbsent('wrong/digest', text('changed in transit'), metaOf(text('original')))
    await expect(refusal).rejects.toMatchObject({ code: 'integrity-mismatch' })
    expect(await store.head('wrong/digest')).toBeNull()
  })

  it('takes bytes that are not held in memory, and checks their digest as well', async () => {
    const { store } = ports()
    const parts = Array.from({ length: 3 }, (_, at) => new Uint8Array(300_000).fill(at))
    const meta = metaOf(Buffer.concat(parts))
    const source = (chunks: Uint8Array[]) => ({
      size: 900_000,
      open: async function* () {
        yield* chunks
      },
    })
    expect(await store.putIfAbsent('stream/a', source(parts), meta)).toBe('created')
    expect((await store.read('stream/a'))?.object).toEqual({ key: 'stream/a', size: 900_000, ...meta })
    expect(await store.putIfAbsent('stream/a', source(parts), meta)).toBe('exists-equal')
    const refusal = store.putIfAbsent('stream/b', source(parts.toReversed()), meta)
    await expect(refusal).rejects.toMatchObject({ code: 'integrity-mismatch' })
    expect(await store.head('stream/b')).toBeNull()
  })

  it('takes a large body as it takes a small one', { timeout: 120_000 }, async () => {
    const { store, other } = ports()
    // Above 8 MiB some stores want parts; two and a bit of them.
    const [body, changed] = [1, 2].map((seed) => Buffer.alloc(17 * 1024 * 1024 + 5, seed)) as [Buffer, Buffer]
    const meta = metaOf(body, { contentEncoding: 'gzip', tags: ['large', 'video'] })
    const source = { size: body.byteLength, open: () => Readable.from(cut(body, 1_000_003)) }
    const writers = [() => store.putIfAbsent('large/a', body, meta), () => other.putIfAbsent('large/a', source, meta)]
    const results = conditionalParts ? await Promise.all(writers.map((write) => write())) : [await writers[0]!(), await writers[1]!()]
    expect(results.toSorted()).toEqual(['created', 'exists-equal'])
    expect(await other.head('large/a')).toEqual({ key: 'large/a', size: body.byteLength, ...meta })
    expect(body.equals((await store.read('large/a'))!.body)).toBe(true)
    expect(await store.putIfAbsent('large/a', changed, metaOf(changed))).toBe('exists-different')
    expect(await store.copy('large/a', 'large/a', { contentType: 'video/mp4', cacheControl: 'no-cache' })).toBe('copied')
    expect(await store.head('large/a')).toMatchObject({ contentType: 'video/mp4', sha256: meta.sha256 })
    const refusal = store.putIfAbsent('large/b', { ...source, open: () => Readable.from([changed]) }, meta)
    await expect(refusal).rejects.toMatchObject({ code: 'integrity-mismatch' })
    expect((await store.list('large/')).map(({ key }) => key)).toEqual(['large/a'])
  })

  it('takes names with spaces, signs and letters of any script, and lists them as they are', async () => {
    const { store } = ports()
    const names = [
      'a b.js',
      '100%.js',
      'a+b,c;d=e.js',
      '#?&.js',
      'größe.js',
      '日本.js',
      'con',
      'x.object',
      ...(nestedNames ? ['x.object/y'] : []),
      'a,object',
      "it's.js",
    ]
    for (const name of names) expect(await store.putIfAbsent(`names/${name}`, text(name), metaOf(text(name)))).toBe('created')
    const listed = await store.list('names/')
    expect(listed.map(({ key }) => key)).toEqual(names.map((name) => `names/${name}`).sort())
    expect(listed.find(({ key }) => key === 'names/größe.js')?.size).toBe(10)
  })

  it('lists by prefix, not by directory', async () => {
    const { store } = ports()
    for (const key of ['list/1.0.0/a', 'list/1.0.0/b/c', 'list/1.0.0-rc.1/a', 'list/1.0.1/a'])
      await store.putIfAbsent(key, text(key), metaOf(text(key)))
    const keys = async (prefix: string): Promise<string[]> => (await store.list(prefix)).map(({ key }) => key)
    expect(await keys('list/1.0.0/')).toEqual(['list/1.0.0/a', 'list/1.0.0/b/c'])
    expect(await keys('list/1.0.0')).toEqual(['list/1.0.0-rc.1/a', 'list/1.0.0/a', 'list/1.0.0/b/c'])
    expect(await keys('nothing/')).toEqual([])
  })

  it.each(['', '/a', 'a/', 'a//b', '../a', 'a/../b', './a', 'a/.', 'a\\b', 'a\0b', 'a\nb', 'a/\ud800', `a/${'x'.repeat(1025)}`])(
    'refuses the key %j',
    async (key) => {
      const { store } = ports()
      await expect(store.putIfAbsent(key, text('x'), metaOf(text('x')))).rejects.toMatchObject({ code: 'store-failed' })
      await expect(store.head(key)).rejects.toMatchObject({ code: 'store-failed' })
      await expect(store.read(key)).rejects.toMatchObject({ code: 'store-failed' })
    },
  )

  it('copies under new headers, mends headers in place, and never copies over other bytes', async () => {
    const { store } = ports()
    const headers = { contentType: 'text/css; charset=utf-8', cacheControl: 'immutable' }
    await store.putIfAbsent('copy/a', text('a'), metaOf(text('a'), { tags: ['old'] }))
    await store.putIfAbsent('copy/other', text('other'), metaOf(text('other')))
    expect(await store.copy('copy/a', 'copy/b', headers)).toBe('copied')
    expect(await store.head('copy/b')).toEqual({ key: 'copy/b', size: 1, sha256: metaOf(text('a')).sha256, ...headers })
    expect(await store.copy('copy/a', 'copy/a', headers)).toBe('copied')
    expect(await store.head('copy/a')).toMatchObject(headers)
    expect(await store.head('copy/a')).not.toHaveProperty('tags')
    expect(await store.copy('copy/a', 'copy/a', headers)).toBe('unchanged')
    expect(await store.copy('copy/a', 'copy/other', headers)).toBe('exists-different')
    expect(await store.copy('copy/none', 'copy/c', headers)).toBe('missing')
  })
}

function* cut(body: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < body.byteLength; at += size) yield body.subarray(at, at + size)
}

function describePruner(target: () => Target): void {
  it('removes one object and no other, also when it is gone already', async () => {
    const { store, pruner } = target()
    for (const key of ['prune/a', 'prune/ab']) await store.putIfAbsent(key, text(key), metaOf(text(key)))
    await pruner.remove('prune/a')
    await pruner.remove('prune/a')
    expect((await store.list('prune/')).map(({ key }) => key)).toEqual(['prune/ab'])
    expect(await store.putIfAbsent('prune/a', text('new'), metaOf(text('new')))).toBe('created')
    await expect(pruner.remove('prune/')).rejects.toMatchObject({ code: 'store-failed' })
  })

  it('lists with each object when it was written', async () => {
    const { store } = target()
    const before = Date.now()
    await store.putIfAbsent('written/a', text('a'), metaOf(text('a')))
    const [listed] = await store.list('written/')
    // Some stores keep whole seconds.
    expect(listed?.modifiedAt).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000)
    expect(listed?.modifiedAt).toBeLessThanOrEqual(Date.now())
  })

  it('marks a version as being pruned, once for each prune', async () => {
    const { store, pruner } = target()
    const marks = ['first', 'second'].map((run) => pruneMarkKey('marked/1.0.0', run))
    expect(await isBeingPruned(store, 'marked/1.0.0')).toBe(false)
    for (const key of marks) expect(await store.putIfAbsent(key, text('{}'), metaOf(text('{}')))).toBe('created')
    await pruner.remove(marks[0]!)
    expect(await isBeingPruned(store, 'marked/1.0.0')).toBe(true)
    expect(await isBeingPruned(store, 'marked/1.0.0-rc.1')).toBe(false)
    await pruner.remove(marks[1]!)
    expect(await isBeingPruned(store, 'marked/1.0.0')).toBe(false)
  })
}

function describeTable(ports: () => { table: Target['table']; other: Target['table'] }): void {
  it('keeps a canary in the live row, the history and the list, and tells it from another one', async () => {
    const { table, other } = ports()
    const at = { environment: 'canaries', mfe: 'cart' }
    const { environment: _environment, mfe: _mfe, ...served } = liveRow({ version: '1.1.0' })
    const { version, integrity, prefix, entry } = served
    const canary = { version, integrity, prefix, entry, entryIntegrity: 'sha384-x', percentage: 10 }
    const [stable, ten, fifty] = [1, 2, 3].map((generation) => liveRow({ ...at, generation }))
    const rows = [stable!, { ...ten!, canary }, { ...fifty!, canary: { ...canary, percentage: 50 } }] as const
    for (const row of rows) expect(await table.activate(row)).toMatchObject({ result: 'activated' })
    expect(await other.read(liveKey('canaries', 'cart'))).toEqual(rows[2])
    expect(await other.history(liveKey('canaries', 'cart'))).toEqual(rows.toReversed())
    expect(await other.list('canaries')).toEqual([rows[2]])
    expect(await other.activate(rows[2])).toEqual({ result: 'already' })
    expect(await other.activate({ ...rows[2], canary })).toMatchObject({ result: 'older', live: rows[2] })
    expect(await other.activate(fifty!)).toMatchObject({ result: 'older' })
    await expect(table.activate({ ...rows[2], generation: 4, canary: { ...canary, percentage: 100 } })).rejects.toMatchObject({
      code: 'table-failed',
    })
  })

  it('activates, reads back and keeps history, newest first', async () => {
    const { table, other } = ports()
    const [first, second] = [liveRow({ mfe: 'history', generation: 3 }), liveRow({ mfe: 'history', generation: 7, version: '1.0.1' })]
    expect(await table.activate(first)).toEqual({ result: 'activated', previous: null })
    expect(await other.activate(second)).toEqual({ result: 'activated', previous: first })
    expect(await table.read(liveKey('staging', 'history'))).toEqual(second)
    expect(await table.history(liveKey('staging', 'history'))).toEqual([second, first])
    expect(await table.history(liveKey('staging', 'history'), 1)).toEqual([second])
  })

  it('takes a repeat of the live activation for its own, also when its answer was lost', async () => {
    const { table, other } = ports()
    const row = liveRow({ mfe: 'repeat', generation: 2 })
    await table.activate(row)
    expect(await other.activate({ ...row, activatedAt: '2026-11-22T11:00:00.000Z' })).toEqual({ result: 'already' })
    expect(await table.history(liveKey('staging', 'repeat'))).toEqual([row])
  })

  it('refuses an older generation, and another request with the same one', async () => {
    const { table } = ports()
    const live = liveRow({ mfe: 'fence', generation: 5 })
    await table.activate(live)
    for (const row of [{ generation: 4 }, { generation: 5, requestId: 'another' }, { generation: 5, version: '9.9.9' }]) {
      expect(await table.activate(liveRow({ mfe: 'fence', ...row }))).toEqual({ result: 'older', live })
    }
    expect(await table.history(liveKey('staging', 'fence'))).toEqual([live])
  })

  it('answers older to a repeat that was overtaken', async () => {
    const { table } = ports()
    const [first, second] = [liveRow({ mfe: 'overtaken', generation: 1 }), liveRow({ mfe: 'overtaken', generation: 2 })]
    await table.activate(first)
    await table.activate(second)
    expect(await table.activate(first)).toEqual({ result: 'older', live: second })
  })

  it('ends with the newest generation in whatever order they arrive', async () => {
    const { table, other } = ports()
    const generations = [4, 2, 9, 1, 7, 3, 8, 5, 6]
    await Promise.all(generations.map((generation, at) => (at % 2 ? table : other).activate(liveRow({ mfe: 'order', generation }))))
    expect((await table.read(liveKey('staging', 'order')))?.generation).toBe(9)
    const history = (await table.history(liveKey('staging', 'order'))).map(({ generation }) => generation)
    expect(history).toEqual([...history].sort((a, b) => b - a))
  })

  it('behaves as its model for any sequence of activations', async () => {
    const { table, other } = ports()
    const attempt = fc.record({ generation: fc.integer({ min: 1, max: 5 }), requestId: fc.constantFrom('a', 'b'), handle: fc.boolean() })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { maxLength: 12 }), async (attempts) => {
        const mfe = `model-${runs++}`
        const accepted: LiveRow[] = []
        for (const { handle, ...values } of attempts) {
          const row = liveRow({ mfe, ...values })
          const live = accepted.at(-1) ?? null
          const isNewer = live === null || row.generation > live.generation
          const isSame = row.generation === live?.generation && row.requestId === live.requestId
          const expected = isNewer ? { result: 'activated', previous: live } : isSame ? { result: 'already' } : { result: 'older', live }
          expect(await (handle ? table : other).activate(row)).toEqual(expected)
          if (isNewer) accepted.push(row)
        }
        expect(await table.history(liveKey('staging', mfe))).toEqual(accepted.toReversed())
      }),
      { numRuns: 50 },
    )
  })

  it('keeps environments and MFEs apart and lists an environment by name', async () => {
    const { table } = ports()
    for (const mfe of ['search', 'cart']) await table.activate(liveRow({ environment: 'listed', mfe }))
    await table.activate(liveRow({ environment: 'listed-2', mfe: 'cart' }))
    expect((await table.list('listed')).map(({ mfe }) => mfe)).toEqual(['cart', 'search'])
    expect(await table.list('nothing')).toEqual([])
    expect(await table.read(liveKey('listed', 'nothing'))).toBeNull()
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses the generation %d', async (generation) => {
    await expect(ports().table.activate(liveRow({ mfe: 'bad', generation }))).rejects.toMatchObject({ code: 'table-failed' })
  })
}

function describeCache(ports: () => { cache: Target['cache']; other: Target['cache'] }): void {
  it('takes the same purge twice as one, in any order of its keys', async () => {
    const { cache, other } = ports()
    const purge = await cache.purge({ reference: 'once', paths: ['/cart/*', '/a'], tags: ['cart'] })
    expect(await other.purge({ reference: 'once', paths: ['/a', '/cart/*', '/a'], tags: ['cart'] })).toMatchObject({ id: purge.id })
    expect(await other.status(purge.id)).toMatchObject({ id: purge.id })
  })

  it('refuses a reference that stands for another purge', async () => {
    const { cache } = ports()
    await cache.purge({ reference: 'taken', paths: ['/a'], tags: [] })
    await expect(cache.purge({ reference: 'taken', paths: ['/b'], tags: [] })).rejects.toMatchObject({ code: 'purge-failed' })
  })

  it('purges nothing when there is nothing to purge', async () => {
    const { cache } = ports()
    const nothing = { id: 'none', status: 'completed', charged: 0 }
    expect(await cache.purge({ reference: 'empty', paths: [], tags: [] })).toEqual(nothing)
    expect(await cache.status('none')).toEqual(nothing)
  })

  it('does not know a purge that was never made', async () => {
    expect(await ports().cache.status('no-such-purge')).toBeNull()
  })

  it.each([
    ['path', 'cart/*'],
    ['path', '/a*b'],
    ['path', '/a b'],
    ['path', '/a?b'],
    ['path', '/a\n'],
    ['tag', ''],
    ['tag', 'a,b'],
    ['tag', 'a*'],
    ['tag', 'ä'],
    ['tag', 'x'.repeat(257)],
  ])('refuses the %s %j', async (kind, key) => {
    const request = { reference: `bad-${key}`, paths: kind === 'path' ? [key] : [], tags: kind === 'tag' ? [key] : [] }
    await expect(ports().cache.purge(request)).rejects.toMatchObject({ code: 'purge-failed' })
  })
}
