import { afterEach, expect, it, vi } from 'vitest'
import { readInputs } from './inputs.ts'

const given = {
  TOKEN: 'ghs_abc',
  REPOSITORY: 'acme/gitops-config',
  COMMIT: 'a'.repeat(40),
  ENVIRONMENT: 'staging',
  MFE: 'cart',
  REGISTRY: '',
  'REGISTRY-TOKEN': '',
}
afterEach(() => vi.unstubAllEnvs())

function read(change: Partial<typeof given> = {}) {
  for (const [name, value] of Object.entries({ ...given, ...change })) vi.stubEnv(`INPUT_${name}`, value)
  return readInputs()
}

it('takes a registry without token', () => {
  expect(read()).toMatchObject({ token: 'ghs_abc', registryToken: undefined })
})

it.each([
  ['TOKEN', 'two words'],
  ['REGISTRY-TOKEN', 'line\nbreak'],
  ['REGISTRY-TOKEN', 'invisible\u200bletter'],
])('refuses %s when it was pasted wrongly, and does not show it', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'input-invalid', message: expect.not.stringContaining(value) }),
  )
})
