import { reason } from '@mfe-gitops/contract'
import type { PullRequestState } from '@mfe-gitops/github'
import { blocked } from './blocker.ts'
import { judgeQueue } from './queue-verdict.ts'
import { judgeChecks } from './required-check.ts'
import { fieldOf, type History, type MergeWish, stop, type Verdict, wait } from './verdict.ts'

/** What to do with a pull request in this state: merge it, put it into the queue, wait, or stop with a reason. */
export function judge(state: PullRequestState, wish: MergeWish, history: History): Verdict {
  return (
    judgeIdentity(state, wish) ??
    judgeQueue(state, history) ??
    judgeMethod(state, wish) ??
    judgeChecks(state, wish) ??
    judgeMergeability(state, history) ??
    judgeReviews(state, wish) ?? { kind: state.queue.isRequired ? 'enqueue' : 'merge' }
  )
}

function judgeIdentity(state: PullRequestState, { head }: MergeWish): Verdict | null {
  if (state.headCommit !== head) {
    return stop('head-moved', reason('head-moved', { field: 'head', seen: state.headCommit, allowed: head }))
  }
  if (state.merged) {
    if (state.mergeCommit !== null) return { kind: 'merged', commit: state.mergeCommit }
    const late = reason('merge-blocked', { seen: 'merged, with the merge commit not visible yet' })
    return wait('the merge commit to become visible', 'timed-out', late)
  }
  return state.state === 'CLOSED' ? stop('closed', reason('pull-request-closed', { field: fieldOf(state) })) : null
}

function judgeMethod(state: PullRequestState, { method }: MergeWish): Verdict | null {
  // A queue has a method of its own.
  if (state.queue.isRequired || state.allowedMethods.includes(method)) return null
  return stop('blocked', reason('merge-method-not-allowed', { field: 'method', seen: method, allowed: state.allowedMethods }))
}

// BLOCKED does not stop here: the token may be one that the rule in question does not bind, which only the merge itself tells.
function judgeMergeability(state: PullRequestState, history: History): Verdict | null {
  const field = fieldOf(state)
  if (state.isDraft) return stop('blocked', reason('pull-request-draft', { field }))
  if (state.mergeable === 'CONFLICTING' || state.mergeStateStatus === 'DIRTY') {
    return stop('conflict', reason('merge-conflict', { field, seen: state.mergeStateStatus }))
  }
  if (state.mergeStateStatus === 'BEHIND') return stop('behind', reason('branch-behind', { field, seen: state.mergeStateStatus }))
  // Somebody else decided how it shall be merged; a merge from here would take that away from them.
  if (state.armedBy !== null) return waitForAutoMerge(state, state.armedBy)
  if (state.mergeable === 'UNKNOWN' && history.isTooEarly) {
    return wait('GitHub to work out whether it can be merged', 'timed-out', reason('mergeability-unknown', { field, seen: 'UNKNOWN' }))
  }
  // UNKNOWN is worked out by asking; the merge itself is the surest way to ask, and is pinned to the head.
  return null
}

// A deployment's pull request is merged by an App that may do so without reviews; with a person's it would lend that right to everybody.
function judgeReviews(state: PullRequestState, { respectReviews = false }: MergeWish): Verdict | null {
  const isMissing = state.reviewDecision === 'REVIEW_REQUIRED' || state.reviewDecision === 'CHANGES_REQUESTED'
  if (!respectReviews || !isMissing) return null
  return stop('blocked', blocked(state, state.demands.codeOwners ? ['reviews', 'code-owners'] : ['reviews'], state.reviewDecision ?? ''))
}

function waitForAutoMerge(state: PullRequestState, armedBy: string): Verdict {
  const unmet = state.mergeStateStatus === 'BLOCKED' ? blocked(state, ['other'], state.mergeStateStatus) : null
  const late = unmet ?? reason('auto-merge-armed', { field: fieldOf(state), seen: `armed by ${armedBy}` })
  return wait(`GitHub to merge it by itself, as ${armedBy} has told it to`, unmet ? 'blocked' : 'timed-out', late)
}
