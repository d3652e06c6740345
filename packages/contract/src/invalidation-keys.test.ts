import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registration, request } from '../test/examples.ts'
import { keysToInvalidate, parseInvalidationKeys } from './index.ts'

describe('cache invalidation keys', () => {
  it.each<[string, string[], string[]]>([
    ['', [], []],
    [' \n\t,', [], []],
    ['/cart/*', ['/cart/*'], []],
    ['/cart/*,#cart', ['/cart/*'], ['cart']],
    ['/a /b\n/c\t/d\r\n/e,,/f', ['/a', '/b', '/c', '/d', '/e', '/f'], []],
    ['["/a","#t"]', ['/a'], ['t']],
    [' [ ] ', [], []],
    ['/a,/a,#t,#t', ['/a'], ['t']],
    ['/a?b=c&d', ['/a?b=c&d'], []],
    ['/', ['/'], []],
    ['/*', ['/*'], []],
    ['/a/.../b', ['/a/.../b'], []],
  ])('%j are told apart', (text, paths, tags) => {
    expect(parseInvalidationKeys(text)).toMatchObject({ ok: true, value: { paths, tags } })
  })

  it('are at most 100', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `/${index}`)
    expect(parseInvalidationKeys(keys(100).join(','))).toMatchObject({ ok: true, value: { all: keys(100) } })
    expect(parseInvalidationKeys(keys(101).join(','))).toMatchObject({ ok: false, reasons: [{ code: 'keys-invalid', seen: '101 keys' }] })
  })

  it('name each of the first wrong keys', () => {
    expect(parseInvalidationKeys('/good bad #\u0430')).toMatchObject({ ok: false, reasons: [{ seen: '"bad"' }, { seen: '"#\\u{430}"' }] })
  })

  it('are those of the request, else those of the registration, else none', () => {
    const silent = { ...request, cache_invalidation_keys: ' ' }
    const bare = { ...registration, environments: { staging: {} } }
    expect(keysToInvalidate(request, registration)).toEqual({ ok: true, value: ['/cart/*', '#cart'] })
    expect(keysToInvalidate(silent, registration)).toEqual({ ok: true, value: ['/cart/entry.js'] })
    expect(keysToInvalidate(silent, bare)).toEqual({ ok: true, value: [] })
  })

  it('mean the same as a list and as text', () => {
    const key = fc.oneof(fc.stringMatching(/^\/[a-z0-9]{1,5}\*?$/), fc.stringMatching(/^#[a-z0-9]{1,5}$/))
    fc.assert(
      fc.property(fc.array(key, { maxLength: 20 }), fc.constantFrom(',', ' ', '\n', ', '), (keys, separator) => {
        expect(parseInvalidationKeys(keys.join(separator))).toEqual(parseInvalidationKeys(JSON.stringify(keys)))
      }),
    )
  })
})
