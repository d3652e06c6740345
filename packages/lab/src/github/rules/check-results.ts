import { actionsAppId } from '../access/actor.ts'
import type { Repository } from '../records.ts'
import type { JobRecord } from '../types.ts'
import type { World } from '../world.ts'

/** What one check or status says about a commit, in the three words that rules know. */
export interface CheckResult {
  readonly context: string
  readonly state: 'passing' | 'pending' | 'failing'
  readonly appId: number | null
}

/** Latest word of every status context and every job on a commit. */
export function checkResults(world: World, repository: Repository, sha: string): CheckResult[] {
  const statuses = latestStatuses(repository, sha).map(({ context, state, appId }) => ({ context, appId, state: stateOfStatus[state] }))
  const jobs = jobsOn(world, repository, sha).map((job) => ({ context: job.name, appId: actionsAppId, state: stateOfJob(job) }))
  return [...statuses, ...jobs]
}

const stateOfStatus = { success: 'passing', pending: 'pending', failure: 'failing', error: 'failing' } as const

/** documented: neutral and skipped count as passed. */
function stateOfJob(job: Pick<JobRecord, 'status' | 'conclusion'>): CheckResult['state'] {
  if (job.status !== 'completed') return 'pending'
  return job.conclusion === 'success' || job.conclusion === 'neutral' || job.conclusion === 'skipped' ? 'passing' : 'failing'
}

/** The newest status of each context, newest first. */
export function latestStatuses(repository: Repository, sha: string) {
  const newest = [...(repository.statuses.get(sha) ?? [])].reverse()
  return newest.filter((status, at) => newest.findIndex((one) => one.context === status.context) === at)
}

/** The newest job of each name on a commit, newest first. */
export function jobsOn(world: World, repository: Repository, sha: string): JobRecord[] {
  const jobs = world.runs
    .list(repository.fullName)
    .filter((run) => run.headSha === sha)
    .flatMap((run) => run.jobs)
    .reverse()
  return jobs.filter((job, at) => jobs.findIndex((one) => one.name === job.name) === at)
}
