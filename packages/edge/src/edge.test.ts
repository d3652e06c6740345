import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLiveTarget, get, type LiveTarget } from '../test/live-target.ts'
import type { ImportMap } from './import-map.ts'

const chunk1 = 'chunk-AAAAAAA2.js'
const chunk2 = 'chunk-BBBBBBB3.js'
const files = (version: string, chunk: string): Record<string, string> => ({
  'entry.js': `import './${chunk}' // ${version}`,
  [chunk]: `// chunk of ${version}`,
  'style.css': `/* ${version} */`,
  'index.html': `<p>${version}`,
})

let live: LiveTarget
beforeEach(async () => {
  live = await createLiveTarget()
  await live.upload('cart', '1.0.0', files('1.0.0', chunk1))
  await live.upload('cart', '1.0.1', files('1.0.1', chunk2))
  await live.activate('cart', '1.0.0')
})
afterEach(() => live.remove())

describe('files', () => {
  it('serves the live version with its headers', async () => {
    const { status, text, headers } = await get(live.edge(), '/cart/entry.js?cachebuster=1')
    expect([status, text]).toEqual([200, files('1.0.0', chunk1)['entry.js']])
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=0, s-maxage=60, must-revalidate',
      'x-mfe-version': '1.0.0',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
    expect((await get(live.edge(), `/cart/${chunk1}`)).headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it.each([
    '/',
    '/cart',
    '/cart/',
    '/cart/none.js',
    '/search/entry.js',
    '/CART/entry.js',
    '/cart//entry.js',
    '/cart/./entry.js',
    '/cart/../cart/entry.js',
    '/cart/%2e%2e/cart/entry.js',
    '/cart/x%2f..%2fentry.js',
    '/cart/entry.js%00',
    '/cart/%',
    '/cart/%ff',
    '/cart\\entry.js',
    '/__proto__/entry.js',
    '/cart/__proto__',
    '/cart/mfe-manifest.json',
    '/cart/@1.0.1/entry.js',
    '/cart/@/entry.js',
    '/cart/@1.0.0',
    'cart/entry.js',
    '',
  ])('answers 404 as plain text for %j', async (path) => {
    const { status, headers } = await get(live.edge(), path)
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([404, 'text/plain; charset=utf-8', 'no-store'])
  })

  it('answers anything with a status that it knows, and never with HTML that is not in an artifact', async () => {
    const edge = live.edge()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.webPath(),
          fc.string().map((text) => `/cart/${text}`),
          fc.string(),
        ),
        async (path) => {
          const { status, headers } = await get(edge, path)
          expect([200, 404]).toContain(status)
          if (status === 404) expect(headers['content-type']).toBe('text/plain; charset=utf-8')
        },
      ),
    )
  })

  it('release case 17: finds names with spaces and letters of any script', async () => {
    await live.upload('names', '1.0.0', { 'größe 1+1.js': 'x' })
    await live.activate('names', '1.0.0')
    expect((await get(live.edge(), '/names/gr%C3%B6%C3%9Fe%201+1.js')).status).toBe(200)
  })

  it('revalidates by etag, answers HEAD without a body, and refuses to be written to', async () => {
    const edge = live.edge()
    const { headers, text } = await get(edge, '/cart/entry.js')
    const etag = headers.etag!
    for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await get(edge, '/cart/entry.js', { 'if-none-match': condition })).toMatchObject({ status: 304, text: '', headers: { etag } })
    }
    expect((await get(edge, '/cart/entry.js', { 'if-none-match': '"other"' })).status).toBe(200)
    const head = await edge.handle({ method: 'HEAD', path: '/cart/entry.js', headers: {} })
    expect([head.status, head.body.byteLength, head.headers['content-length']]).toEqual([200, 0, String(text.length)])
    expect((await edge.handle({ method: 'OPTIONS', path: '/cart/entry.js', headers: {} })).status).toBe(204)
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await edge.handle({ method, path: '/cart/entry.js', headers: {} })).status).toBe(405)
  })

  it('does not serve a version that is not complete', async () => {
    const body = new TextEncoder().encode('x')
    const sha256 = createHash('sha256').update(body).digest('hex')
    await live.target.store.putIfAbsent('half/1.0.0/entry.js', body, { contentType: 'text/javascript', cacheControl: 'no-cache', sha256 })
    await live.activate('half', '1.0.0')
    expect((await get(live.edge(), '/half/entry.js')).status).toBe(404)
    expect(JSON.parse((await get(live.edge(), '/import-map.json')).text)).not.toHaveProperty(['imports', '@mfe/half'])
  })
})

describe('a new version', () => {
  it('is seen by the first request after the purge, and the old one until then', async () => {
    const edge = live.edge()
    expect((await get(edge, '/cart/entry.js')).headers['x-cache']).toBe('miss')
    await live.activate('cart', '1.0.1')
    expect((await get(edge, '/cart/entry.js')).headers).toMatchObject({ 'x-mfe-version': '1.0.0', 'x-cache': 'hit' })
    await live.purge('/cart/*')
    expect((await get(edge, '/cart/entry.js')).headers).toMatchObject({ 'x-mfe-version': '1.0.1', 'x-cache': 'miss' })
  })

  it.each([['/cart/entry.js'], ['/cart/*'], ['/*'], ['/c*'], ['#cart'], ['#CART']])('is seen after a purge of %s', async (key) => {
    const edge = live.edge()
    await get(edge, '/cart/entry.js')
    await live.activate('cart', '1.0.1')
    await live.purge(key)
    expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.1')
  })

  it.each([['/search/*'], ['/cart/entry'], ['/cart/'], ['/cart/style.css'], ['#search']])(
    'is not seen after a purge of %s, but when the lifetime has passed',
    async (key) => {
      const edge = live.edge()
      await get(edge, '/cart/entry.js')
      await live.activate('cart', '1.0.1')
      await live.purge(key)
      expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.0')
      live.clock.now += 60_000
      expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.1')
    },
  )

  it('is seen at once where no purges can be followed', async () => {
    const edge = live.edge({}, { cacheFeed: undefined })
    await get(edge, '/cart/entry.js')
    await live.activate('cart', '1.0.1')
    expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.1')
  })

  it('release case 25: is not hidden by a response that was being read while the purge came', async () => {
    const { table } = live.target
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = { ...table, read: async (pk: string) => table.read(pk).then(async (row) => gate.then(() => row)) }
    const edge = live.edge({}, { table: slow })
    const reading = get(edge, '/cart/entry.js')
    await new Promise((resolve) => setImmediate(resolve))
    await live.activate('cart', '1.0.1')
    await live.purge('/cart/*')
    const other = get(edge, '/cart/style.css')
    release()
    expect((await reading).headers['x-mfe-version']).toBe('1.0.0')
    await other
    expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.1')
  })

  it('release case 10: leaves the chunks of earlier versions to the tabs that are open, but not their pages and entries', async () => {
    await live.upload('cart', '2.0.0', { 'main.js': 'new entry', 'chunk-CCCCCCC4.js': '' })
    await live.activate('cart', '1.0.1')
    await live.activate('cart', '2.0.0', 'main.js')
    const edge = live.edge()
    expect((await get(edge, `/cart/${chunk1}`)).headers['x-mfe-version']).toBe('1.0.0')
    expect((await get(edge, `/cart/${chunk2}`)).headers['x-mfe-version']).toBe('1.0.1')
    expect((await get(edge, '/cart/style.css')).headers['x-mfe-version']).toBe('1.0.1')
    expect((await get(edge, '/cart/index.html')).status).toBe(404)
    expect((await get(edge, '/cart/entry.js')).status).toBe(404)
  })

  it('forgets versions outside the window', async () => {
    await live.activate('cart', '1.0.1')
    for (let at = 0; at < 3; at++) await live.activate('cart', '1.0.1')
    expect((await get(live.edge({ historyWindow: 3 }), `/cart/${chunk1}`)).status).toBe(404)
    expect((await get(live.edge({ historyWindow: 5 }), `/cart/${chunk1}`)).status).toBe(200)
  })

  it('goes back to the old one by a rollback', async () => {
    const edge = live.edge()
    await live.activate('cart', '1.0.1')
    await get(edge, '/cart/entry.js')
    await live.activate('cart', '1.0.0')
    await live.purge('/cart/*')
    expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.0')
    expect((await get(edge, `/cart/${chunk2}`)).headers['x-mfe-version']).toBe('1.0.1')
  })
})

describe('import map', () => {
  const mapOf = async (edge = live.edge()): Promise<ImportMap> => JSON.parse((await get(edge, '/import-map.json')).text) as ImportMap

  it('pins every MFE to its live version, with the digest of each module', async () => {
    await live.upload('search', '2.0.0+build.7', { 'main.js': 'search' })
    await live.activate('search', '2.0.0+build.7', 'main.js')
    const map = await mapOf()
    expect(map.imports).toEqual({ '@mfe/cart': '/cart/@1.0.0/entry.js', '@mfe/search': '/search/@2.0.0+build.7/main.js' })
    expect(Object.keys(map.integrity).sort()).toEqual([`/cart/@1.0.0/${chunk1}`, '/cart/@1.0.0/entry.js', '/search/@2.0.0+build.7/main.js'])
  })

  it('names URLs whose bytes have the digest, for as long as a page holds the map', async () => {
    const edge = live.edge()
    const map = await mapOf(edge)
    await live.activate('cart', '1.0.1')
    await live.purge('/*')
    for (const [url, integrity] of Object.entries(map.integrity)) {
      const { status, text, headers } = await get(edge, url)
      expect([status, headers['x-mfe-version'], headers['cache-control']]).toEqual([200, '1.0.0', 'public, max-age=31536000, immutable'])
      expect(`sha384-${createHash('sha384').update(text).digest('base64')}`).toBe(integrity)
    }
  })

  it('follows the live table without any purge and is not kept', async () => {
    const edge = live.edge()
    await mapOf(edge)
    await live.activate('cart', '1.0.1')
    const { text, headers } = await get(edge, '/import-map.json')
    expect((JSON.parse(text) as ImportMap).imports).toEqual({ '@mfe/cart': '/cart/@1.0.1/entry.js' })
    expect(headers).toMatchObject({ 'content-type': 'application/importmap+json; charset=utf-8', 'cache-control': 'no-cache' })
  })

  it('can follow the live version instead, with digests of immutable modules only', async () => {
    const map = await mapOf(live.edge({ importMap: 'live' }))
    expect(map.imports).toEqual({ '@mfe/cart': '/cart/entry.js' })
    expect(Object.keys(map.integrity)).toEqual([`/cart/${chunk1}`])
  })

  it('is empty where nothing is live', async () => {
    expect(await mapOf(live.edge({}, { environment: 'production' }))).toEqual({ imports: {}, integrity: {} })
  })
})

describe('outages', () => {
  const down = async (): Promise<never> => {
    throw new Error('down')
  }

  it('release case 22: answers 503 as plain text when the table does not answer', async () => {
    const table = { ...live.target.table, read: down, list: down }
    for (const path of ['/cart/entry.js', '/import-map.json']) {
      const { status, headers } = await get(live.edge({}, { table }), path)
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([503, 'text/plain; charset=utf-8', 'no-store'])
    }
  })

  it('serves what it has while the table does not answer, but nothing that was purged', async () => {
    const table = { ...live.target.table }
    const edge = live.edge({}, { table })
    await get(edge, '/cart/entry.js')
    await get(edge, '/cart/style.css')
    table.read = down
    live.clock.now += 60_000
    expect((await get(edge, '/cart/entry.js')).headers).toMatchObject({ 'x-mfe-version': '1.0.0', 'x-cache': 'stale' })
    await live.purge('/cart/style.css')
    expect((await get(edge, '/cart/style.css')).status).toBe(503)
  })

  it('serves what it has for a bounded time while the store or the table fails, the import map too', async () => {
    const ports = { table: { ...live.target.table }, store: { ...live.target.store } }
    const edge = live.edge({ staleFor: 600_000 }, ports)
    const paths = ['/cart/entry.js', '/import-map.json']
    const texts = await Promise.all(paths.map(async (path) => (await get(edge, path)).text))
    for (const outage of [() => (ports.store.read = down), () => Object.assign(ports.table, { read: down, list: down, history: down })]) {
      outage()
      live.clock.now += 290_000
      for (const [at, path] of paths.entries()) {
        const { status, text, headers } = await get(edge, path)
        expect([status, text === texts[at], ['stale', 'miss'].includes(headers['x-cache'] ?? '')]).toEqual([200, true, true])
      }
    }
    live.clock.now += 320_000
    for (const path of paths) expect((await get(edge, path)).status).toBe(503)
  })

  it('serves files that nobody asked for yet by the last known row while the table fails, and does not keep them as fresh', async () => {
    const table = { ...live.target.table }
    const edge = live.edge({}, { table })
    await get(edge, '/cart/entry.js')
    table.read = down
    for (let at = 0; at < 2; at++)
      expect((await get(edge, '/cart/style.css')).headers).toMatchObject({ 'x-mfe-version': '1.0.0', 'x-cache': 'stale' })
    table.read = live.target.table.read
    await live.activate('cart', '1.0.1')
    expect((await get(edge, '/cart/style.css')).headers).toMatchObject({ 'x-mfe-version': '1.0.1', 'x-cache': 'miss' })
  })

  it('goes on within the lifetimes when purges cannot be followed', async () => {
    const edge = live.edge({}, { cacheFeed: { after: down } })
    expect((await get(edge, '/cart/entry.js')).status).toBe(200)
    expect((await get(edge, '/cart/entry.js')).headers['x-cache']).toBe('hit')
  })
})

describe('cost', () => {
  it('reads the table and the store once for many requests', async () => {
    const count = { table: 0, store: 0 }
    const table = { ...live.target.table, read: (pk: string) => live.target.table.read(pk).finally(() => count.table++) }
    const store = { ...live.target.store, read: (key: string) => live.target.store.read(key).finally(() => count.store++) }
    const edge = live.edge({}, { table, store })
    for (let at = 0; at < 50; at++) await get(edge, '/cart/entry.js')
    expect(count).toEqual({ table: 1, store: 2 })
  })

  it('reads the table once for requests that come at the same time, and once in a lifetime where that is allowed', async () => {
    let reads = 0
    const table = { ...live.target.table, read: (pk: string) => live.target.table.read(pk).finally(() => reads++) }
    const paths = ['/cart/entry.js', '/cart/style.css', '/cart/index.html', `/cart/${chunk1}`]
    await Promise.all(paths.map((path) => get(live.edge({ tableLifetime: 0 }, { table }), path)))
    expect(reads).toBe(4)
    const edge = live.edge({ tableLifetime: 1_000 }, { table, cacheFeed: undefined })
    await Promise.all(paths.map((path) => get(edge, path)))
    expect(reads).toBe(5)
    await live.activate('cart', '1.0.1')
    for (const path of paths) expect((await get(edge, path)).headers['x-mfe-version']).toBe('1.0.0')
    expect(reads).toBe(5)
    live.clock.now += 1_000
    expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.1')
    expect(reads).toBe(6)
  })

  it('asks the table anew after every purge, however long an answer is good', async () => {
    const edge = live.edge({ tableLifetime: 1_000_000 })
    await get(edge, '/cart/entry.js')
    await live.activate('cart', '1.0.1')
    await live.purge('/cart/*')
    expect((await get(edge, '/cart/entry.js')).headers['x-mfe-version']).toBe('1.0.1')
  })

  it('keeps within its memory', async () => {
    const edge = live.edge({ cacheBytes: 100 })
    for (const path of ['/cart/entry.js', `/cart/${chunk1}`, '/cart/style.css', '/cart/index.html', '/cart/entry.js']) {
      expect((await get(edge, path)).status).toBe(200)
    }
  })
})

describe('release case 16: content negotiation', () => {
  const script = 'export const answer = 42\n'.repeat(200)
  const ask = (edge: ReturnType<typeof live.edge>, accept?: string, path = '/zip/entry.js') =>
    edge.handle({ method: 'GET', path, headers: accept === undefined ? {} : { 'accept-encoding': accept } })

  beforeEach(async () => {
    await live.upload('zip', '1.0.0', { 'entry.js': script, 'small.js': 'x' })
    await live.activate('zip', '1.0.0')
  })

  it('gives each client the variant that it likes best, with its length and validator', async () => {
    const edge = live.edge()
    const [br, gzip, plain] = await Promise.all([ask(edge, 'gzip, br'), ask(edge, 'gzip'), ask(edge)])
    expect([br, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined])
    const unpacked = [brotliDecompressSync(br.body), gunzipSync(gzip.body), Buffer.from(plain.body)]
    expect(unpacked.map(String)).toEqual([script, script, script])
    for (const { headers, body } of [br, gzip, plain]) {
      expect(headers).toMatchObject({
        vary: 'accept-encoding',
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': String(body.byteLength),
      })
    }
    expect(new Set([br, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(3)
  })

  it('keeps the variants apart in its cache, and purges all of them', async () => {
    const edge = live.edge()
    for (const state of ['miss', 'hit'])
      for (const accept of ['br', 'gzip', '']) expect((await ask(edge, accept)).headers['x-cache']).toBe(state)
    expect((await ask(edge, 'gzip')).headers['content-encoding']).toBe('gzip')
    await live.purge('/zip/entry.js')
    for (const accept of ['br', 'gzip', '']) expect((await ask(edge, accept)).headers['x-cache']).toBe('miss')
  })

  it('revalidates each variant by its own validator', async () => {
    const edge = live.edge()
    const { headers } = await ask(edge, 'br')
    const again = (accept: string) => get(edge, '/zip/entry.js', { 'accept-encoding': accept, 'if-none-match': headers.etag! })
    expect(await again('br')).toMatchObject({ status: 304, headers: { vary: 'accept-encoding' } })
    expect((await again('gzip')).status).toBe(200)
  })

  it('says nothing about codings where there are none, and gives the file itself when a variant is gone', async () => {
    const { headers } = await ask(live.edge(), 'br', '/zip/small.js')
    expect([headers.vary, headers['content-encoding']]).toEqual([undefined, undefined])
    const store = { ...live.target.store, read: async (key: string) => (key.endsWith('.br') ? null : live.target.store.read(key)) }
    const answer = await ask(live.edge({}, { store }), 'br')
    expect([answer.status, answer.headers['content-encoding'], Buffer.from(answer.body).toString()]).toEqual([200, undefined, script])
  })

  it('release case 10: is plain text without a coding for what is not there', async () => {
    for (const path of ['/zip/none.js', '/none/entry.js', '/zip/@9.9.9/entry.js']) {
      const { status, headers } = await ask(live.edge(), 'br', path)
      expect([status, headers['content-type'], headers['content-encoding']]).toEqual([404, 'text/plain; charset=utf-8', undefined])
    }
  })
})
