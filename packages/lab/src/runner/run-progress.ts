import type { RunConclusion, RunStore } from '../github/types.ts'
import type { ActEvent, ActJob, ActStep } from './act-log.ts'
import { JobProgress } from './job-progress.ts'
import { createJobScope, type JobResult, type JobScope, type RunContexts, worst } from './job-scope.ts'
import { createSecretWatch, type SecretWatch } from './secret-watch.ts'
import { callersOf, type PlannedWorkflow, type RunningJob, runningJobs } from './workflow-plan.ts'

export interface ProgressOptions {
  readonly runId: number
  readonly plan: PlannedWorkflow
  readonly contexts: RunContexts
  readonly runs: RunStore
  readonly now: () => number
  /** Values that must not show up in a log. */
  readonly secrets: readonly string[]
  /** Jobs of an earlier attempt that are not run again, by key. */
  readonly kept: ReadonlyMap<string, JobResult>
  readonly onJob?: (job: RunningJob, state: 'started' | 'finished') => void
  /** What makes the run unfit as a proof, whatever its conclusion: act and GitHub would differ, or a secret leaked. */
  readonly onProblem: (message: string) => void
  readonly onText?: (text: string, step: ActStep) => void
}

export interface RunProgress {
  apply(event: ActEvent): void
  /** From now on a failing step counts as cancelled. */
  cancelled(annotation?: string): void
  /** Books the jobs that never ran and answers the conclusion of the run. */
  finish(exitCode: number | null): RunConclusion
  readonly results: ReadonlyMap<string, JobResult>
  /** Name of each job that ran to the key of its job. */
  readonly jobKeys: ReadonlyMap<string, string>
}

/** Turns what act says into the run's jobs, steps, annotations and summaries, as it happens. */
export function createRunProgress(options: ProgressOptions): RunProgress {
  return new Progress(options)
}

class Progress implements RunProgress {
  readonly results: Map<string, JobResult>
  readonly jobKeys = new Map<string, string>()
  private readonly options: ProgressOptions
  private readonly scope: JobScope
  private readonly jobs: readonly RunningJob[]
  private readonly started = new Map<string, JobProgress>()
  private readonly watch: SecretWatch
  private isCancelled = false

  constructor(options: ProgressOptions) {
    this.options = options
    this.results = new Map(options.kept)
    this.scope = createJobScope(options.contexts, this.results)
    this.jobs = runningJobs(options.plan)
    this.watch = createSecretWatch(options.secrets, options.onProblem)
  }

  apply(event: ActEvent): void {
    this.notice(event)
    if (event.kind === 'notice') return
    const progress = this.progressOf(event.kind === 'job-finished' ? event.job : event.step.job)
    if (progress === null) return
    if (event.kind === 'job-finished') this.finishJob(progress, event.result)
    else progress.apply(event)
  }

  cancelled(annotation?: string): void {
    this.isCancelled = true
    const running = [...this.started.values()].find(({ conclusion }) => conclusion === null)
    if (annotation !== undefined) running?.annotate({ level: 'failure', message: annotation })
  }

  finish(exitCode: number | null): RunConclusion {
    for (const progress of this.started.values()) if (progress.conclusion === null) this.abandon(progress)
    this.bookSkipped()
    if (this.isCancelled) return 'cancelled'
    const conclusion = worst([...this.results.values()].map((result) => result.conclusion))
    if (conclusion === 'failure' || exitCode === 0) return conclusion
    this.options.onProblem(`act ended with exit code ${exitCode} although no job failed.`)
    return 'failure'
  }

  /** A job that act did not end: act was killed. */
  private abandon(progress: JobProgress): void {
    if (!this.isCancelled) progress.annotate({ level: 'failure', message: 'The runner has lost communication with the server.' })
    this.finishJob(progress, this.isCancelled ? 'cancelled' : 'failure')
  }

  private notice(event: ActEvent): void {
    const text = event.kind === 'notice' ? event.message : event.kind === 'text' ? event.text : ''
    if (text.includes('Unable to interpolate')) this.options.onProblem(`act: ${text.trim()}`)
    if (event.kind === 'text') this.options.onText?.(this.watch.mask(text), event.step)
  }

  /** The job that an event belongs to; it begins with its first event. Null for a kept job of an earlier attempt. */
  private progressOf(actJob: ActJob): JobProgress | null {
    const key = `${actJob.path}\n${actJob.id}\n${JSON.stringify(actJob.matrix)}`
    const known = this.started.get(key)
    if (known !== undefined) return known
    const job = this.findJob(actJob)
    if (job === undefined || this.options.kept.has(job.key)) return null
    const { runId, runs, now } = this.options
    const progress = new JobProgress(job, actJob.matrix, {
      ...{ runId, runs, now, scope: this.scope, watch: this.watch },
      isCancelled: () => this.isCancelled,
    })
    this.started.set(key, progress)
    this.jobKeys.set(progress.name, job.key)
    this.options.onJob?.(job, 'started')
    return progress
  }

  /** One job runs at a time, so the id and the names of the callers are enough. */
  private findJob({ id, path }: ActJob): RunningJob | undefined {
    const started = new Set([...this.started.values()].map(({ job }) => job))
    const candidates = this.jobs.filter((job) => job.id === id && (job.hasMatrix || !started.has(job)))
    return candidates.find((job) => path.startsWith(actPrefix(job))) ?? candidates[0]
  }

  private finishJob(progress: JobProgress, result: string): void {
    const { key } = progress.job
    const { conclusion, outputs } = progress.finish(result)
    const earlier = this.results.get(key) // another leg of the same matrix
    this.results.set(key, {
      conclusion: earlier === undefined ? conclusion : worst([earlier.conclusion, conclusion]),
      outputs: { ...earlier?.outputs, ...outputs },
    })
    this.options.onJob?.(progress.job, 'finished')
  }

  /** act says nothing of a job that it skips. A caller none of whose jobs ran is one skipped job, as on GitHub. */
  private bookSkipped(): void {
    const hasRun = new Set([...[...this.started.values()].map(({ job }) => job.key), ...this.options.kept.keys()])
    const booked = new Set<string>()
    for (const job of this.jobs.filter(({ key }) => !hasRun.has(key))) {
      this.doubtSkipped(job)
      this.results.set(job.key, { conclusion: 'skipped', outputs: {} })
      const idle = callersOf(job).find((caller) => ![...hasRun].some((key) => key.startsWith(`${caller.key}/`)))
      const name = this.scope.displayName(idle ?? job)
      if (booked.has(name)) continue
      booked.add(name)
      const at = new Date(this.options.now()).toISOString()
      const times = { createdAt: at, startedAt: at, completedAt: at }
      this.options.runs.addJob(this.options.runId, { name, status: 'completed', conclusion: 'skipped', ...times })
    }
  }

  private doubtSkipped({ key, condition }: RunningJob): void {
    const hasFailed = [...this.results.values()].some(({ conclusion }) => conclusion === 'failure')
    if (this.isCancelled || !hasFailed || !/\b(?:always|failure)\(\)/.test(condition ?? '')) return
    this.options.onProblem(
      `Job "${key}" has the condition \`${condition}\`, but act ends a run at the first failed called workflow; GitHub would have run it.`,
    )
  }
}

/** What act's job path starts with: the innermost caller and the name of the workflow. */
function actPrefix(job: RunningJob): string {
  const { caller, name } = job.workflow
  return `${caller === null ? '' : `${caller.name}/`}${name}/`
}
