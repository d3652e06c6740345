import { describe, expect, it } from 'vitest'
import { parseManifest, serializeManifest } from './manifest.ts'

const file = { size: 1, sha256: '0'.repeat(64), integrity: 'sha384-x', contentType: 'text/javascript', cacheControl: 'no-cache' }
const manifest = { schema: 1, mfe: 'cart', version: '1.0.0', integrity: 'sha512-x', entry: 'a.js', files: { 'a.js': file } } as const
const parse = (value: object) => parseManifest(new TextEncoder().encode(JSON.stringify(value)))

describe('R15: the manifest of a version in the store', () => {
  it('of an earlier writer, without encodings, is read, and written as it was', () => {
    const read = parse(manifest)
    expect(read).toEqual(manifest)
    expect(serializeManifest(read!)).toEqual(serializeManifest(manifest))
  })

  it('of a later writer is read when its schema is the same, whatever it says beyond', () => {
    const encodings = { zstd: { path: 'a.js.zst', size: 1, sha256: '0'.repeat(64) } }
    expect(parse({ ...manifest, signedBy: 'x', files: { 'a.js': { ...file, encodings, risk: 'low' } } })?.files['a.js']?.sha256).toBe(
      file.sha256,
    )
  })

  it.each([undefined, 0, 2, '1', null])('of the schema %j is not read', (schema) => {
    expect(parse({ ...manifest, schema })).toBeNull()
  })

  it.each(['null', 'no json', JSON.stringify({ ...manifest, entry: 1 }), JSON.stringify({ ...manifest, files: [] })])(
    'is no manifest when it is %s',
    (text) => {
      expect(parseManifest(new TextEncoder().encode(text))).toBeNull()
    },
  )
})
