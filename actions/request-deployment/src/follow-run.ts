import { ActionError } from '@mfe-gitops/action-kit'
import { GitHubError } from '@mfe-gitops/github'
import { fullName } from './access.ts'
import type { ConfigRepository } from './config-repository.ts'
import { nextPause } from './poll-pause.ts'
import { watchRun } from './run-reader.ts'
import type { JobView, RunView } from './run-view.ts'
import { endedStages, readStages, type StageProgress, stageLine } from './stage-progress.ts'
import { describeStandstill } from './standstill.ts'
import { tolerant } from './tolerance.ts'

export interface Pursuit {
  /** When the request was sent, by GitHub's clock. */
  readonly sentAt: number
  readonly deadline: number
  readonly pollMs: number
  /** Called once for each stage that ends; an attempt that starts anew ends them anew. */
  readonly onStage: (stage: StageProgress) => Promise<void>
  readonly onLook: (standing: RunStanding) => void
  /** Jobs that matter, when the run does the work of others as well; it has ended when they have. */
  readonly isOurs?: (job: JobView) => boolean
}

/** Where a run stands. `ended` is false when time ran out first. */
export interface RunStanding {
  readonly run: RunView
  readonly jobs: readonly JobView[]
  readonly stages: readonly StageProgress[]
  readonly ended: boolean
}

/** Follows a run to its end, or until time is up, and prints each stage as it ends. */
export async function followRun(config: ConfigRepository, first: RunView, pursuit: Pursuit): Promise<RunStanding> {
  const look = createLook(config, first, pursuit.isOurs)
  let standing: RunStanding = { run: first, jobs: [], stages: [], ended: false }
  for (let pause = 0; ; ) {
    const next = await look(standing)
    await announce(config, standing, { next, pursuit, isFirst: pause === 0 })
    const progressed = JSON.stringify(next.stages) !== JSON.stringify(standing.stages)
    standing = next
    pursuit.onLook(standing)
    if (standing.ended) return standing
    pause = nextPause(pause, progressed, pursuit.pollMs)
    if (config.now() + pause > pursuit.deadline) return standing
    await config.sleep(pause)
  }
}

// A run may be deleted under our eyes. A 404 right after its creation is replication lag, which the client waits out by itself.
const maxMisses = 3
// The list of jobs lags behind the run by a moment.
const maxConfirmations = 3

function createLook(config: ConfigRepository, { id }: RunView, isOurs: Pursuit['isOurs']): (standing: RunStanding) => Promise<RunStanding> {
  const watch = watchRun(config, id)
  let misses = 0
  let confirmations = 0
  return async (standing) => {
    try {
      // The run first: its jobs are then at least as new, and a run that has ended has all of them.
      const run = await watch.run()
      const all = await watch.jobs()
      const jobs = isOurs ? all.filter(isOurs) : all
      misses = 0
      const completed = run.status === 'completed'
      if (completed) confirmations += 1
      const settled = jobs.every(({ status }) => status === 'completed') || confirmations >= maxConfirmations
      const ended = isOurs && jobs.length > 0 ? jobs.every(({ status }) => status === 'completed') : completed && settled
      return { run, jobs, stages: readStages(jobs), ended }
    } catch (error) {
      if (error instanceof GitHubError && error.status === 404 && ++misses >= maxMisses) throw deleted(config, standing.run, error)
      return tolerant(config, () => Promise.reject(error), standing)
    }
  }
}

function deleted(config: ConfigRepository, run: RunView, cause: GitHubError): ActionError {
  const message = `Run ${run.id} of ${fullName(config)} is gone: somebody deleted it, or the token lost sight of it. Look into the repository for what became of the deployment.`
  return new ActionError('run-not-found', message, { cause })
}

async function announce(
  config: ConfigRepository,
  before: RunStanding,
  { next, pursuit, isFirst }: { next: RunStanding; pursuit: Pursuit; isFirst: boolean },
): Promise<void> {
  if (next.run.attempt > before.run.attempt) config.log.info(`Attempt ${next.run.attempt} of the run has begun.`)
  const standstill = describeStandstill(next.run.status)
  if (standstill !== null && (next.run.status !== before.run.status || isFirst)) config.log.info(`The run ${standstill}: ${next.run.url}`)
  for (const stage of endedStages(before.stages, next.stages)) {
    config.log.info(stageLine(stage, pursuit.sentAt))
    await pursuit.onStage(stage)
  }
}
