import type { Annotation, JobRecord, RunConclusion, RunStore, StepRecord } from '../github/types.ts'
import type { ActEvent, ActJob, ActStep, ActStepEvent } from './act-log.ts'
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

interface JobState {
  readonly job: RunningJob
  readonly matrix: Readonly<Record<string, unknown>>
  readonly record: JobRecord
  readonly steps: StepRecord[]
  readonly outputs: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }>
  conclusion: RunConclusion | null
}

class Progress implements RunProgress {
  readonly results: Map<string, JobResult>
  readonly jobKeys = new Map<string, string>()
  private readonly options: ProgressOptions
  private readonly scope: JobScope
  private readonly jobs: readonly RunningJob[]
  private readonly states = new Map<string, JobState>()
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
    if (event.kind === 'notice') return this.notice(event.message)
    const actJob = event.kind === 'job-finished' ? event.job : event.step.job
    const state = this.stateOf(actJob)
    if (state === null) return
    if (event.kind === 'job-finished') this.finishJob(state, event.result)
    else this.applyStep(state, event)
  }

  cancelled(annotation?: string): void {
    this.isCancelled = true
    const running = [...this.states.values()].find(({ conclusion }) => conclusion === null)
    if (annotation !== undefined && running !== undefined) this.annotate(running, { level: 'failure', message: annotation })
  }

  finish(exitCode: number | null): RunConclusion {
    for (const state of this.states.values()) if (state.conclusion === null) this.finishJob(state, this.isCancelled ? 'cancelled' : 'failure')
    this.bookSkipped()
    const conclusions = [...new Set([...this.results.values()].map(({ conclusion }) => conclusion))]
    const conclusion = this.isCancelled ? 'cancelled' : worst(conclusions)
    if (exitCode !== 0 && (conclusion === 'success' || conclusion === 'skipped')) {
      this.options.onProblem(`act ended with exit code ${exitCode} although no job failed.`)
      return 'failure'
    }
    return conclusion
  }

  private applyStep(state: JobState, event: ActStepEvent): void {
    switch (event.kind) {
      case 'step-started':
        return this.startStep(state, event.step)
      case 'step-finished':
        return this.finishStep(state, event)
      case 'output':
        this.outputsOf(state, event.step)[event.name] = event.value
        return
      case 'mask':
        return this.watch.add(event.value)
      case 'summary':
        this.watch.check(event.content, `the summary of "${event.step.name}"`)
        this.update(state, { summary: state.record.summary + event.content })
        return
      case 'annotation':
        return this.annotate(state, this.annotationOf(event))
      case 'text':
        return this.text(state, event.step, event.text)
    }
  }

  private annotationOf({ step, level, message, properties }: ActStepEvent & { kind: 'annotation' }): Annotation {
    this.watch.check(message, `an annotation of "${step.name}"`)
    const line = Number(properties.line)
    return {
      level: level === 'error' ? 'failure' : level,
      message,
      ...(properties.title === undefined ? {} : { title: properties.title }),
      ...(properties.file === undefined ? {} : { path: properties.file }),
      ...(Number.isInteger(line) ? { line } : {}),
    }
  }

  private text(state: JobState, step: ActStep, text: string): void {
    this.notice(text)
    this.options.onText?.(text, step)
    const status = /^exit(?: status |code ')(\d+)/.exec(text)?.[1]
    const planned = state.job.steps.find(({ id }) => id === step.id)
    if (status !== undefined && planned?.isScript) this.annotate(state, { level: 'failure', message: `Process completed with exit code ${status}.` })
  }

  private notice(message: string): void {
    if (message.includes('Unable to interpolate')) this.options.onProblem(`act: ${message.trim()}`)
  }

  /** The job an event belongs to; its record is made at the first one. Null for a kept job of an earlier attempt. */
  private stateOf(actJob: ActJob): JobState | null {
    const key = `${actJob.path}\n${actJob.id}\n${JSON.stringify(actJob.matrix)}`
    const known = this.states.get(key)
    if (known !== undefined) return known
    const job = this.findJob(actJob)
    if (job === undefined || this.options.kept.has(job.key)) return null
    const steps = ['Set up job', ...job.steps.map(({ name }) => this.scope.stepName(job, name, actJob.matrix))].map(newStep)
    const startedAt = this.time()
    const record = this.options.runs.addJob(this.options.runId, {
      name: this.scope.displayName(job, actJob.matrix),
      status: 'in_progress',
      startedAt,
      steps: copy(steps),
    })
    const state: JobState = { job, matrix: actJob.matrix, record, steps, outputs: {}, conclusion: null }
    this.states.set(key, state)
    this.jobKeys.set(record.name, job.key)
    this.options.onJob?.(job, 'started')
    return state
  }

  /** One job runs at a time, so the id and the names of the callers are enough. */
  private findJob({ id, path }: ActJob): RunningJob | undefined {
    const running = new Set([...this.states.values()].map(({ job }) => job))
    const candidates = this.jobs.filter((job) => job.id === id && (job.hasMatrix || !running.has(job)))
    return candidates.find((job) => path.startsWith(actPrefix(job))) ?? candidates[0]
  }

  private startStep(state: JobState, step: ActStep): void {
    const index = this.stepIndex(state, step)
    const startedAt = this.time()
    for (const earlier of state.steps.slice(0, index)) if (earlier.status === 'queued') close(earlier, 'skipped', startedAt)
    Object.assign(state.steps[index]!, { status: 'in_progress', startedAt })
    this.update(state, { steps: copy(state.steps) })
  }

  private finishStep(state: JobState, { step, result }: ActStepEvent & { kind: 'step-finished' }): void {
    const record = state.steps[this.stepIndex(state, step)]!
    const conclusion = this.isCancelled && result === 'failure' ? 'cancelled' : toConclusion(result)
    const completedAt = this.time()
    record.startedAt ??= completedAt
    close(record, conclusion, completedAt)
    if (step.stage === 'Main' && step.id !== null) this.stepOf(state, step.id, conclusion)
    this.update(state, { steps: copy(state.steps) })
  }

  private stepIndex(state: JobState, step: ActStep): number {
    if (step.stage === 'Main' && step.id !== null) {
      const index = state.job.steps.findIndex(({ id }) => id === step.id)
      if (index >= 0) return index + 1
    }
    const name = step.stage === 'Job' ? step.name : `${step.stage} ${step.name}`
    const index = state.steps.findIndex((each) => each.name === name && each.status !== 'completed')
    return index >= 0 ? index : state.steps.push(newStep(name, state.steps.length)) - 1
  }

  private finishJob(state: JobState, result: string): void {
    const { job, matrix, record } = state
    const completedAt = this.time()
    for (const step of state.steps) if (step.status !== 'completed') close(step, step.status === 'queued' ? 'skipped' : 'cancelled', completedAt)
    const conclusion = this.isCancelled && result !== 'success' ? 'cancelled' : toConclusion(result)
    state.conclusion = conclusion
    const outputs = this.watch.withoutSecrets(this.scope.outputs(job, state.outputs, matrix), record.name)
    const earlier = this.results.get(job.key)
    this.results.set(job.key, { conclusion: earlier === undefined ? conclusion : worst([earlier.conclusion, conclusion]), outputs: { ...earlier?.outputs, ...outputs } })
    this.update(state, { status: 'completed', conclusion, completedAt, steps: copy(state.steps) })
    this.options.onJob?.(job, 'finished')
  }

  /** act says nothing of a job that it skips. A caller none of whose jobs ran is one skipped job, as on GitHub. */
  private bookSkipped(): void {
    const started = new Set([...this.states.values()].map(({ job }) => job))
    const ran = (job: RunningJob) => started.has(job) || this.options.kept.has(job.key)
    const booked = new Set<string>()
    for (const job of this.jobs.filter((each) => !ran(each))) {
      this.results.set(job.key, { conclusion: 'skipped', outputs: {} })
      if (!this.isCancelled && /\b(?:always|failure)\(\)/.test(job.condition ?? '') && [...started].some((each) => this.results.get(each.key)?.conclusion === 'failure'))
        this.options.onProblem(`Job "${job.key}" has the condition \`${job.condition}\`, but act ends a run at the first failed called workflow; GitHub would have run it.`)
      const idle = callersOf(job).find((caller) => !this.jobs.some((each) => each.key.startsWith(`${caller.key}/`) && ran(each)))
      const name = this.scope.displayName(idle ?? job)
      if (booked.has(name)) continue
      booked.add(name)
      const at = this.time()
      this.options.runs.addJob(this.options.runId, { name, status: 'completed', conclusion: 'skipped', startedAt: at, completedAt: at })
    }
  }

  private stepOf(state: JobState, id: string, conclusion: RunConclusion): void {
    const known = state.outputs[id]
    state.outputs[id] = { outputs: known?.outputs ?? {}, outcome: conclusion, conclusion }
  }

  private outputsOf(state: JobState, { id }: ActStep): Record<string, string> {
    state.outputs[id ?? ''] ??= { outputs: {}, outcome: 'success', conclusion: 'success' }
    return state.outputs[id ?? '']!.outputs
  }

  private annotate(state: JobState, annotation: Annotation): void {
    this.options.runs.addAnnotation(this.options.runId, state.record.id, annotation)
  }

  private update(state: JobState, patch: Partial<Omit<JobRecord, 'id'>>): void {
    Object.assign(state.record, this.options.runs.updateJob(this.options.runId, state.record.id, patch))
  }

  private time(): string {
    return new Date(this.options.now()).toISOString()
  }
}

/** What act's job path starts with: the innermost caller and the name of the workflow. */
function actPrefix(job: RunningJob): string {
  const caller = job.workflow.caller
  return `${caller === null ? '' : `${caller.name}/`}${job.workflow.name}/`
}

function newStep(name: string, index: number): StepRecord {
  return { name, number: index + 1, status: 'queued', conclusion: null, startedAt: null, completedAt: null }
}

function close(step: StepRecord, conclusion: RunConclusion, completedAt: string): void {
  Object.assign(step, { status: 'completed', conclusion, completedAt })
}

function copy(steps: readonly StepRecord[]): StepRecord[] {
  return steps.map((step) => ({ ...step }))
}

function toConclusion(result: string): RunConclusion {
  return result === 'success' || result === 'failure' || result === 'skipped' || result === 'cancelled' ? result : 'failure'
}
