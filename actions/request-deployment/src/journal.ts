import type { ConfigRepository } from './config-repository.ts'
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
  /** True while only a person keeps the pull request from going on. */
  awaitsApproval: boolean
  /** The repository as seen so far, for the requests that it took. */
  readonly views: Pick<ConfigRepository, 'github' | 'unchanged'>[]
}

/** What the step asked of GitHub: all requests, and those among them that GitHub does not count because nothing had changed. */
export function countRequests({ views }: Journal): { readonly total: number; readonly unchanged: number } {
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  return { total: sum(views.map(({ github }) => github.requests.total)), unchanged: sum(views.map(({ unchanged }) => unchanged)) }
}

export function openJournal(now: number): Journal {
  return { sent: false, sentAt: now, run: null, stages: [], pullRequest: null, awaitsApproval: false, views: [] }
}

/** Notes the run that is being followed. */
export function noteRun(journal: Journal, { id, url }: Pick<RunView, 'id' | 'url'>): void {
  journal.run = { id, url }
}
