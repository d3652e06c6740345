import fc from 'fast-check'
import { expect, it } from 'vitest'
import { uploadWaves } from './upload-order.ts'

const file = (cacheControl: string) => ({ size: 1, sha256: '', integrity: '', contentType: '', cacheControl })
const immutable = file('public, max-age=31536000, immutable')
const short = file('public, max-age=0, must-revalidate')

it('puts hashed chunks first and the entry last', () => {
  const files = { 'cart.js': short, 'chunk-ABCD2345.js': immutable, 'cart.css': short, 'logo-Bx81kQzA.svg': immutable }
  expect(uploadWaves({ files, entry: 'cart.js' })).toEqual([['chunk-ABCD2345.js', 'logo-Bx81kQzA.svg'], ['cart.css'], ['cart.js']])
})

it('names every file once, whatever the files are', () => {
  const anyFiles = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.js$/), fc.constantFrom(immutable, short))
  fc.assert(
    fc.property(anyFiles, (found) => {
      const files = { ...found, 'entry.js': short }
      const waves = uploadWaves({ files, entry: 'entry.js' })
      expect(waves.flat().toSorted()).toEqual(Object.keys(files).toSorted())
      expect(waves.at(-1)).toEqual(['entry.js'])
    }),
  )
})
