import type { Check, MergeRefusal, PullRequestState } from '@mfe-gitops/github'
import { describe, expect, it } from 'vitest'
import { judge, judgeRefusal, type MergeWish } from './verdict.ts'

const head = 'a'.repeat(40)
const wish: MergeWish = { head, method: 'squash', requiredChecks: [], allowNoRules: false }
const check = (name: string, result: Check['result'], appId: number | null = null): Check => ({
  name,
  result,
  appId,
  source: 'status',
  url: null,
  isRequired: true,
  description: null,
})
const ready: PullRequestState = {
  number: 7,
  url: 'https://github.example/acme/gitops-config/pull/7',
  state: 'OPEN',
  merged: false,
  mergeCommit: null,
  headCommit: head,
  head: 'deploy/staging/cart/0123456789ab',
  base: 'main',
  baseCommit: 'b'.repeat(40),
  isDraft: false,
  mergeable: 'MERGEABLE',
  mergeStateStatus: 'CLEAN',
  isInMergeQueue: false,
  rules: ['REQUIRED_STATUS_CHECKS'],
  isProtected: true,
  requiredChecks: [{ name: 'gitops/deployment', appId: null }],
  allowedMethods: ['squash'],
  checks: [check('gitops/deployment', 'success')],
}

describe('judge', () => {
  it.each<[string, Partial<PullRequestState>, Partial<MergeWish>, object]>([
    ['merges a clean pull request', {}, {}, { kind: 'merge' }],
    ['merges when GitHub has not computed mergeability yet', { mergeable: 'UNKNOWN' }, {}, { kind: 'merge' }],
    ['takes neutral and skipped for passed', { checks: [check('gitops/deployment', 'neutral')] }, {}, { kind: 'merge' }],
    [
      'goes on after a merge by somebody else',
      { merged: true, state: 'MERGED', mergeCommit: 'c'.repeat(40) },
      {},
      { kind: 'merged', commit: 'c'.repeat(40) },
    ],
    ['waits for a merge commit that is not visible yet', { merged: true, state: 'MERGED' }, {}, { kind: 'wait' }],
    [
      'stops at a closed pull request',
      { state: 'CLOSED' },
      {},
      { kind: 'stop', result: 'closed', reason: { code: 'pull-request-closed' } },
    ],
    [
      'stops when the head moved',
      { headCommit: 'd'.repeat(40) },
      {},
      { kind: 'stop', result: 'head-moved', reason: { code: 'head-moved' } },
    ],
    [
      'does not take a merge of another head for its own',
      { headCommit: 'd'.repeat(40), merged: true, mergeCommit: 'c'.repeat(40) },
      {},
      { kind: 'stop', result: 'head-moved' },
    ],
    [
      'stops at a failed check, bypass rights or not',
      { checks: [check('gitops/deployment', 'failure')] },
      {},
      { kind: 'stop', result: 'checks-failed', reason: { code: 'required-check-failed' } },
    ],
    [
      'takes a cancelled check for failed',
      { checks: [check('gitops/deployment', 'cancelled')] },
      {},
      { kind: 'stop', result: 'checks-failed' },
    ],
    [
      'waits for a pending check',
      { checks: [check('gitops/deployment', 'pending')] },
      {},
      { kind: 'wait', onTimeout: { result: 'timed-out', reason: { code: 'required-check-missing' } } },
    ],
    [
      'waits for a check that did not report, although nothing looks red',
      { checks: [] },
      {},
      { kind: 'wait', waitingFor: 'required checks: gitops/deployment' },
    ],
    [
      'asks for the check of the App that the rule names',
      { requiredChecks: [{ name: 'ci', appId: 5 }], checks: [check('ci', 'success', 6)] },
      {},
      { kind: 'wait' },
    ],
    [
      'asks for the checks that the caller names',
      {},
      { requiredChecks: ['security'] },
      { kind: 'wait', waitingFor: 'required checks: security' },
    ],
    ['refuses a branch without rules', { requiredChecks: [] }, {}, { kind: 'stop', result: 'blocked', reason: { code: 'no-rules' } }],
    ['merges without rules when told so', { requiredChecks: [] }, { allowNoRules: true }, { kind: 'merge' }],
    ['stops at a draft', { isDraft: true }, {}, { kind: 'stop', result: 'blocked', reason: { code: 'merge-blocked' } }],
    [
      'stops at a conflict',
      { mergeable: 'CONFLICTING', mergeStateStatus: 'DIRTY' },
      {},
      { kind: 'stop', result: 'conflict', reason: { code: 'merge-conflict' } },
    ],
    ['waits for the merge queue', { isInMergeQueue: true }, {}, { kind: 'wait' }],
    [
      'stops at a method that is not allowed',
      { allowedMethods: ['merge'] },
      {},
      { kind: 'stop', result: 'blocked', reason: { code: 'merge-method-not-allowed', seen: expect.stringContaining('squash') } },
    ],
  ])('%s', (_, state, wished, expected) => {
    expect(judge({ ...ready, ...state }, { ...wish, ...wished })).toMatchObject(expected)
  })
})

describe('judgeRefusal', () => {
  it.each<[MergeRefusal, string | null]>([
    ['base-moved', null],
    ['not-mergeable', null],
    ['checks', null],
    ['not-open', null],
    ['conflict', 'conflict'],
    ['reviews', 'blocked'],
    ['method-not-allowed', 'blocked'],
    ['other', 'blocked'],
  ])('a refusal for %s ends as %s', (refusal, result) => {
    const verdict = judgeRefusal(refusal, "GitHub's sentence", 7)
    expect(verdict?.kind === 'stop' ? verdict.result : null).toBe(result)
  })
})
