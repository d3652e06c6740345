import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileOf } from './artifact-file.ts'
import { buildManifest } from './build-manifest.ts'
import { manifestFile, parseManifest, serializeManifest } from './manifest.ts'
import { selectFiles } from './select-files.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const version = { mfe: 'cart', version: '1.0.0', integrity: 'sha512-abc', entry: 'entry.js' }
const filesOf = (...paths: string[]) => new Map(paths.map((path) => [path, fileOf(bytes(path))]))

describe('buildManifest', () => {
  it('describes every file', () => {
    const manifest = buildManifest({ ...version, files: filesOf('entry.js', 'chunk-QJH6KPZ4.js') })
    const digest = (algorithm: string, encoding: 'hex' | 'base64'): string => createHash(algorithm).update('entry.js').digest(encoding)
    expect(manifest).toMatchObject({ schema: 1, ...version })
    expect(manifest.files['entry.js']).toEqual({
      size: 8,
      sha256: digest('sha256', 'hex'),
      integrity: `sha384-${digest('sha384', 'base64')}`,
      contentType: 'text/javascript; charset=utf-8',
      cacheControl: 'public, max-age=0, s-maxage=60, must-revalidate',
    })
    expect(manifest.files['chunk-QJH6KPZ4.js']?.cacheControl).toContain('immutable')
  })

  it('refuses an empty artifact, and one without its entry', () => {
    expect(() => buildManifest({ ...version, files: new Map() })).toThrow(expect.objectContaining({ code: 'artifact-empty' }))
    expect(() => buildManifest({ ...version, files: filesOf('main.js') })).toThrow(
      expect.objectContaining({ code: 'artifact-entry-missing', message: expect.stringMatching(/"entry\.js".*"main\.js"/) }),
    )
  })

  it('gives the same bytes whatever the order of the files, and reads them back', () => {
    const path = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', 'toString'))
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 8 }), (paths) => {
        const manifest = buildManifest({ ...version, files: filesOf('entry.js', ...paths) })
        const reversed = buildManifest({ ...version, files: filesOf(...paths.toReversed(), 'entry.js') })
        const written = serializeManifest(manifest)
        expect(serializeManifest(reversed)).toEqual(written)
        const read = parseManifest(written)!
        for (const one of paths) expect(manifestFile(read, one)?.sha256).toBe(createHash('sha256').update(bytes(one)).digest('hex'))
        expect(manifestFile(read, 'no such file')).toBeNull()
      }),
    )
  })
})

describe('parseManifest', () => {
  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"schema":2}',
    '{"schema":1,"files":{}}',
    '\ufffd{',
    '{"schema":1,"mfe":"a","version":"1","integrity":"","entry":"","files":{"a":null}}',
  ])('refuses %j', (text) => {
    expect(parseManifest(bytes(text))).toBeNull()
  })

  it('finds no inherited file', () => {
    const manifest = buildManifest({ ...version, files: filesOf('entry.js') })
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) expect(manifestFile(manifest, name)).toBeNull()
  })
})

describe('selectFiles', () => {
  const reserved = ['mfe-manifest.json', 'mfe-pruning']
  const files = filesOf(
    'entry.js',
    'entry.js.map',
    'style.css.MAP',
    'entry.js.map.gz',
    'entry.js.map.br',
    '.env',
    '.git/config',
    'deep/.vite/manifest.json',
    'deep/a.js',
    'map.js',
  )

  it('release case 18: leaves out source maps and dotfiles, and says so', () => {
    const selection = selectFiles(files, { reserved })
    expect([...selection.files.keys()]).toEqual(['entry.js', 'deep/a.js', 'map.js'])
    expect(selection.excluded.map(({ path, why }) => `${path}: ${why}`)).toEqual([
      'entry.js.map: source-map',
      'style.css.MAP: source-map',
      'entry.js.map.gz: source-map',
      'entry.js.map.br: source-map',
      '.env: dotfile',
      '.git/config: dotfile',
      'deep/.vite/manifest.json: dotfile',
    ])
  })

  it('release case 18: keeps source maps when the registration asks for them, but never dotfiles', () => {
    expect([...selectFiles(files, { reserved, sourceMaps: true }).files.keys()]).toEqual([
      'entry.js',
      'entry.js.map',
      'style.css.MAP',
      'entry.js.map.gz',
      'entry.js.map.br',
      'deep/a.js',
      'map.js',
    ])
  })

  it.each(['mfe-manifest.json', 'MFE-Manifest.json', 'mfe-pruning/run.json', 'mfe-pruning'])(
    'refuses %s, which is a name of the store',
    (path) => {
      const select = () => selectFiles(filesOf('entry.js', path), { reserved })
      expect(select).toThrow(expect.objectContaining({ code: 'artifact-invalid', message: expect.stringContaining(JSON.stringify(path)) }))
    },
  )

  it('takes names of the store in folders, and names that only begin like them', () => {
    const own = filesOf('deep/mfe-manifest.json', 'deep/mfe-pruning/a.js', 'mfe-manifest.json.txt', 'mfe-pruning-a.js')
    expect(selectFiles(own, { reserved }).files.size).toBe(4)
  })
})
