import { type Reason, reason } from '@mfe-gitops/contract'
import type { Check, MergeMethod, MergeRefusal, PullRequestState, RequiredCheck } from '@mfe-gitops/github'

export type MergeOutcome = 'merged' | 'already-merged' | 'closed' | 'blocked' | 'conflict' | 'head-moved' | 'checks-failed' | 'timed-out'

export interface MergeWish {
  readonly head: string
  readonly method: MergeMethod
  readonly requiredChecks: readonly string[]
  readonly allowNoRules: boolean
}

export type Verdict =
  | { readonly kind: 'merge' }
  | { readonly kind: 'merged'; readonly commit: string }
  | { readonly kind: 'wait'; readonly waitingFor: string; readonly onTimeout: { result: MergeOutcome; reason: Reason } }
  | { readonly kind: 'stop'; readonly result: MergeOutcome; readonly reason: Reason }

// What GitHub itself counts as passed for a required check.
const passed: ReadonlySet<Check['result']> = new Set(['success', 'neutral', 'skipped'])

/** What to do with a pull request in this state: merge it, wait, or stop with a reason. */
export function judge(state: PullRequestState, wish: MergeWish): Verdict {
  return judgeIdentity(state, wish) ?? judgeMethod(state, wish) ?? judgeChecks(state, wish) ?? judgeMergeability(state) ?? { kind: 'merge' }
}

function judgeIdentity(state: PullRequestState, { head }: MergeWish): Verdict | null {
  if (state.headCommit !== head) {
    return stop('head-moved', reason('head-moved', { field: 'head', seen: state.headCommit, allowed: head }))
  }
  if (state.merged) {
    if (state.mergeCommit !== null) return { kind: 'merged', commit: state.mergeCommit }
    const late = reason('merge-blocked', { seen: 'merged, with the merge commit not visible yet' })
    return { kind: 'wait', waitingFor: 'the merge commit to become visible', onTimeout: { result: 'timed-out', reason: late } }
  }
  return state.state === 'CLOSED' ? stop('closed', reason('pull-request-closed', { field: `pull request #${state.number}` })) : null
}

function judgeMethod(state: PullRequestState, { method }: MergeWish): Verdict | null {
  if (state.allowedMethods.includes(method)) return null
  return stop('blocked', reason('merge-method-not-allowed', { field: 'method', seen: method, allowed: state.allowedMethods.join(', ') }))
}

function judgeChecks(state: PullRequestState, wish: MergeWish): Verdict | null {
  const required: readonly RequiredCheck[] =
    wish.requiredChecks.length > 0 ? wish.requiredChecks.map((name) => ({ name, appId: null })) : state.requiredChecks
  if (required.length === 0) {
    return wish.allowNoRules ? null : stop('blocked', reason('no-rules', { field: 'base', seen: state.base }))
  }
  const results = required.map((wanted) => ({ wanted, check: reported(state.checks, wanted) }))
  const failed = results.filter(({ check }) => check && check.result !== 'pending' && !passed.has(check.result))
  if (failed.length > 0) {
    const seen = failed
      .map(({ check }) => `${check?.name}: ${check?.result}${check?.description ? `, ${check.description}` : ''}`)
      .join('; ')
    return stop('checks-failed', reason('required-check-failed', { field: 'required checks', seen }))
  }
  const open = results.filter(({ check }) => !check || check.result === 'pending').map(({ wanted }) => wanted.name)
  if (open.length === 0) return null
  const missing = reason('required-check-missing', { field: 'required checks', seen: open.join(', ') })
  return { kind: 'wait', waitingFor: `required checks: ${open.join(', ')}`, onTimeout: { result: 'timed-out', reason: missing } }
}

function reported(checks: readonly Check[], { name, appId }: RequiredCheck): Check | undefined {
  return checks.find((check) => check.name === name && (appId === null || check.appId === null || check.appId === appId))
}

function judgeMergeability(state: PullRequestState): Verdict | null {
  if (state.isDraft) return stop('blocked', reason('merge-blocked', { field: `pull request #${state.number}`, seen: 'draft' }))
  if (state.isInMergeQueue) {
    const queued = reason('merge-blocked', { field: `pull request #${state.number}`, seen: 'still in the merge queue' })
    return { kind: 'wait', waitingFor: 'the merge queue', onTimeout: { result: 'timed-out', reason: queued } }
  }
  if (state.mergeable === 'CONFLICTING') {
    return stop('conflict', reason('merge-conflict', { field: `pull request #${state.number}`, seen: state.mergeStateStatus }))
  }
  // UNKNOWN is computed by asking; the merge itself is the surest way to ask, and is pinned to the head.
  return null
}

// The state of the pull request says more than these sentences.
const explainedByState: ReadonlySet<MergeRefusal> = new Set(['base-moved', 'not-open', 'checks', 'not-mergeable'])

/** What a refused merge means: look again, or stop. */
export function judgeRefusal(refusal: MergeRefusal, message: string, number: number): Verdict | null {
  const field = `pull request #${number}`
  if (explainedByState.has(refusal)) return null
  if (refusal === 'method-not-allowed') return stop('blocked', reason('merge-method-not-allowed', { field, seen: message }))
  if (refusal === 'conflict') return stop('conflict', reason('merge-conflict', { field, seen: message }))
  return stop('blocked', reason('merge-blocked', { field, seen: message }))
}

function stop(result: MergeOutcome, why: Reason): Verdict {
  return { kind: 'stop', result, reason: why }
}
