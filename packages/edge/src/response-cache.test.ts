import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalPath, readPath, urlPath } from './request-path.ts'
import { createResponseCache, purgeMatcher, sharedLifetime } from './response-cache.ts'

describe('sharedLifetime', () => {
  it.each([
    ['public, max-age=0, s-maxage=60, must-revalidate', 60_000],
    ['max-age=5', 5000],
    ['public,s-maxage=1,max-age=99', 1000],
    ['public, max-age=31536000, immutable', Number.POSITIVE_INFINITY],
    ['no-cache', 0],
    ['no-store', 0],
    ['private, max-age=60', 0],
    ['no-cache="set-cookie", max-age=60', 0],
    ['', 0],
    ['x-max-age=60', 0],
  ])('%j: %d ms', (cacheControl, lifetime) => {
    expect(sharedLifetime(cacheControl)).toBe(lifetime)
  })
})

describe('purgeMatcher', () => {
  it('takes an encoded path and its plain spelling for the same', () => {
    const matches = purgeMatcher({ paths: ['/cart/gr%c3%b6%c3%9fe.js', '/a%20b/*'], tags: [] })
    expect(matches(canonicalPath('/cart/größe.js?x=1'), [])).toBe(true)
    expect(matches(canonicalPath('/a b/c'), [])).toBe(true)
    expect(matches('/other', [])).toBe(false)
  })

  it('meets every path that starts as the wildcard says, and no other', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webPath(), (prefix, path) => {
        const [from, to] = [canonicalPath(`/${prefix}`), canonicalPath(`/${path}`)]
        expect(purgeMatcher({ paths: [`${from}*`], tags: [] })(to, [])).toBe(to.startsWith(from))
      }),
    )
  })

  it('meets nothing when it is empty', () => {
    expect(purgeMatcher({ paths: [], tags: [] })('/', ['cart'])).toBe(false)
  })
})

describe('createResponseCache', () => {
  const entry = (size: number) => ({
    response: { status: 200, headers: {}, body: new Uint8Array(size) },
    tags: [],
    path: '',
    expiresAt: 0,
    staleUntil: 0,
  })

  it('drops the least recently used first', () => {
    const cache = createResponseCache(40)
    for (const path of ['/a', '/b', '/c', '/d']) cache.set(path, entry(10))
    cache.get('/a')
    cache.set('/e', entry(10))
    expect(['/a', '/b', '/c', '/d', '/e'].filter((path) => cache.get(path) !== null)).toEqual(['/a', '/c', '/d', '/e'])
  })

  it('does not keep a response that would push out the others', () => {
    const cache = createResponseCache(40)
    cache.set('/a', entry(10))
    cache.set('/big', entry(11))
    expect([cache.get('/a') !== null, cache.get('/big')]).toEqual([true, null])
  })
})

describe('paths', () => {
  it('reads back every path that it writes', () => {
    const segment = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/^\.{1,2}$|[\u0000-\u001f\u007f/\\]/.test(text))
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 4 }),
        fc.option(fc.constantFrom('1.0.0', '1.0.0-rc.1+b.2')),
        (segments, pin) => {
          fc.pre(pin !== null || !segments[0]!.startsWith('@'))
          const path = segments.join('/')
          expect(readPath(urlPath('cart', pin, path))).toMatchObject({ kind: 'file', mfe: 'cart', pin, path })
        },
      ),
    )
  })

  it('has one canonical spelling', () => {
    fc.assert(fc.property(fc.string(), (text) => canonicalPath(canonicalPath(`/${text}`)) === canonicalPath(`/${text}`)))
  })
})
