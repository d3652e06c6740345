import { describe, expect, it } from 'vitest'
import { readFailure } from './npm.ts'
import { npmrc } from './npmrc.ts'
import { readPacked } from './packed.ts'

describe('npmrc', () => {
  it.each([
    ['https://npm.example/team', 'registry=https://npm.example/team/\n//npm.example/team/:_authToken=secret\n'],
    ['http://127.0.0.1:4873/', 'registry=http://127.0.0.1:4873/\n//127.0.0.1:4873/:_authToken=secret\n'],
  ])('binds the token to %s', (registry, expected) => {
    expect(npmrc({ registry, registryToken: 'secret' })).toBe(expected)
  })

  it.each([['a\nb'], ['a b'], ['a\u0000']])('refuses the token %j, and does not repeat it', (registryToken) => {
    expect(() => npmrc({ registry: 'https://npm.example/', registryToken })).toThrow(/^Input "registry-token" holds white space/)
  })

  it.each(['npm.example', 'ftp://npm.example/', 'https://user:pass@npm.example/', 'https://npm.example/?x'])(
    'refuses the registry %j',
    (registry) => {
      expect(() => npmrc({ registry, registryToken: undefined })).toThrow(/^Input "registry"/)
    },
  )
})

describe('readPacked', () => {
  const entry = { name: '@acme/cart', version: '1.0.0', filename: 'acme-cart-1.0.0.tgz', integrity: 'sha512-x', files: [] }
  const expected = { name: '@acme/cart', version: '1.0.0', filename: 'acme-cart-1.0.0.tgz', integrity: 'sha512-x' }

  it.each([
    ['a list', JSON.stringify([entry])],
    ['a map', JSON.stringify({ '@acme/cart': entry })],
    ['a list after a notice', `notice\n${JSON.stringify([entry])}`],
  ])('reads %s', (_, stdout) => {
    expect(readPacked(stdout)).toEqual(expected)
  })

  it.each(['', 'null', '[]', '{', JSON.stringify([{ ...entry, filename: '../x.tgz' }]), JSON.stringify([{ ...entry, integrity: 1 }])])(
    'refuses %j',
    (stdout) => {
      expect(readPacked(stdout)).toBeNull()
    },
  )
})

describe('readFailure', () => {
  it('takes code and message from what npm prints', () => {
    const stderr = 'npm error code E403\nnpm error 403 Forbidden - PUT\nnpm error A complete log of this run can be found in: /x\n'
    expect(readFailure('', stderr)).toEqual({ code: 'E403', message: '403 Forbidden - PUT' })
    expect(readFailure('{"error": {"code": "E409"}}', '')).toEqual({ code: 'E409', message: '' })
  })
})
