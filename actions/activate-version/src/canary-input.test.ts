import { describe, expect, it } from 'vitest'
import { readCanary } from './canary-input.ts'

const canary = { version: '1.5.0', percentage: 10, integrity: 'sha512-x', prefix: 'cart/1.5.0', entry: 'cart.js', entryIntegrity: null }

describe('the canary of a release', () => {
  it('may be none', () => {
    expect(readCanary(undefined)).toBeUndefined()
  })

  it.each([canary, { ...canary, percentage: 99, entryIntegrity: 'sha384-x' }])('is read: %j', (value) => {
    expect(readCanary({ ...value, more: 1 })).toEqual(value)
  })

  it.each<unknown>([
    null,
    'x',
    [],
    {},
    { ...canary, version: 'latest' },
    { ...canary, percentage: 0 },
    { ...canary, percentage: 100 },
    { ...canary, percentage: '10' },
    { ...canary, prefix: '' },
    { ...canary, entry: undefined },
    { ...canary, entryIntegrity: 1 },
  ])('is refused: %j', (value) => {
    expect(() => readCanary(value)).toThrow(/Input "canary" must be a JSON object/)
  })
})
