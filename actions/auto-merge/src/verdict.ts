import type { Reason } from '@mfe-gitops/contract'
import type { MergeMethod, PullRequestState } from '@mfe-gitops/github'

/** The one word for how it ended; action.yml and the README say what each means. */
export type MergeOutcome =
  | 'merged'
  | 'already-merged'
  | 'closed'
  | 'blocked'
  | 'behind'
  | 'conflict'
  | 'head-moved'
  | 'checks-failed'
  | 'removed-from-queue'
  | 'timed-out'

export interface MergeWish {
  readonly head: string
  readonly method: MergeMethod
  readonly requiredChecks: readonly string[]
  readonly allowNoRules: boolean
  /** Whether reviews that the base demands must be there although this token may merge without them. */
  readonly respectReviews?: boolean
  /** Page of the run that waits: a check of its own cannot end before it. */
  readonly runUrl?: string | undefined
}

/** What has happened so far and does not show in the state. */
export interface History {
  /** Set once the pull request has been seen in the merge queue, with the removal that was the latest then. */
  readonly queued: { readonly removalBefore: string | null } | null
  /** GitHub has refused to merge before it had worked out whether it can. */
  readonly isTooEarly: boolean
}

export interface Stop {
  readonly kind: 'stop'
  readonly result: MergeOutcome
  readonly reason: Reason
}
export interface Wait {
  readonly kind: 'wait'
  readonly waitingFor: string
  readonly onTimeout: { readonly result: MergeOutcome; readonly reason: Reason }
}
export type Verdict =
  | { readonly kind: 'merge' }
  | { readonly kind: 'enqueue' }
  | { readonly kind: 'merged'; readonly commit: string }
  | Wait
  | Stop

export function fieldOf({ number }: PullRequestState): string {
  return `pull request #${number}`
}

export function stop(result: MergeOutcome, why: Reason): Stop {
  return { kind: 'stop', result, reason: why }
}

export function wait(waitingFor: string, result: MergeOutcome, why: Reason): Wait {
  return { kind: 'wait', waitingFor, onTimeout: { result, reason: why } }
}
