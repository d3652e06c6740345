import { describe, expect, it } from 'vitest'
import { isFromFork } from './fork.ts'

const event = (repo: unknown) => ({ pull_request: { head: { ref: 'x', repo } }, repository: { full_name: 'acme/gitops-config' } })

describe('isFromFork', () => {
  it.each<[unknown, boolean]>([
    [event({ full_name: 'acme/gitops-config' }), false],
    [event({ full_name: 'Acme/GitOps-config' }), false],
    [event({ full_name: 'mallory/gitops-config' }), true],
    [event(null), true],
    [event(undefined), false],
    [{ merge_group: {}, repository: { full_name: 'acme/gitops-config' } }, false],
    [null, false],
  ])('%j: %s', (given, expected) => {
    expect(isFromFork(given)).toBe(expected)
  })
})
