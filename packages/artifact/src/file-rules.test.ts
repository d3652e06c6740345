import { describe, expect, it } from 'vitest'
import { createFileRules, type FileRule, headersDigest } from './file-rules.ts'

const paths = new Set(['entry.js', 'entry.js.br', 'a.css', 'a.css.gz', 'data.json.gz', 'logo.png', 'fonts/a.ttf', 'lib/m.wasm'])
const plan = (path: string, rules: FileRule[] = []) => createFileRules({ mfe: 'cart', entry: 'entry.js', rules }).plan(path, paths)

describe('release case 16: headers by rule', () => {
  it.each([
    ['entry.js', 'text/javascript; charset=utf-8', undefined, true],
    ['entry.js.br', 'text/javascript; charset=utf-8', 'br', false],
    ['a.css.gz', 'text/css; charset=utf-8', 'gzip', false],
    ['data.json.gz', 'application/gzip', undefined, false],
    ['logo.png', 'image/png', undefined, false],
    ['lib/m.wasm', 'application/wasm', undefined, true],
    ['fonts/a.ttf', 'font/ttf', undefined, true],
  ])('%s is %s in the coding %s', (path, contentType, contentEncoding, isCompressible) => {
    const found = plan(path)
    expect([found.headers.contentType, found.headers.contentEncoding, found.isCompressible]).toEqual([
      contentType,
      contentEncoding,
      isCompressible,
    ])
    expect(found.headers.tags).toEqual(['cart'])
  })

  it('gives the twin of the entry the lifetime of the entry', () => {
    expect(plan('entry.js.br').headers.cacheControl).toBe(plan('entry.js').headers.cacheControl)
  })

  it('lets a later rule win, field by field', () => {
    const rules: FileRule[] = [
      { match: '**', cacheControl: 'no-store', tags: ['all'] },
      { match: '*.ttf', cacheControl: 'public, max-age=60', compress: false },
      { match: 'lib/*', contentType: 'application/x-module' },
    ]
    expect(plan('fonts/a.ttf', rules)).toEqual({
      headers: { contentType: 'font/ttf', cacheControl: 'public, max-age=60', tags: ['cart', 'all'] },
      isCompressible: false,
    })
    expect(plan('lib/m.wasm', rules).headers).toMatchObject({ contentType: 'application/x-module', cacheControl: 'no-store' })
    expect(plan('logo.png', [{ match: '*.png', compress: true }]).isCompressible).toBe(true)
  })

  it.each([
    ['fonts/**', true],
    ['*.ttf', true],
    ['**/*.ttf', true],
    ['*', true],
    ['./fonts/*', true],
    ['fonts', false],
    ['x/a.ttf', false],
    ['/fonts/*', true],
    ['*.TTF', false],
  ])('takes the pattern %s for fonts/a.ttf: %s', (match, isMatch) => {
    expect(plan('fonts/a.ttf', [{ match, cacheControl: 'no-store' }]).headers.cacheControl === 'no-store').toBe(isMatch)
  })
})

it('release case 7: every header counts for the digest, and nothing else', () => {
  const digest = (rules?: FileRule[], mfe = 'cart', of = paths) => headersDigest(createFileRules({ mfe, entry: 'entry.js', rules }), of)
  const changes: FileRule[] = [
    { match: 'a.css', cacheControl: 'no-store' },
    { match: 'a.css', contentType: 'text/x' },
    { match: 'a.css', tags: ['b'] },
  ]
  const others = [...changes.map((rule) => digest([rule])), digest([], 'search'), digest([], 'cart', new Set(['entry.js']))]
  expect(new Set([digest(), ...others]).size).toBe(6)
  for (const rules of [undefined, [], [{ match: 'none', cacheControl: 'no-store' }], [{ match: '**', compress: false }]])
    expect(digest(rules)).toBe(digest())
})
