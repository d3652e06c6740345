import { describe, expect, it } from 'vitest'
import { readSteps } from './step-record.ts'

describe('readSteps', () => {
  it('keeps the result of every step and the documented outputs of known steps', () => {
    const steps = readSteps({
      validate: { outputs: { 'request-id': 'abc', seconds: '0.4' }, outcome: 'success', conclusion: 'success' },
      lint: { outputs: { report: 'long' }, outcome: 'failure', conclusion: 'success' },
    })
    expect(steps).toEqual({
      validate: { result: 'success', outputs: { 'request-id': 'abc', seconds: '0.4' } },
      lint: { result: 'success', outputs: {} },
    })
  })

  it('sees a failed stage as failed even where the workflow forgives it', () => {
    const steps = readSteps({ purge: { outputs: {}, outcome: 'failure', conclusion: 'success' } })
    expect(steps.purge?.result).toBe('failure')
  })

  it('never picks up a token that a step put into its outputs', () => {
    const steps = readSteps({
      'app-token': { outputs: { token: 'ghs_canary' }, outcome: 'success' },
      validate: { outputs: { token: 'ghs_canary' }, outcome: 'success' },
    })
    expect(JSON.stringify(steps)).not.toContain('ghs_canary')
  })

  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['skipped', 'skipped'],
    ['cancelled', 'cancelled'],
    ['', 'cancelled'],
    [undefined, 'cancelled'],
    ['something new', 'cancelled'],
  ])('reads the outcome %j as %s', (outcome, result) => {
    expect(readSteps({ merge: { outputs: {}, outcome } })).toEqual({ merge: { result, outputs: {} } })
  })

  it.each([[null], ['text'], [[]], [{ merge: 'text' }], [{ merge: null }]])('finds no step in %j', (context) => {
    expect(readSteps(context)).toEqual({})
  })

  it('drops outputs that are no text', () => {
    expect(readSteps({ merge: { outputs: { 'merge-commit': 7 }, outcome: 'success' } })).toEqual({
      merge: { result: 'success', outputs: {} },
    })
  })

  it('is not fooled by step ids that name members of every object', () => {
    expect(readSteps(JSON.parse('{"constructor":{"outputs":{"name":"x"},"outcome":"success"}}')).constructor).toEqual({
      result: 'success',
      outputs: {},
    })
  })
})
