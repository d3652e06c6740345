import { serializeManifest } from '@mfe-gitops/artifact/manifest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLiveTarget, type LiveTarget } from '../../test/live-target.ts'
import { originOf, originRequest } from '../../test/origin-event.ts'
import { readNote } from './answer-note.ts'
import type { CloudFrontRequest, CloudFrontResponse } from './cloudfront-event.ts'
import { createOriginRequest } from './origin-request-handler.ts'

const script = 'export const answer = 42\n'.repeat(200)
const chunk = 'chunk-AAAAAAA2.js'

let live: LiveTarget
let logged: string[]
beforeEach(async () => {
  logged = []
  live = await createLiveTarget()
  await live.upload('cart', '1.0.0', { 'entry.js': script, [chunk]: 'chunk', 'größe 1+1.js': 'x' })
  await live.upload('cart', '2.0.0', { 'entry.js': 'two' })
  await live.activate('cart', '1.0.0')
})
afterEach(() => live.remove())

const open = (overrides: Partial<LiveTarget['target']> = {}) =>
  createOriginRequest({
    open: () => ({ ...live.target, ...overrides }),
    now: () => live.clock.now,
    log: (sentence) => logged.push(sentence),
  })

async function rewrite(handle: ReturnType<typeof open>, ...event: Parameters<typeof originRequest>): Promise<CloudFrontRequest> {
  const result = await handle(originRequest(...event))
  if ('status' in result) throw new Error(`${event[0]} was answered with ${result.status}`)
  return result
}

async function answer(handle: ReturnType<typeof open>, ...event: Parameters<typeof originRequest>): Promise<CloudFrontResponse> {
  const result = await handle(originRequest(...event))
  if ('uri' in result) throw new Error(`${event[0]} was sent on as ${result.uri}`)
  return result
}

const headerOf = ({ headers }: CloudFrontResponse, name: string) => headers[name]?.[0]?.value

describe('the function before the origin', () => {
  it.each([
    ['/cart/entry.js', '', '/cart/1.0.0/entry.js'],
    ['/cart/entry.js', 'gzip', '/cart/1.0.0/entry.js.gz'],
    ['/cart/entry.js', 'br,gzip', '/cart/1.0.0/entry.js.br'],
    ['/cart/@1.0.0/entry.js', 'br', '/cart/1.0.0/entry.js.br'],
    [`/cart/${chunk}`, 'br', `/cart/1.0.0/${chunk}`],
    ['/cart/gr%C3%B6%C3%9Fe%201+1.js', '', '/cart/1.0.0/gr%C3%B6%C3%9Fe%201%2B1.js'],
  ])('sends %s for %j on as %s', async (uri, accept, key) => {
    const request = await rewrite(open(), uri, { 'accept-encoding': accept }, { querystring: 'response-content-type=text/html' })
    expect([request.uri, request.querystring, request.method, request.origin]).toEqual([key, '', 'GET', originOf()])
    const [note, isPinned] = [readNote(request.headers), uri.includes('@')]
    expect(note?.headers['x-mfe-version']).toBe('1.0.0')
    expect(note?.headers['cache-control']).toBe(isPinned ? 'public, max-age=31536000, immutable' : undefined)
    expect(note?.headers.vary).toBe(uri.includes('entry') ? 'accept-encoding' : undefined)
  })

  it.each(['/', '/cart', '/cart/none.js', '/none/entry.js', '/cart/%2e%2e/cart/entry.js', '/cart/@2.0.0/entry.js', '/__proto__/x'])(
    'answers 404 as plain text for %s',
    async (uri) => {
      const response = await answer(open(), uri)
      expect([response.status, headerOf(response, 'content-type'), headerOf(response, 'cache-control')]).toEqual([
        '404',
        'text/plain; charset=utf-8',
        'no-store',
      ])
      expect(response.headers).not.toHaveProperty('content-length')
    },
  )

  it('answers the import map, its revalidation, HEAD and preflights itself, and refuses to be written to', async () => {
    const handle = open()
    const map = await answer(handle, '/import-map.json')
    expect([map.status, headerOf(map, 'content-type'), headerOf(map, 'cache-control'), map.bodyEncoding]).toEqual([
      '200',
      'application/importmap+json; charset=utf-8',
      'no-cache',
      'text',
    ])
    expect(JSON.parse(map.body ?? '')).toMatchObject({ imports: { '@mfe/cart': '/cart/@1.0.0/entry.js' } })
    const again = await answer(handle, '/import-map.json', { 'if-none-match': headerOf(map, 'etag') ?? '' })
    expect([again.status, again.body]).toEqual(['304', undefined])
    expect(await answer(handle, '/import-map.json', {}, { method: 'HEAD' })).not.toHaveProperty('body')
    expect((await answer(handle, '/cart/entry.js', {}, { method: 'OPTIONS' })).status).toBe('204')
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect((await answer(handle, '/cart/entry.js', {}, { method })).status).toBe('405')
  })

  it('can name the URLs that follow the live version in the import map', async () => {
    const map = await answer(open(), '/import-map.json', {}, { origin: originOf({ 'x-mfe-import-map': 'live' }) })
    expect(JSON.parse(map.body ?? '')).toMatchObject({ imports: { '@mfe/cart': '/cart/entry.js' } })
  })

  it('chooses by the bucket that CloudFront forwards, marks such answers, and knows only the stable version without one', async () => {
    await live.activate('cart', '1.0.0', 'entry.js', { version: '2.0.0', percentage: 50 })
    const handle = open()
    const ask = async (cookie: string) => {
      const request = await rewrite(handle, '/cart/entry.js', cookie === '' ? {} : { cookie })
      const map = await answer(handle, '/import-map.json', cookie === '' ? {} : { cookie })
      return [request.uri, readNote(request.headers)?.headers['x-mfe-canary-bucket'], headerOf(map, 'x-mfe-canary-bucket')]
    }
    expect(await ask('mfe-bucket=canary')).toEqual(['/cart/2.0.0/entry.js', 'canary', 'canary'])
    expect(await ask('mfe-bucket=36')).toEqual(['/cart/1.0.0/entry.js', '36', '36'])
    expect(await ask('mfe-bucket=37')).toEqual(['/cart/2.0.0/entry.js', '37', '37'])
    for (const none of ['', 'mfe-bucket=100']) expect(await ask(none)).toEqual(['/cart/1.0.0/entry.js', 'stable', 'stable'])
    const pinned = await rewrite(handle, '/cart/@2.0.0/entry.js')
    expect(readNote(pinned.headers)?.headers).not.toHaveProperty('x-mfe-canary-bucket')
  })

  it('takes no note from a visitor', async () => {
    const { headers } = await rewrite(open(), '/cart/entry.js', { 'x-mfe-answer': encodeURIComponent('{"headers":{"x-evil":"1"}}') })
    expect(readNote(headers)?.headers).not.toHaveProperty('x-evil')
  })
})

describe('its reads', () => {
  it('are one of the table for many requests within the lifetime that the origin states, and none of the files', async () => {
    const reads = { live: 0, list: 0, store: [] as string[] }
    const { table, store } = live.target
    const handle = open({
      table: {
        ...table,
        read: (pk: string) => table.read(pk).finally(() => reads.live++),
        list: (environment: string) => table.list(environment).finally(() => reads.list++),
      },
      store: { ...store, read: (key: string) => store.read(key).finally(() => reads.store.push(key)) },
    })
    const ask = async (times: number) => {
      for (let at = 0; at < times; at++) {
        await rewrite(handle, '/cart/entry.js')
        await rewrite(handle, `/cart/@1.0.0/${chunk}`)
        await answer(handle, '/import-map.json')
      }
    }
    await ask(100)
    expect(reads).toEqual({ live: 1, list: 1, store: ['cart/1.0.0/mfe-manifest.json'] })
    live.clock.now += 1_000
    await ask(100)
    expect(reads).toEqual({ live: 2, list: 2, store: ['cart/1.0.0/mfe-manifest.json'] })
  })

  it('let CloudFront keep what rests on an older row no longer than that lifetime', async () => {
    const handle = open()
    const seconds = async (uri = '/cart/entry.js') => readNote((await rewrite(handle, uri)).headers)?.sharedSeconds
    expect([await seconds(), await seconds(), await seconds()]).toEqual([undefined, 1, 1])
    live.clock.now += 1_000
    expect(await seconds()).toBe(undefined)
  })

  it('go on with the last known row while the table fails, and say in the log what nobody else can mend', async () => {
    const table = { ...live.target.table }
    const handle = open({ table })
    await rewrite(handle, '/cart/entry.js')
    Object.assign(table, { read: () => Promise.reject(new Error('down')), list: () => Promise.reject(new Error('down')) })
    live.clock.now += 60_000
    const request = await rewrite(handle, '/cart/entry.js')
    expect([request.uri, readNote(request.headers)?.sharedSeconds]).toEqual(['/cart/1.0.0/entry.js', 1])
    expect((await answer(handle, '/import-map.json')).status).toBe('503')
    live.clock.now += 60 * 60 * 1000
    expect((await answer(handle, '/cart/entry.js')).status).toBe('503')
    expect(logged).toEqual(['Error: down', 'Error: down'])
  })

  it('leave an import map that is too large for Lambda@Edge unsaid rather than cut', async () => {
    const file = { size: 0, sha256: '', integrity: `sha384-${'x'.repeat(64)}`, contentType: 'text/javascript', cacheControl: 'no-cache' }
    const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`chunk-${at}.js`, file]))
    const body = serializeManifest({ schema: 1, mfe: 'cart', version: '1.0.0', integrity: '', entry: 'entry.js', files })
    const object = { key: '', size: 0, sha256: '', contentType: '', cacheControl: '' }
    const handle = open({ store: { ...live.target.store, read: async () => ({ object, body }) } })
    expect((await answer(handle, '/import-map.json')).status).toBe('503')
    expect(logged[0]).toMatch(/^The import map has \d+ bytes, and Lambda@Edge gives out \d+ at most\.$/)
  })

  it('fail in plain text where the origin lacks a setting, and the log says which', async () => {
    const origin = { s3: { ...originOf().s3!, customHeaders: {} } }
    const response = await answer(open(), '/cart/entry.js', {}, { origin })
    expect([response.status, headerOf(response, 'content-type')]).toEqual(['503', 'text/plain; charset=utf-8'])
    expect(logged).toEqual(['SettingsError: The origin has no custom header x-mfe-environment. Add it to the origin in the distribution.'])
  })
})
