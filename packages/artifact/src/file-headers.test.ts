import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cacheControlOf, contentTypeOf, hasContentHash } from './file-headers.ts'

describe('contentTypeOf', () => {
  it.each([
    ['entry.js', 'text/javascript; charset=utf-8'],
    ['entry.mjs', 'text/javascript; charset=utf-8'],
    ['old.cjs', 'text/javascript; charset=utf-8'],
    ['ENTRY.JS', 'text/javascript; charset=utf-8'],
    ['a.css', 'text/css; charset=utf-8'],
    ['index.html', 'text/html; charset=utf-8'],
    ['readme.txt', 'text/plain; charset=utf-8'],
    ['mf-manifest.json', 'application/json; charset=utf-8'],
    ['entry.js.map', 'application/json; charset=utf-8'],
    ['site.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['a.importmap', 'application/importmap+json; charset=utf-8'],
    ['icon.svg', 'image/svg+xml; charset=utf-8'],
    ['icon.png', 'image/png'],
    ['photo.avif', 'image/avif'],
    ['photo.webp', 'image/webp'],
    ['app.wasm', 'application/wasm'],
    ['font.woff2', 'font/woff2'],
    ['LICENSE', 'application/octet-stream'],
    ['js', 'application/octet-stream'],
    ['dir.js/file', 'application/octet-stream'],
    ['unknown.xyzzy', 'application/octet-stream'],
  ])('%s is %s', (path, type) => {
    expect(contentTypeOf(path)).toBe(type)
  })
})

describe('hasContentHash', () => {
  it.each([
    'chunk-QJH6KPZ4.js',
    'assets/index-BUhd4Kq9.js',
    'assets/index-B1_d-Kq9.css',
    'main.3f2a91bc.js',
    '481.0a1b2c3d4e5f60718293.js',
    'static/js/main.0123456789abcdef.chunk.js',
    'logo-9f86d081884c7d65.svg',
    '9f86d081884c7d65.woff2',
  ])('finds the hash in %s', (path) => {
    expect(hasContentHash(path)).toBe(true)
  })

  it.each([
    'entry.js',
    'remoteEntry.js',
    'remote-entrypoint.js',
    'COMPONENTS.js',
    'cart-COMPONENT.js',
    'report-20261122.js',
    'polyfill-es2015.js',
    'cart-release1.js',
    'my-someThing2.js',
    'cart-myWidget.js',
    'deadbeef-dir/entry.js',
    '3f2a91bc',
    'facade.js',
    'decade-effaced.js',
    'jquery-3.7.1.js',
    'version-1.22.333.js',
  ])('finds none in %s', (path) => {
    expect(hasContentHash(path)).toBe(false)
  })

  it('finds hex hashes that have letters and digits', () => {
    const hash = fc.stringMatching(/^[0-9a-f]{8,40}$/).filter((text) => /\d/.test(text) && /[a-f]/.test(text))
    fc.assert(fc.property(hash, (text) => hasContentHash(`chunk-${text}.js`) && hasContentHash(`chunk.${text}.js`)))
  })

  it('takes no lower-case word for a hash', () => {
    fc.assert(fc.property(fc.stringMatching(/^[g-z]+(?:-[g-z]+){0,3}$/), (text) => !hasContentHash(`${text}.js`)))
  })
})

describe('release case 30: the lifetime of a file by its name', () => {
  it.each([
    ['chunk-QJH6KPZ4.js', 'entry.js', 'public, max-age=31536000, immutable'],
    ['entry.js', 'entry.js', 'public, max-age=0, s-maxage=60, must-revalidate'],
    ['style.css', 'entry.js', 'public, max-age=0, s-maxage=60, must-revalidate'],
    ['main-QJH6KPZ4.js', 'main-QJH6KPZ4.js', 'public, max-age=0, s-maxage=60, must-revalidate'],
    ['page-QJH6KPZ4.html', 'entry.js', 'public, max-age=0, s-maxage=60, must-revalidate'],
    ['stats-QJH6KPZ4.json', 'entry.js', 'public, max-age=0, s-maxage=60, must-revalidate'],
  ])('%s beside the entry %s: %s', (path, entry, expected) => {
    expect(cacheControlOf(path, entry)).toBe(expected)
  })
})
