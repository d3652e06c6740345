import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, isRateLimit, planRetry, type RetryState } from './retry-plan.ts'

const now = 1_790_000_000_000
const reset = (seconds: number) => String(now / 1000 + seconds)
const state: RetryState = { retries: 0, repeatable: true, justCreated: false, budgetLeft: 300_000, now, random: 0 }
const answer = (status: number, headers = {}, message = ''): Failure => ({ type: 'answer', status, headers, message })

describe('planRetry', () => {
  const cases: [string, Failure, Partial<RetryState>, number | null][] = [
    [
      'retry-after comes first',
      answer(429, { 'retry-after': '17', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset(90) }),
      {},
      17_000,
    ],
    ['retry-after may be a date', answer(429, { 'retry-after': new Date(now + 5000).toUTCString() }), {}, 5000],
    ['a retry-after of zero is no wait', answer(429, { 'retry-after': '0' }), {}, 0],
    ['then the reset of the primary limit', answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset(90) }), {}, 91_000],
    ['a reset in the past waits a second', answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset(-90) }), {}, 1000],
    ['a reset says nothing while calls remain', answer(429, { 'x-ratelimit-remaining': '10', 'x-ratelimit-reset': reset(90) }), {}, 60_000],
    ['then a minute', answer(403, {}, 'You have exceeded a secondary rate limit.'), {}, 60_000],
    ['that grows', answer(429), { retries: 1 }, 120_000],
    ['a rate limit executed nothing, so writes wait as well', answer(429, { 'retry-after': '3' }), { repeatable: false }, 3000],
    ['a wait beyond the budget is not begun', answer(429, { 'retry-after': '301' }), {}, null],
    ['a plain 403 is final', answer(403, {}, 'Resource not accessible by integration'), {}, null],
    ['401 is tried again', answer(401), {}, 1000],
    ['for writes as well', answer(401), { repeatable: false, retries: 2 }, 4000],
    ['but three times only', answer(401), { retries: 3 }, null],
    ['an outage is tried again by reads', answer(503), { retries: 1 }, 2000],
    ['after the time it names', answer(503, { 'retry-after': '9' }), {}, 9000],
    ['and never by writes', answer(502), { repeatable: false }, null],
    ['five times', answer(500), { retries: 5 }, null],
    ['a time named by an outage does not make it endless', answer(503, { 'retry-after': '0' }), { retries: 5 }, null],
    ['no connection: a write was not sent', { type: 'network', sent: false }, { repeatable: false }, 1000],
    ['a lost answer: a write may have happened', { type: 'network', sent: true }, { repeatable: false }, null],
    ['a lost answer: a read is repeated', { type: 'network', sent: true }, {}, 1000],
    ['an unusable answer: a read is repeated', { type: 'invalid-answer' }, {}, 1000],
    ['an unusable answer: a write is not', { type: 'invalid-answer' }, { repeatable: false }, null],
    ['404 is final', answer(404), {}, null],
    ['404 of a new object is replication lag', answer(404), { justCreated: true, repeatable: false }, 1000],
    ['for some seconds', answer(404), { justCreated: true, retries: 4 }, null],
    ['409 is for the caller', answer(409), {}, null],
    ['422 is for the caller', answer(422), {}, null],
  ]
  it.each(cases)('edge case 11: the wait before another try: %s', (_, failure, change, wait) => {
    expect(planRetry(failure, { ...state, ...change })).toEqual(wait === null ? null : { wait })
  })

  it('adds at most a half as jitter', () => {
    expect(planRetry(answer(500), { ...state, random: 0.9999 })).toEqual({ wait: 1500 })
    expect(planRetry(answer(429, { 'retry-after': '17' }), { ...state, random: 0.9999 })).toEqual({ wait: 17_000 })
  })

  it('R9: ends within its budget whatever GitHub answers', () => {
    const headers = fc.record(
      {
        'retry-after': fc.oneof(fc.integer().map(String), fc.string()),
        'x-ratelimit-reset': fc.string(),
        'x-ratelimit-remaining': fc.constantFrom('0', '7'),
      },
      { requiredKeys: [] },
    )
    const failure = fc.oneof(
      fc.record({
        type: fc.constant('answer' as const),
        status: fc.constantFrom(401, 403, 404, 429, 500, 503),
        headers,
        message: fc.constantFrom('', 'rate limit'),
      }),
      fc.record({ type: fc.constant('network' as const), sent: fc.boolean() }),
      fc.record({ type: fc.constant('rate-limited' as const), headers }),
    )
    fc.assert(
      fc.property(fc.array(failure, { minLength: 12, maxLength: 12 }), fc.boolean(), (failures, repeatable) => {
        let waited = 0
        let retries = 0
        for (const each of failures) {
          const plan = planRetry(each as Failure, {
            ...state,
            repeatable,
            justCreated: true,
            retries,
            budgetLeft: state.budgetLeft - waited,
            now: now + waited,
          })
          if (plan === null) break
          expect(plan.wait).toBeGreaterThanOrEqual(0)
          waited += plan.wait
          retries += 1
        }
        expect(waited).toBeLessThanOrEqual(state.budgetLeft)
        expect(retries).toBeLessThan(12)
      }),
    )
  })
})

describe('isRateLimit', () => {
  it.each([
    [429, {}, '', true],
    [403, { 'retry-after': '1' }, '', true],
    [403, { 'x-ratelimit-remaining': '0' }, '', true],
    [403, { 'x-ratelimit-remaining': '1' }, '', false],
    [403, {}, 'You have triggered an abuse detection mechanism.', true],
    [403, {}, 'API rate limit exceeded for installation', true],
    [401, { 'retry-after': '1' }, 'rate limit', false],
  ])('%s %o %s', (status, headers, message, expected) => {
    expect(isRateLimit(status, headers as Record<string, string>, message)).toBe(expected)
  })
})
