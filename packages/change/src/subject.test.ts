import { describe, expect, it } from 'vitest'
import { subjectsOf } from './subject.ts'

describe('subjectsOf', () => {
  it.each<[string, unknown, object | string | null]>([
    ['no event', null, null],
    ['no pull request', { ref: 'refs/heads/main' }, null],
    ["a person's branch", 'fix-typo', null],
    ['a branch of a request', 'deploy/staging/cart/0123456789ab', [{ environment: 'staging', mfe: 'cart', shortId: '0123456789ab' }]],
    ['a branch of several requests', 'deploy/batch/0123456789ab', 'several'],
    ['a branch that only looks like it', 'deploy/staging/cart/fix', []],
    ['a branch that goes on', 'deploy/staging/cart/0123456789ab/x', []],
    ['a branch that is made anew', 'deploy/staging/cart/0123456789ab-redo', []],
    ['a short branch', 'deploy/x', []],
    ['a short branch of several', 'deploy/batch/x', []],
  ])('of %s', (_, event, subjects) => {
    expect(subjectsOf([], typeof event === 'string' ? { pull_request: { head: { ref: event } } } : event)).toEqual(subjects)
  })
})
