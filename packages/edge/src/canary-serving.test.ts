import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLiveTarget, get, type LiveTarget } from '../test/live-target.ts'
import { getsCanary } from './canary.ts'
import type { Edge } from './edge.ts'
import type { ImportMap } from './import-map.ts'

const chunk = { '1.0.0': 'chunk-AAAAAAA2.js', '2.0.0': 'chunk-BBBBBBB3.js' }
const script = 'export const answer = 42\n'.repeat(200)

let live: LiveTarget
beforeEach(async () => {
  live = await createLiveTarget()
  for (const version of ['1.0.0', '2.0.0'] as const) {
    const files = { 'entry.js': `entry ${version}`, [chunk[version]]: `chunk ${version}`, 'big.js': `${script}// ${version}` }
    await live.upload('cart', version, { ...files, [`only-${version}.css`]: version, [`only-${version}.html`]: version })
  }
  await live.upload('search', '1.0.0', { 'entry.js': 'search' })
  await live.activate('search', '1.0.0')
  await setCanary(10)
})
afterEach(() => live.remove())

const setCanary = (percentage: number) => live.activate('cart', '1.0.0', 'entry.js', { version: '2.0.0', percentage })
const buckets = Array.from({ length: 100 }, (_, bucket) => bucket)
const as = (bucket: number | string) => ({ cookie: `theme=dark; mfe-bucket=${bucket}` })
const versionFor = async (edge: Edge, bucket: number | string, path = '/cart/entry.js') =>
  (await get(edge, path, as(bucket))).headers['x-mfe-version']

describe('a canary', () => {
  it('release case 24: is served to exactly as many buckets as it has percent, and stays with them when it is raised', async () => {
    const edge = live.edge()
    const served = async () => {
      const chosen: number[] = []
      for (const bucket of buckets) if ((await versionFor(edge, bucket)) === '2.0.0') chosen.push(bucket)
      return chosen
    }
    const ten = await served()
    expect(ten).toEqual(buckets.filter((bucket) => getsCanary(bucket, { mfe: 'cart', percentage: 10 })))
    expect(ten.length).toBe(10)
    await setCanary(37)
    await live.purge('#cart')
    const more = await served()
    expect([more.length, ten.every((bucket) => more.includes(bucket))]).toEqual([37, true])
  })

  it('costs two reads of the store and one of the table for each variant, however many buckets ask', async () => {
    const count = { table: 0, store: 0 }
    const table = { ...live.target.table, read: (pk: string) => live.target.table.read(pk).finally(() => count.table++) }
    const store = { ...live.target.store, read: (key: string) => live.target.store.read(key).finally(() => count.store++) }
    const edge = live.edge({}, { table, store })
    const states = new Map<string, number>()
    for (const bucket of [...buckets, 'stable', 'canary']) {
      const state = (await get(edge, '/cart/entry.js', as(bucket))).headers['x-cache'] ?? ''
      states.set(state, (states.get(state) ?? 0) + 1)
    }
    expect(Object.fromEntries(states)).toEqual({ miss: 2, hit: 100 })
    expect(count).toEqual({ table: 2, store: 4 })
  })

  it('is in the import map of its visitors, with the digests of its files', async () => {
    const edge = live.edge()
    const mapFor = async (bucket: string) => JSON.parse((await get(edge, '/import-map.json', as(bucket))).text) as ImportMap
    expect((await mapFor('canary')).imports).toEqual({ '@mfe/cart': '/cart/@2.0.0/entry.js', '@mfe/search': '/search/@1.0.0/entry.js' })
    expect((await mapFor('stable')).imports).toEqual({ '@mfe/cart': '/cart/@1.0.0/entry.js', '@mfe/search': '/search/@1.0.0/entry.js' })
    expect(Object.keys((await mapFor('canary')).integrity)).toContain(`/cart/@2.0.0/${chunk['2.0.0']}`)
  })

  it('leaves pinned paths and chunks of both versions to everybody, cacheable by all, without a cookie', async () => {
    const edge = live.edge()
    for (const bucket of ['stable', 'canary']) {
      for (const version of ['1.0.0', '2.0.0'] as const) {
        for (const path of [`/cart/@${version}/entry.js`, `/cart/@${version}/${chunk[version]}`, `/cart/${chunk[version]}`]) {
          const { status, headers } = await get(edge, path, as(bucket))
          expect([status, headers['x-mfe-version'], headers['cache-control'], headers.vary]).toEqual([
            200,
            version,
            'public, max-age=31536000, immutable',
            undefined,
          ])
        }
        expect((await get(edge, `/cart/only-${version}.css`, as(bucket))).headers['x-mfe-version']).toBe(version)
      }
    }
    expect((await get(edge, `/cart/${chunk['1.0.0']}`)).headers).not.toHaveProperty('set-cookie')
  })

  it('keeps the pages of one version from the visitors of the other', async () => {
    const edge = live.edge()
    const statuses = async (bucket: string) => [
      (await get(edge, '/cart/only-1.0.0.html', as(bucket))).status,
      (await get(edge, '/cart/only-2.0.0.html', as(bucket))).status,
    ]
    expect([await statuses('stable'), await statuses('canary')]).toEqual([
      [200, 404],
      [404, 200],
    ])
  })

  it('leaves its files to the tabs that are open when it is aborted', async () => {
    await live.activate('cart', '1.0.0')
    await live.purge('#cart')
    for (const path of [`/cart/@2.0.0/entry.js`, `/cart/@2.0.0/${chunk['2.0.0']}`, `/cart/${chunk['2.0.0']}`])
      expect((await get(live.edge(), path, as('canary'))).headers['x-mfe-version']).toBe('2.0.0')
    expect(await versionFor(live.edge(), 'canary')).toBe('1.0.0')
  })

  it('gives way to the stable version as long as it is not complete', async () => {
    await live.activate('cart', '1.0.0', 'entry.js', { version: '3.0.0', percentage: 50 })
    const edge = live.edge()
    expect(await versionFor(edge, 'canary')).toBe('1.0.0')
    const { imports } = JSON.parse((await get(edge, '/import-map.json', as('canary'))).text) as ImportMap
    expect(imports['@mfe/cart']).toBe('/cart/@1.0.0/entry.js')
  })
})

describe('answers of a canary', () => {
  it('are private and vary by cookie while it runs, and are for all caches before and after', async () => {
    const caching = async (path: string) => {
      const { 'cache-control': cacheControl, vary } = (await get(live.edge(), path, { 'accept-encoding': 'br' })).headers
      return [cacheControl, vary]
    }
    expect(await caching('/cart/entry.js')).toEqual(['private, max-age=0, must-revalidate', 'cookie'])
    expect(await caching('/cart/big.js')).toEqual(['private, max-age=0, must-revalidate', 'accept-encoding, cookie'])
    expect(await caching('/import-map.json')).toEqual(['private, no-cache', 'cookie'])
    expect(await caching('/search/entry.js')).toEqual(['public, max-age=0, s-maxage=60, must-revalidate', undefined])
    await live.activate('cart', '2.0.0')
    expect(await caching('/cart/entry.js')).toEqual(['public, max-age=0, s-maxage=60, must-revalidate', undefined])
    expect(await caching('/cart/big.js')).toEqual(['public, max-age=0, s-maxage=60, must-revalidate', 'accept-encoding'])
    expect(await caching('/import-map.json')).toEqual(['no-cache', undefined])
  })

  it('set the cookie of a visitor who has none, for the bucket that they were made for', async () => {
    for (const bucket of buckets) {
      const edge = live.edge({}, { random: () => (bucket + 0.5) / 100 })
      const first = await get(edge, '/cart/entry.js')
      expect(first.headers['set-cookie']).toBe(`mfe-bucket=${bucket}; Path=/; Max-Age=31536000; SameSite=Lax`)
      expect(first.text).toBe((await get(edge, '/cart/entry.js', as(bucket))).text)
    }
  })

  it('set no cookie for visitors who have one, nor where nothing depends on it', async () => {
    const edge = live.edge()
    for (const bucket of [7, 'stable', 'canary'])
      for (const path of ['/cart/entry.js', '/import-map.json'])
        expect((await get(edge, path, as(bucket))).headers).not.toHaveProperty('set-cookie')
    for (const path of ['/search/entry.js', '/cart/@1.0.0/entry.js', '/cart/none.js', '/none/entry.js'])
      expect((await get(edge, path)).headers).not.toHaveProperty('set-cookie')
    expect((await get(edge, '/import-map.json', as(100))).headers).toHaveProperty('set-cookie')
    await live.activate('cart', '1.0.0')
    expect((await get(live.edge(), '/import-map.json')).headers).not.toHaveProperty('set-cookie')
  })

  it('never keep the cookie of one visitor for another, in the cache or in a 304', async () => {
    let drawn = 0
    const edge = live.edge({}, { random: () => (drawn++ + 0.5) / 100 })
    for (let visitor = 0; visitor < 100; visitor++) {
      const { headers } = await get(edge, '/cart/entry.js')
      expect(headers['set-cookie']).toContain(`mfe-bucket=${visitor};`)
      expect((await get(edge, '/cart/entry.js', { ...as(visitor), 'if-none-match': headers.etag ?? '' })).status).toBe(304)
    }
    expect((await get(edge, '/cart/entry.js', as(1))).headers).not.toHaveProperty('set-cookie')
  })

  it('give the cookie for https alone where the request came by it, or where that is set', async () => {
    const ask = async (options: { secureCookie?: boolean }, isSecure: boolean) => {
      const answer = await live.edge(options).handle({ method: 'GET', path: '/cart/entry.js', headers: {}, isSecure })
      return answer.headers['set-cookie']?.endsWith('; Secure')
    }
    expect([await ask({}, true), await ask({}, false)]).toEqual([true, false])
    expect([await ask({ secureCookie: true }, false), await ask({ secureCookie: false }, true)]).toEqual([true, false])
  })

  it('are purged in both variants, by path and by tag', async () => {
    const edge = live.edge()
    const states = async () =>
      [await get(edge, '/cart/entry.js', as('stable')), await get(edge, '/cart/entry.js', as('canary'))].map(
        ({ headers }) => headers['x-cache'],
      )
    for (const key of ['/cart/entry.js', '/cart/*', '#cart']) {
      await live.purge(key)
      expect([await states(), await states()]).toEqual([
        ['miss', 'miss'],
        ['hit', 'hit'],
      ])
    }
    await live.purge('#search')
    expect(await states()).toEqual(['hit', 'hit'])
  })

  it('stand in for their own visitors while store and table fail', async () => {
    const down = async (): Promise<never> => {
      throw new Error('down')
    }
    const ports = { table: { ...live.target.table }, store: { ...live.target.store } }
    const edge = live.edge({ staleFor: 600_000 }, ports)
    const read = async () => [await get(edge, '/cart/entry.js', as('stable')), await get(edge, '/cart/entry.js', as('canary'))]
    const texts = (await read()).map(({ text }) => text)
    Object.assign(ports.table, { read: down, list: down, history: down })
    ports.store.read = down
    live.clock.now += 300_000
    const stale = await read()
    expect(stale.map(({ text, headers }) => [text, headers['x-cache']])).toEqual(texts.map((text) => [text, 'stale']))
    live.clock.now += 400_000
    expect((await read()).map(({ status }) => status)).toEqual([503, 503])
  })
})
