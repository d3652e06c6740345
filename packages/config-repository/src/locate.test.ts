import type { GitopsConfig } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { locateDesiredStates } from './locate.ts'

const config = (desiredState?: { path: string; key?: string[] }): GitopsConfig => ({
  schema: 1,
  environments: {
    staging: { target: 'local', url: 'https://staging.example' },
    production: { target: 'local', url: 'https://www.example' },
  },
  targets: { local: { provider: 'local' } },
  ...(desiredState ? { desiredState } : {}),
})

describe('locateDesiredStates', () => {
  it.each<[string, string, string[]]>([
    ['a file per MFE and environment', 'environments/staging/cart.yaml', ['staging/cart']],
    ['an environment that gitops.yaml does not name', 'environments/test/cart.yaml', []],
    ['another file', 'environments/staging/README.md', []],
    ['a file deeper down', 'environments/staging/x/cart.yaml', []],
    ['a look-alike path', 'xenvironments/staging/cart.yaml', []],
  ])('takes %s', (_, path, expected) => {
    expect(locateDesiredStates(config(), path, []).map(({ environment, mfe }) => `${environment}/${mfe}`)).toEqual(expected)
  })

  it('finds the MFEs of a shared file in either text', () => {
    const shared = config({ path: 'deploy/{environment}.yaml', key: ['mfes', '{mfe}'] })
    const places = locateDesiredStates(shared, 'deploy/staging.yaml', [
      'mfes: { cart: {} }\n',
      'mfes: { cart: {}, search: {}, "../x": {} }\n',
    ])
    expect(places.map(({ mfe, key }) => [mfe, ...key])).toEqual([
      ['cart', 'mfes', 'cart'],
      ['search', 'mfes', 'search'],
    ])
  })
})
