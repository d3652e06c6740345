import type { Account } from './access.ts'

/** One event. `payload` is what GitHub posts to a webhook and what the runner finds in GITHUB_EVENT_PATH. */
export interface WebhookEvent {
  readonly repository: string
  readonly name: string
  readonly action?: string
  readonly payload: Record<string, unknown>
  /** GITHUB_SHA of a run that this event starts. */
  readonly sha: string
  /** GITHUB_REF of a run that this event starts, in full form. */
  readonly ref: string
  readonly actor: Account
  /** False for events caused by a run's own token, apart from the two dispatch events; false when Actions are disabled. */
  readonly startsWorkflows: boolean
  /** pull_request events caused by a run's own token: runs are made, and wait for the approval of a person who may write. */
  readonly awaitsApproval?: boolean
  /** workflow_dispatch only: the one workflow that was asked for, and the run id that its caller was promised. */
  readonly workflow?: { readonly path: string; readonly runId: number }
}
