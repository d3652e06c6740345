import { describe, expect, it } from 'vitest'
import { type PlannedRemoval, parsePrunePlan, planFault } from './plan-document.ts'

const createdAt = '2026-11-23T08:00:00.000Z'
const plan = {
  schema: 1,
  createdAt,
  config: { place: 'acme/gitops-config', commit: null },
  options: { history: 20, keepDays: 30, mfes: [], unregistered: false, target: null },
  stores: [
    {
      store: 's3://b',
      targets: ['aws'],
      environments: ['staging'],
      keep: [],
      others: { files: 0, bytes: 0 },
      remove: [{ mfe: 'cart', version: '1.0.0' }],
    },
  ],
}
const read = (value: unknown) => parsePrunePlan(JSON.stringify(value), 'plan.json')
const codes = (value: unknown) => {
  const parsed = read(value)
  return parsed.ok ? [] : parsed.reasons.map(({ code }) => code)
}

describe('a plan in a file', () => {
  it('says what to remove', () => {
    expect(read(plan)).toMatchObject({
      ok: true,
      value: { place: 'acme/gitops-config', stores: [{ store: 's3://b', remove: [{ mfe: 'cart' }] }] },
    })
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'plan'],
    ['another schema', { ...plan, schema: 2 }],
    ['no time', { ...plan, createdAt: 'yesterday' }],
    ['no stores', { ...plan, stores: undefined }],
    ['a path for a version', { ...plan, stores: [{ store: 's3://b', remove: [{ mfe: 'cart', version: '../1.0.0' }] }] }],
    ['a path for a micro-frontend', { ...plan, stores: [{ store: 's3://b', remove: [{ mfe: '..', version: '1.0.0' }] }] }],
    ['options of another kind', { ...plan, options: { ...plan.options, keepDays: '0' } }],
  ])('is refused when it is %s', (_, value) => {
    expect(codes(value)).toEqual(['prune-plan-refused'])
  })

  it.each([
    ['another config repository', { place: 'acme/other' }, /another config repository/],
    ['a store that is gone', { stores: ['s3://c'] }, /no environment has now/],
    ['a day later', { now: Date.parse(createdAt) + 25 * 60 * 60 * 1000 }, /too old/],
    ['before it was made', { now: Date.parse(createdAt) - 1 }, /too old/],
  ])('is not applied to %s', (_, difference, message) => {
    const here = { place: 'acme/gitops-config', stores: ['s3://b'], now: Date.parse(createdAt) + 1000 }
    const parsed = read(plan) as { ok: true; value: PlannedRemoval }
    expect(planFault(parsed.value, here)).toBeNull()
    expect(planFault(parsed.value, { ...here, ...difference })?.message).toMatch(message)
  })
})
