import type { PullRequestState } from '@mfe-gitops/github'
import type { CurrentChange } from './current-change.ts'
import type { Step } from './merging.ts'
import type { MergeOutcome } from './verdict.ts'

/** Ends that say no more than that the base, or a twin run, moved on. */
const curable: ReadonlySet<MergeOutcome> = new Set(['conflict', 'behind', 'head-moved'])

/** Whether making the change again may turn this end; only where it is known what the change is. */
export function needsRedo(step: Step, state: PullRequestState, { requests }: CurrentChange): boolean {
  if (requests.length === 0 || step.kind === 'merged') return false
  const isConflict = state.state === 'OPEN' && state.mergeable === 'CONFLICTING' && state.queue.entry === null
  // GitHub starts no pull_request workflow on a conflict: checks that are waited for would never come.
  return isConflict || (step.kind === 'stop' && curable.has(step.result))
}

/** The head that may be merged. Of a pull request that was closed nothing is merged, whichever head it had: what closed it says more. */
export function pinnedHead({ state, merged, headCommit }: PullRequestState, { head }: CurrentChange): string {
  return state === 'CLOSED' && !merged ? headCommit : head
}
