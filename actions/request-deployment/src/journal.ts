import type { PullRequestLink } from './pull-request.ts'
import type { RunView } from './run-view.ts'
import type { StageProgress } from './stage-progress.ts'

/** What has become known on the way, kept so that every way out can tell it. */
export interface Journal {
  /** True from the moment the request may have reached GitHub. */
  sent: boolean
  /** When the request was sent, by GitHub's clock. */
  sentAt: number
  run: { readonly id: number; readonly url: string } | null
  stages: readonly StageProgress[]
  pullRequest: PullRequestLink | null
}

export function openJournal(now: number): Journal {
  return { sent: false, sentAt: now, run: null, stages: [], pullRequest: null }
}

/** Notes the run that is being followed. */
export function noteRun(journal: Journal, { id, url }: Pick<RunView, 'id' | 'url'>): void {
  journal.run = { id, url }
}
