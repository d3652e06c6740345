import type { Annotation, JobRecord, RunConclusion, RunStore, StepRecord } from '../github/types.ts'
import type { ActJob, ActStep, ActStepEvent } from './act-log.ts'
import type { JobResult, JobScope } from './job-scope.ts'
import type { SecretWatch } from './secret-watch.ts'
import type { RunningJob } from './workflow-plan.ts'

export interface JobPorts {
  readonly runId: number
  readonly runs: RunStore
  readonly now: () => number
  readonly scope: JobScope
  readonly watch: SecretWatch
  readonly isCancelled: () => boolean
}

/** One job, or one leg of its matrix, while it runs: its record in the store follows what act says. */
export class JobProgress {
  readonly job: RunningJob
  readonly name: string
  conclusion: RunConclusion | null = null
  private readonly ports: JobPorts
  private readonly matrix: ActJob['matrix']
  private readonly record: JobRecord
  private readonly steps: StepRecord[]
  private readonly results: Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }> = {}

  constructor(job: RunningJob, matrix: ActJob['matrix'], ports: JobPorts) {
    this.job = job
    this.matrix = matrix
    this.ports = ports
    this.name = ports.scope.displayName(job, matrix)
    this.steps = ['Set up job', ...job.steps.map(({ name }) => ports.scope.stepName(job, name, matrix))].map(newStep)
    this.record = ports.runs.addJob(ports.runId, {
      name: this.name,
      status: 'in_progress',
      startedAt: this.time(),
      steps: copy(this.steps),
    })
  }

  apply(event: ActStepEvent): void {
    const { step } = event
    if (event.kind === 'step-started') this.startStep(step)
    else if (event.kind === 'step-finished') this.finishStep(step, event.result)
    else if (event.kind === 'output') this.resultOf(step.id ?? '').outputs[event.name] = event.value
    else if (event.kind === 'mask') this.ports.watch.add(event.value)
    else if (event.kind === 'summary') this.addSummary(step, event.content)
    else if (event.kind === 'annotation') this.annotate(this.toAnnotation(event))
    else this.noteExit(step, event.text)
  }

  annotate(annotation: Annotation): void {
    this.ports.runs.addAnnotation(this.ports.runId, this.record.id, annotation)
  }

  /** Closes the job with all its steps and answers its outputs. */
  finish(result: string): JobResult {
    const completedAt = this.time()
    for (const step of this.steps)
      if (step.status !== 'completed') close(step, step.status === 'queued' ? 'skipped' : 'cancelled', completedAt)
    const conclusion = this.ports.isCancelled() && result !== 'success' ? 'cancelled' : toConclusion(result)
    this.conclusion = conclusion
    const outputs = this.ports.scope.outputs(this.job, this.results, this.matrix)
    this.update({ status: 'completed', conclusion, completedAt, steps: copy(this.steps) })
    return { conclusion, outputs: this.ports.watch.withoutSecrets(outputs, this.name) }
  }

  /** act is silent about a step that it skips: it shows when a later one starts. */
  private startStep(step: ActStep): void {
    const index = this.indexOf(step)
    const startedAt = this.time()
    for (const earlier of this.steps.slice(0, index)) if (earlier.status === 'queued') close(earlier, 'skipped', startedAt)
    Object.assign(this.steps[index]!, { status: 'in_progress', startedAt })
    this.update({ steps: copy(this.steps) })
  }

  private finishStep(step: ActStep, result: string): void {
    const record = this.steps[this.indexOf(step)]!
    const conclusion = this.ports.isCancelled() && result === 'failure' ? 'cancelled' : toConclusion(result)
    const completedAt = this.time()
    record.startedAt ??= completedAt
    close(record, conclusion, completedAt)
    if (step.stage === 'Main' && step.id !== null) Object.assign(this.resultOf(step.id), { outcome: conclusion, conclusion })
    this.update({ steps: copy(this.steps) })
  }

  /** Place of a step in the job's list; steps that only the run itself knows (post steps, the last one) are added. */
  private indexOf(step: ActStep): number {
    if (step.stage === 'Main' && step.id !== null) {
      const index = this.job.steps.findIndex(({ id }) => id === step.id)
      if (index >= 0) return index + 1
    }
    const name = step.stage === 'Job' ? step.name : `${step.stage} ${step.name}`
    const index = this.steps.findIndex((each) => each.name === name && each.status !== 'completed')
    return index >= 0 ? index : this.steps.push(newStep(name, this.steps.length)) - 1
  }

  private resultOf(id: string) {
    this.results[id] ??= { outputs: {}, outcome: 'success', conclusion: 'success' }
    return this.results[id]
  }

  private addSummary(step: ActStep, content: string): void {
    this.ports.watch.check(content, `the summary of "${step.name}"`)
    this.update({ summary: this.record.summary + content })
  }

  private toAnnotation({ step, level, message, properties }: ActStepEvent & { kind: 'annotation' }): Annotation {
    this.ports.watch.check(message, `an annotation of "${step.name}"`)
    const line = Number(properties.line)
    return {
      level: level === 'error' ? 'failure' : level,
      message,
      ...(properties.title === undefined ? {} : { title: properties.title }),
      ...(properties.file === undefined ? {} : { path: properties.file }),
      ...(Number.isInteger(line) ? { line } : {}),
    }
  }

  /** GitHub annotates a script that fails; an action annotates itself. */
  private noteExit(step: ActStep, text: string): void {
    const status = /^exit(?: status |code ')(\d+)/.exec(text)?.[1]
    const isScript = this.job.steps.find(({ id }) => id === step.id)?.isScript
    if (status !== undefined && isScript) this.annotate({ level: 'failure', message: `Process completed with exit code ${status}.` })
  }

  private update(patch: Partial<Omit<JobRecord, 'id'>>): void {
    Object.assign(this.record, this.ports.runs.updateJob(this.ports.runId, this.record.id, patch))
  }

  private time(): string {
    return new Date(this.ports.now()).toISOString()
  }
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
