import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desiredStateFile, registrationFile } from './index.ts'

const names = { environment: 'staging', mfe: 'cart' }

describe('places in the config repository', () => {
  it('have defaults', () => {
    expect(desiredStateFile({}, names)).toEqual({ file: 'environments/staging/cart.yaml', key: [] })
    expect(registrationFile({}, 'cart')).toBe('mfes/cart.yaml')
  })

  it('follow the templates of gitops.yaml', () => {
    const config = {
      desiredState: { path: 'x/{environment}.{environment}.yaml', key: ['a', '{mfe}', 'b.{mfe}'] },
      registrations: { path: 'teams/{mfe}/reg.yml' },
    }
    expect(desiredStateFile(config, names)).toEqual({ file: 'x/staging.staging.yaml', key: ['a', 'cart', 'b.cart'] })
    expect(registrationFile(config, 'cart')).toBe('teams/cart/reg.yml')
  })

  it('take no replacement pattern from a name, and no name outside its alphabet', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('..', '../x', 'a/b', '$&', '{mfe}', '', 'con', 'C')), (name) => {
        const isName = /^[a-z0-9][a-z0-9-]{0,62}$/.test(name) && name !== 'con'
        if (isName) expect(registrationFile({}, name)).toBe(`mfes/${name}.yaml`)
        else expect(() => desiredStateFile({}, { ...names, mfe: name })).toThrow(TypeError)
      }),
    )
  })
})
