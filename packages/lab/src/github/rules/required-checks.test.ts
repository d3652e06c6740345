import { describe, expect, it } from 'vitest'
import { checksSentence, requiredChecks, unmetChecks } from './required-checks.ts'

const required = requiredChecks([{ branch: 'main', requiredChecks: ['ci', { context: 'policy', appId: 7 }] }])

describe('unmetChecks', () => {
  it.each([
    ['nothing reported', [], ['ci expected', 'policy expected']],
    ['one green', [{ context: 'ci', state: 'passing', appId: null }], ['policy expected']],
    ['the right name from the wrong App', [{ context: 'policy', state: 'passing', appId: 8 }], ['ci expected', 'policy expected']],
    [
      'a status green and a job of the same name red',
      [
        { context: 'ci', state: 'passing', appId: null },
        { context: 'ci', state: 'failing', appId: 1 },
        { context: 'policy', state: 'pending', appId: 7 },
      ],
      ['ci failing', 'policy pending'],
    ],
    [
      'all green',
      [
        { context: 'ci', state: 'passing', appId: 1 },
        { context: 'policy', state: 'passing', appId: 7 },
      ],
      [],
    ],
  ] as const)('names what is missing with %s', (_, results, expected) => {
    expect(unmetChecks(required, results).map(({ context, state }) => `${context} ${state}`)).toEqual(expected)
  })
})

describe('checksSentence', () => {
  it.each([
    [[{ context: 'ci', state: 'expected' }], 1, 'Required status check "ci" is expected.'],
    [[{ context: 'ci', state: 'pending' }], 3, '1 of 3 required status checks are pending.'],
    [
      [
        { context: 'ci', state: 'failing' },
        { context: 'lint', state: 'expected' },
      ],
      2,
      '2 of 2 required status checks have not succeeded: 1 expected and 1 failing.',
    ],
  ] as const)('%j of %i reads as %s', (unmet, count, expected) => {
    expect(checksSentence(unmet, count)).toBe(expected)
  })
})
