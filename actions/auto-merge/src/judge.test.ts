import type { Check, MergeRefusal, PullRequestState, QueueState } from '@mfe-gitops/github'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { judgeRefusal } from './refusal.ts'
import type { History, MergeWish } from './verdict.ts'

const head = 'a'.repeat(40)
const wish: MergeWish = { head, method: 'squash', requiredChecks: [], allowNoRules: false }
const check = (name: string, result: Check['result'], appId: number | null = null): Check => ({
  name,
  result,
  appId,
  url: null,
  description: null,
})
const nothing: History = { queued: null, isTooEarly: false }
const ready: PullRequestState = {
  id: 'PR_7',
  number: 7,
  url: 'https://github.example/acme/gitops-config/pull/7',
  state: 'OPEN',
  merged: false,
  mergeCommit: null,
  headCommit: head,
  head: 'deploy/staging/cart/0123456789ab',
  base: 'main',
  isDraft: false,
  mergeable: 'MERGEABLE',
  mergeStateStatus: 'CLEAN',
  queue: { isRequired: false, entry: null, removal: null },
  armedBy: null,
  reviewDecision: null,
  approvedBy: [],
  changesRequestedBy: [],
  demands: {
    approvals: 0,
    codeOwners: false,
    lastPushApproval: false,
    conversations: false,
    deployments: [],
    signatures: false,
    codeScanning: false,
    locked: false,
    restrictedUpdates: false,
  },
  rules: ['REQUIRED_STATUS_CHECKS'],
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
    ['stops at a draft', { isDraft: true }, {}, { kind: 'stop', result: 'blocked', reason: { code: 'pull-request-draft' } }],
    [
      'stops at a conflict',
      { mergeable: 'CONFLICTING', mergeStateStatus: 'DIRTY' },
      {},
      { kind: 'stop', result: 'conflict', reason: { code: 'merge-conflict' } },
    ],
    [
      'stops at a method that is not allowed',
      { allowedMethods: ['merge'] },
      {},
      { kind: 'stop', result: 'blocked', reason: { code: 'merge-method-not-allowed', seen: expect.stringContaining('squash') } },
    ],
  ])('%s', (_, state, wished, expected) => {
    expect(judge({ ...ready, ...state }, { ...wish, ...wished }, nothing)).toMatchObject(expected)
  })
})

describe('every word of mergeStateStatus', () => {
  it.each<[string, Partial<PullRequestState>, object]>([
    ['CLEAN', {}, { kind: 'merge' }],
    ['HAS_HOOKS', {}, { kind: 'merge' }],
    ['UNSTABLE', { checks: [check('gitops/deployment', 'success'), check('lint', 'failure')] }, { kind: 'merge' }],
    ['UNKNOWN', { mergeable: 'UNKNOWN' }, { kind: 'merge' }],
    // Whether the rule binds this very token, only the merge tells.
    ['BLOCKED', {}, { kind: 'merge' }],
    ['BEHIND', {}, { kind: 'stop', result: 'behind', reason: { code: 'branch-behind' } }],
    ['DIRTY', { mergeable: 'CONFLICTING' }, { kind: 'stop', result: 'conflict', reason: { code: 'merge-conflict' } }],
    ['DRAFT', { isDraft: true }, { kind: 'stop', result: 'blocked', reason: { code: 'pull-request-draft' } }],
    ['A_WORD_OF_TOMORROW', {}, { kind: 'merge' }],
  ])('%s', (mergeStateStatus, state, expected) => {
    expect(judge({ ...ready, mergeStateStatus, ...state }, wish, nothing)).toMatchObject(expected)
  })

  it('asks no second time while GitHub does not know', () => {
    const verdict = judge({ ...ready, mergeable: 'UNKNOWN', mergeStateStatus: 'UNKNOWN' }, wish, { ...nothing, isTooEarly: true })
    expect(verdict).toMatchObject({ kind: 'wait', onTimeout: { result: 'timed-out', reason: { code: 'mergeability-unknown' } } })
  })
})

describe('required checks', () => {
  it.each<[string, Partial<PullRequestState>, Partial<MergeWish>, string]>([
    ['names the App that did not report', { requiredChecks: [{ name: 'ci', appId: 5 }], checks: [] }, {}, 'ci was not reported by App 5'],
    [
      'says that only another App reported',
      { requiredChecks: [{ name: 'ci', appId: 5 }], checks: [check('ci', 'success', 6)] },
      {},
      'by App 5, only by somebody else',
    ],
    ['tells what has not ended', { checks: [check('gitops/deployment', 'pending')] }, {}, 'gitops/deployment has not ended'],
    [
      'sees that a run waits for itself',
      { checks: [{ ...check('gitops/deployment', 'pending'), url: 'https://x/runs/1/job/2' }] },
      { runUrl: 'https://x/runs/1' },
      'is part of this very run',
    ],
  ])('%s', (_, state, wished, seen) => {
    const verdict = judge({ ...ready, ...state }, { ...wish, ...wished }, nothing)
    expect(verdict).toMatchObject({
      kind: 'wait',
      onTimeout: { reason: { code: 'required-check-missing', message: expect.stringContaining(seen) } },
    })
  })

  it('wants a status and a check run of one name both', () => {
    const checks = [check('gitops/deployment', 'success'), check('gitops/deployment', 'failure', 5)]
    expect(judge({ ...ready, checks }, wish, nothing)).toMatchObject({ kind: 'stop', result: 'checks-failed' })
  })
})

describe('a review that the base demands', () => {
  const unreviewed: PullRequestState = {
    ...ready,
    mergeStateStatus: 'BLOCKED',
    reviewDecision: 'REVIEW_REQUIRED',
    demands: { ...ready.demands, approvals: 1 },
  }

  it('is for GitHub to ask for, since the token may be free of it', () => {
    expect(judge(unreviewed, wish, nothing)).toMatchObject({ kind: 'merge' })
  })

  it('is asked for here where no token shall get past it', () => {
    const respectful = { ...wish, respectReviews: true }
    expect(judge(unreviewed, respectful, nothing)).toMatchObject({ kind: 'stop', result: 'blocked', reason: { code: 'approval-required' } })
    expect(judge({ ...unreviewed, reviewDecision: 'APPROVED' }, respectful, nothing)).toMatchObject({ kind: 'merge' })
  })
})

describe('auto-merge that somebody armed', () => {
  const armed = { ...ready, armedBy: 'ann' }

  it('is left to do its work', () => {
    expect(judge(armed, wish, nothing)).toMatchObject({
      kind: 'wait',
      onTimeout: { result: 'timed-out', reason: { code: 'auto-merge-armed' } },
    })
  })

  it('is told apart from a review that it waits for', () => {
    const state = { ...armed, mergeStateStatus: 'BLOCKED', demands: { ...ready.demands, approvals: 2 }, approvedBy: ['ben'] }
    const verdict = judge(state, wish, nothing)
    expect(verdict).toMatchObject({
      kind: 'wait',
      onTimeout: { result: 'blocked', reason: { message: expect.stringContaining('1 of 2') } },
    })
  })

  it('does not hide a red check', () => {
    expect(judge({ ...armed, checks: [check('gitops/deployment', 'failure')] }, wish, nothing)).toMatchObject({ result: 'checks-failed' })
  })
})

describe('a merge queue', () => {
  const required: QueueState = { isRequired: true, entry: null, removal: null }
  const queued: History = { queued: { removalBefore: 'old' }, isTooEarly: false }
  const group = { commit: 'e'.repeat(40), checks: [check('gitops/deployment', 'failure')] }
  const removal = (why: string, id = 'new', of: typeof group | null = null) => ({ id, reason: why, by: 'ann', group: of })

  it.each<[string, Partial<QueueState>, History, Partial<PullRequestState>, object]>([
    ['takes what is ready', {}, nothing, {}, { kind: 'enqueue' }],
    ['has a method of its own', {}, nothing, { allowedMethods: ['merge'] }, { kind: 'enqueue' }],
    ['takes nothing red', {}, nothing, { checks: [check('gitops/deployment', 'failure')] }, { kind: 'stop', result: 'checks-failed' }],
    [
      'is waited for',
      { entry: { state: 'QUEUED', position: 3, group: null } },
      queued,
      {},
      { kind: 'wait', waitingFor: 'the merge queue (place 3; QUEUED)' },
    ],
    [
      'is told of a check that never reports on the group',
      { entry: { state: 'AWAITING_CHECKS', position: 1, group: { ...group, checks: [] } } },
      queued,
      {},
      {
        kind: 'wait',
        onTimeout: { result: 'timed-out', reason: { code: 'merge-queue-timeout', message: expect.stringContaining('merge_group') } },
      },
    ],
    ['has merged', {}, queued, { merged: true, mergeCommit: 'c'.repeat(40) }, { kind: 'merged' }],
    ['has merged, which does not show yet', { removal: removal('merged') }, queued, {}, { kind: 'wait' }],
    ['has let it go, and does not say why yet', { removal: removal('manual', 'old') }, queued, {}, { kind: 'wait' }],
    [
      'gives back what fails',
      { removal: removal('failed_checks', 'new', group) },
      queued,
      {},
      { kind: 'stop', result: 'removed-from-queue', reason: { message: expect.stringContaining('gitops/deployment: failure') } },
    ],
    [
      'gives back what a person took out',
      { removal: removal('manual') },
      queued,
      {},
      { result: 'removed-from-queue', reason: { remedy: expect.stringContaining('ann') } },
    ],
    ['gives back what conflicts', { removal: removal('merge_conflict') }, queued, {}, { kind: 'stop', result: 'conflict' }],
    ['had it before, which counts for nothing', { removal: removal('failed_checks') }, nothing, {}, { kind: 'enqueue' }],
    ['is not asked about a closed one', { removal: removal('manual') }, queued, { state: 'CLOSED' }, { kind: 'stop', result: 'closed' }],
  ])('%s', (_, queue, history, state, expected) => {
    expect(judge({ ...ready, queue: { ...required, ...queue }, ...state }, wish, history)).toMatchObject(expected)
  })
})

describe('judgeRefusal', () => {
  it.each<[MergeRefusal[], string, string]>([
    [['base-moved'], 'wait', 'blocked'],
    [['not-mergeable'], 'wait', 'blocked'],
    [['checks'], 'wait', 'blocked'],
    [['not-open'], 'wait', 'blocked'],
    [['conflict'], 'stop', 'conflict'],
    [['behind'], 'stop', 'behind'],
    [['behind', 'checks'], 'stop', 'behind'],
    [['behind', 'reviews'], 'stop', 'blocked'],
    [['merge-queue'], 'enqueue', ''],
    [['merge-queue', 'checks'], 'enqueue', ''],
    [['draft'], 'stop', 'blocked'],
    [['reviews'], 'stop', 'blocked'],
    [['method-not-allowed'], 'stop', 'blocked'],
    [['other'], 'stop', 'blocked'],
  ])('a refusal for %j is a %s: %s', (refusals, kind, result) => {
    const verdict = judgeRefusal(refusals, "GitHub's sentence", ready)
    const word = verdict.kind === 'stop' ? verdict.result : verdict.kind === 'wait' ? verdict.onTimeout.result : ''
    expect([verdict.kind, word]).toEqual([kind, result])
  })

  it('ends as unknown what GitHub never works out', () => {
    const verdict = judgeRefusal(['not-mergeable'], 'Pull Request is not mergeable', { ...ready, mergeable: 'UNKNOWN' })
    expect(verdict).toMatchObject({ kind: 'wait', onTimeout: { result: 'timed-out', reason: { code: 'mergeability-unknown' } } })
  })
})
