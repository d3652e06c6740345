import { describe, expect, it } from 'vitest'
import { subjectOf } from './subject.ts'

const nothing = { environment: '', mfe: '', shortId: '' }

describe('subjectOf', () => {
  it.each<[string, unknown, object | null]>([
    ['no event', null, null],
    ['no pull request', { ref: 'refs/heads/main' }, null],
    ["a person's branch", 'fix-typo', null],
    ['a branch of a request', 'deploy/staging/cart/0123456789ab', { environment: 'staging', mfe: 'cart', shortId: '0123456789ab' }],
    ['a branch that only looks like it', 'deploy/staging/cart/fix', nothing],
    ['a branch that goes on', 'deploy/staging/cart/0123456789ab/x', nothing],
    ['a short branch', 'deploy/x', nothing],
  ])('of %s', (_, event, subject) => {
    expect(subjectOf(null, typeof event === 'string' ? { pull_request: { head: { ref: event } } } : event)).toEqual(subject)
  })
})
