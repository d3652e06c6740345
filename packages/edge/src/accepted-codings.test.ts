import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { acceptedCodings } from './accepted-codings.ts'

it.each([
  ['gzip, deflate, br, zstd', ['br', 'gzip']],
  ['gzip, deflate', ['gzip']],
  ['br;q=0.5, gzip;q=0.8', ['gzip', 'br']],
  ['br;q=0, *', ['gzip']],
  ['*', ['br', 'gzip']],
  ['*;q=0', []],
  ['identity', []],
  ['identity;q=1, br;q=0.5', []],
  ['identity;q=0.5, br;q=0.5', ['br']],
  ['X-GZIP', ['gzip']],
  ['BR ; Q=0.9', ['br']],
  ['br;q=abc', []],
  ['', []],
  [undefined, []],
  [['br', 'gzip;q=0'], ['br']],
])('reads %j as %j', (header, codings) => {
  expect(acceptedCodings(header)).toEqual(codings)
})

it('gives known codings once, whatever the header says', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const found = acceptedCodings(header)
      expect(new Set(found).size).toBe(found.length)
      expect(found.every((coding) => coding === 'br' || coding === 'gzip')).toBe(true)
    }),
  )
})
