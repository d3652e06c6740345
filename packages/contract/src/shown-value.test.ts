import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeText, showName, showValue } from './index.ts'

describe('a shown value', () => {
  it.each<[unknown, string]>([
    ['cart', '"cart"'],
    ['', '""'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['c\u0430rt', '"c\\u{430}rt"'],
    ['a\nb\tc\r', '"a\\nb\\tc\\r"'],
    ['\u001b[31m', '"\\u{1b}[31m"'],
    ['\u202eabc', '"\\u{202e}abc"'],
    ['👍', '"\\u{1f44d}"'],
    ['\ud800', '"\\u{d800}"'],
    [undefined, 'nothing'],
    [null, 'null'],
    [1.1, '1.1'],
    [1e21, '1e+21'],
    [true, 'true'],
    [[], 'a list of 0 items'],
    [['x'], 'a list of 1 item'],
    [{}, 'an empty map'],
    [{ a: 1, 'b c': 2 }, 'a map with a, "b c"'],
    [() => 1, 'a function'],
  ])('%j is %s', (value, shown) => {
    expect(showValue(value)).toBe(shown)
  })

  it('tells the length of what it shortens', () => {
    expect(showValue('x'.repeat(1_048_576))).toBe(`"${'x'.repeat(56)}…" (1048576 characters)`)
  })

  it('is one line of at most 80 characters of ASCII, whatever the value', () => {
    const value = fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 300 }))
    fc.assert(
      fc.property(value, (any) => {
        expect(showValue(any)).toMatch(/^[!-~ …]{1,80}$/)
      }),
    )
  })

  it('differs for different short strings', () => {
    const short = fc.string({ unit: 'binary', maxLength: 6 })
    fc.assert(
      fc.property(short, short, (a, b) => {
        expect(showValue(a) === showValue(b)).toBe(a === b)
      }),
    )
  })
})

describe('escaped text', () => {
  it.each([
    ['plain text, Größe 你好', 'plain text, Größe 你好'],
    ['two\nlines', 'two\\nlines'],
    ['a\u2028b\u0085c\u00a0d', 'a\\u{2028}b\\u{85}c\\u{a0}d'],
    ['\u202e\u200b\ufeff', '\\u{202e}\\u{200b}\\u{feff}'],
  ])('%j becomes %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
  })

  it('has no control, format or line-breaking character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeText(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})

describe('a shown name', () => {
  it('stays as it is when it is ordinary, and is quoted when it is not', () => {
    expect(showName('cacheInvalidationKeys')).toBe('cacheInvalidationKeys')
    expect(showName('mf\u0435')).toBe('"mf\\u{435}"')
    expect(showName('')).toBe('""')
  })
})
