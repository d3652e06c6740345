import { reason } from '@mfe-gitops/contract'
import type { MergeRefusal, PullRequestState } from '@mfe-gitops/github'
import { blocked } from './blocker.ts'
import { fieldOf, type Stop, stop, type Wait, wait } from './verdict.ts'

// The state of the pull request says more than these sentences.
const explainedByState: ReadonlySet<MergeRefusal> = new Set(['base-moved', 'not-open', 'checks', 'not-mergeable'])

/** What a merge refused with 405 means: look again, take the queue, or stop. */
export function judgeRefusal(
  refusals: readonly MergeRefusal[],
  message: string,
  state: PullRequestState,
): Wait | Stop | { readonly kind: 'enqueue' } {
  const field = fieldOf(state)
  const real = refusals.filter((refusal) => !explainedByState.has(refusal))
  const only = real.length === 1 ? real[0] : undefined
  if (real.length === 0) return lookAgain(refusals, message, state)
  if (only === 'merge-queue') return { kind: 'enqueue' }
  if (only === 'behind') return stop('behind', reason('branch-behind', { field, seen: message }))
  if (real.includes('conflict')) return stop('conflict', reason('merge-conflict', { field, seen: message }))
  if (real.includes('draft')) return stop('blocked', reason('pull-request-draft', { field, seen: message }))
  if (only === 'method-not-allowed') return stop('blocked', reason('merge-method-not-allowed', { field, seen: message }))
  return stop('blocked', blocked(state, real, message))
}

function lookAgain(refusals: readonly MergeRefusal[], message: string, state: PullRequestState): Wait {
  if (state.mergeable !== 'UNKNOWN') return wait(message, 'blocked', blocked(state, refusals, message))
  return wait(message, 'timed-out', reason('mergeability-unknown', { field: fieldOf(state), seen: message }))
}
