import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReasonCode, reason, reasonCodes } from './index.ts'

describe('a reason', () => {
  it('says where, what, what was seen, what is allowed and how to mend it', () => {
    expect(reason('environment-unknown', { field: 'environment', seen: 'prod', allowed: ['production', 'staging'] })).toEqual({
      code: 'environment-unknown',
      message:
        'environment: The environment is not in gitops.yaml (seen "prod"; allowed: production, staging). Ask for an environment that gitops.yaml names, or have it added.',
      field: 'environment',
      seen: '"prod"',
      allowed: 'production, staging',
      remedy: 'Ask for an environment that gitops.yaml names, or have it added.',
    })
  })

  it('names file and line', () => {
    const { message } = reason('config-invalid', { file: 'gitops.yaml', line: 7, field: 'schema', seen: 2, allowed: 'the number 1' })
    expect(message).toMatch(/^gitops\.yaml:7, schema: The file gitops\.yaml is not valid \(seen 2; allowed: the number 1\)\. /)
  })

  it('stands on its own without details', () => {
    expect(reason('internal-error').message).toBe(`${reasonCodes['internal-error'].summary} ${reasonCodes['internal-error'].remedy}`)
  })

  it('never lets a value break out of its line', () => {
    const text = fc.string({ unit: 'binary', maxLength: 2000 })
    const details = fc.record({ field: text, seen: text, allowed: text, file: text, summary: text, remedy: text }, { requiredKeys: [] })
    fc.assert(
      fc.property(details, (given) => {
        const { message } = reason('field-invalid', given)
        expect(message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(message.length).toBeLessThan(4000)
      }),
    )
  })
})

describe('every reason code', () => {
  const outcomes = ['rejected', 'superseded', 'failed', 'cancelled', 'timed-out', 'awaiting-approval']

  it.each(Object.entries(reasonCodes))('%s is well formed', (code, { outcome, summary, remedy }) => {
    expect(code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
    expect(outcomes).toContain(outcome)
    for (const sentence of [summary, remedy]) {
      expect(sentence).toMatch(/^[A-Z][!-~ ]+\.$/)
      expect(sentence.length).toBeLessThan(200)
    }
    expect(reason(code as ReasonCode).message).toContain(remedy)
  })
})
