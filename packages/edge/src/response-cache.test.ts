import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Split } from './canary.ts'
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
    splits: [] as Split[],
    path: '',
    expiresAt: 0,
    staleUntil: 0,
  })

  it('drops the least recently used first', () => {
    const cache = createResponseCache(40)
    for (const path of ['/a', '/b', '/c', '/d']) cache.set(path, 0, entry(10))
    cache.get('/a', 0)
    cache.set('/e', 0, entry(10))
    expect(['/a', '/b', '/c', '/d', '/e'].filter((path) => cache.get(path, 0) !== null)).toEqual(['/a', '/c', '/d', '/e'])
  })

  it('does not keep a response that would push out the others', () => {
    const cache = createResponseCache(40)
    cache.set('/a', 0, entry(10))
    cache.set('/big', 0, entry(11))
    expect([cache.get('/a', 0) !== null, cache.get('/big', 0)]).toEqual([true, null])
  })

  it('keeps one response for all buckets of a variant, and both within its budget', () => {
    const cache = createResponseCache(100)
    const split = (percentage: number) => ({ ...entry(20), splits: [{ mfe: 'cart', percentage }] })
    cache.set('/a', 'canary', split(10))
    cache.set('/a', 'stable', split(10))
    const filled = Array.from({ length: 100 }, (_, bucket) => cache.get('/a', bucket)).filter((found) => found !== null)
    expect([filled.length, new Set(filled).size]).toEqual([100, 2])
    cache.set('/b', 0, entry(25))
    cache.set('/c', 0, entry(25))
    expect(cache.get('/a', 'stable')).not.toBe(null)
    cache.set('/d', 0, entry(25))
    expect([cache.get('/b', 0), cache.get('/a', 'canary') !== null]).toEqual([null, true])
  })

  it('forgets the variants of a canary when another one, or none, decides', () => {
    const cache = createResponseCache(100)
    const split = (percentage: number) => ({ ...entry(20), splits: [{ mfe: 'cart', percentage }] })
    cache.set('/a', 'canary', split(10))
    cache.set('/a', 'stable', split(20))
    expect([cache.get('/a', 'canary'), cache.get('/a', 'stable') !== null]).toEqual([null, true])
    cache.set('/a', 'stable', entry(20))
    expect(cache.get('/a', 'canary')).toBe(cache.get('/a', 7))
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
