import { join } from 'node:path'
import type { Account, GitHubServer, RunRecord, WebhookEvent } from '../github/types.ts'
import { defaultGrace } from './act-process.ts'
import { type ArtifactService, startArtifactService } from './artifact-service.ts'
import type { JobResult } from './job-scope.ts'
import type { Library } from './library.ts'
import { keptJobs } from './rerun.ts'
import { type OpenedRun, openRuns } from './run-opening.ts'
import type { Tools } from './tools.ts'
import { filesOf, type RunSubject, startWorkflowRun, type WorkflowRun } from './workflow-run.ts'
import { checkWorkflow } from './workflow-syntax.ts'

export interface RunnerOptions {
  readonly github: GitHubServer
  readonly tools: Tools
  readonly library: Library
  /** Folder for the runs. */
  readonly directory: string
  /** Labels that `runs-on` may name besides the usual ones. */
  readonly labels?: readonly string[]
  /** Environment of every step of every run, such as MFE_LOCAL_TARGET. */
  readonly environment?: Readonly<Record<string, string>>
  readonly now?: () => number
  /** Gets what runs print, line by line. */
  readonly onLine?: (line: string, run: RunRecord) => void
  readonly keepFiles?: boolean
}

export interface RunProblem {
  readonly runId: number
  readonly repository: string
  readonly message: string
}

/** A machine that dies inside an action. */
export interface Crash {
  /** Name of the action, `activate-version`. */
  readonly action: string
  /** Before its first line, after its last one (its outputs are written), or around a request to GitHub. */
  readonly at: 'start' | 'end' | 'before-request' | 'after-request'
  /** Regular expression over `METHOD /path`; for the two that concern a request. */
  readonly request?: string
  /** The whole runner dies, so that no later step runs; default is the action's process alone. */
  readonly machine?: boolean
  /** Only in this repository. */
  readonly repository?: string
}

export interface Runner {
  /** Differences between act and GitHub that touched a run, secrets in logs, and other reasons to doubt a green run. */
  readonly problems: readonly RunProblem[]
  /** Plays a crash in the next run that uses the action. */
  crash(crash: Crash): void
  /** The event that started a run. */
  eventOf(runId: number): WebhookEvent | undefined
  /** Outputs of the jobs of a run that is over, by the key of the job (`deploy/change`). */
  outputsOf(runId: number): ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Resolves when no run is going on and every event so far has been looked at. */
  idle(): Promise<void>
  /** Starts no run any more, and ends those that go on with all their processes. */
  close(): Promise<void>
}

const usualLabels = ['ubuntu-latest', 'ubuntu-22.04', 'ubuntu-24.04', 'ubuntu-26.04', 'self-hosted']

/** Runs the workflows of the lab's repositories under act: listens to the events of its GitHub and books the runs there. */
export function startRunner(options: RunnerOptions): Runner {
  return new LabRunner(options)
}

interface Job {
  readonly subject: RunSubject
  current: WorkflowRun | null
  done: Promise<void>
  results: ReadonlyMap<string, JobResult>
  /** Name to key of every job that ran in any attempt. */
  readonly jobKeys: Map<string, string>
}

class LabRunner implements Runner {
  readonly problems: RunProblem[] = []
  private readonly options: RunnerOptions
  private readonly runs = new Map<number, Job>()
  private readonly subjects = new Map<number, WebhookEvent>()
  private readonly crashes: Crash[] = []
  private readonly unsubscribe: () => void
  private events: Promise<void> = Promise.resolve()
  private isClosed = false
  private readonly artifacts: Promise<ArtifactService> = startArtifactService()

  constructor(options: RunnerOptions) {
    this.options = options
    this.unsubscribe = options.github.on('webhook', (event) => {
      if ((event.startsWorkflows || event.awaitsApproval) && !this.isClosed) this.events = this.events.then(() => this.take(event))
    })
    options.github.setRunController({ cancel: (id, { force }) => this.cancel(id, force), rerun: (id, request) => this.rerun(id, request) })
    void checkWorkflow('warm-up.yml', 'on: push') // the parser takes its time to load
  }

  crash(crash: Crash): void {
    this.crashes.push(crash)
  }

  eventOf(runId: number): WebhookEvent | undefined {
    return this.subjects.get(runId)
  }

  outputsOf(runId: number): ReadonlyMap<string, Readonly<Record<string, string>>> {
    return new Map([...(this.runs.get(runId)?.results ?? [])].map(([key, { outputs }]) => [key, outputs]))
  }

  async idle(): Promise<void> {
    for (let seen: unknown; seen !== this.events; ) {
      seen = this.events
      await this.events
      await Promise.all([...this.runs.values()].map(({ done }) => done))
    }
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.unsubscribe()
    await this.events
    for (const { current } of this.runs.values()) current?.cancel(0)
    await Promise.all([...this.runs.values()].map(({ done }) => done))
    await (await this.artifacts).close()
  }

  private async take(event: WebhookEvent): Promise<void> {
    try {
      for (const opened of await openRuns(this.options.github, this.options.library, event)) this.start(opened, event, await this.artifacts)
    } catch (error) {
      this.report(0, event.repository, `Event ${event.name}: ${messageOf(error)}`)
    }
  }

  private start({ run, plan }: OpenedRun, event: WebhookEvent, artifacts: ArtifactService): void {
    this.subjects.set(run.id, event)
    if (typeof plan === 'string') {
      this.refuse(run, plan)
      return
    }
    if (event.awaitsApproval) {
      this.options.github.runs.update(run.id, { status: 'completed', conclusion: 'action_required' })
      return
    }
    const subject = { event, plan, library: this.options.library }
    const job: Job = { subject, current: null, done: Promise.resolve(), results: new Map(), jobKeys: new Map() }
    this.runs.set(run.id, job)
    this.execute(run, job, new Map(), artifacts)
  }

  /** A run that GitHub would not start: it stands in the list, red and without jobs. */
  private refuse(run: RunRecord, message: string): void {
    this.report(run.id, run.repository, `${run.path} does not start: ${message}`)
    this.options.github.runs.update(run.id, { status: 'completed', conclusion: 'startup_failure' })
  }

  private execute(run: RunRecord, job: Job, kept: ReadonlyMap<string, JobResult>, artifacts: ArtifactService): void {
    const { github, tools, directory, labels = [], environment = {}, now = Date.now, onLine, keepFiles = false } = this.options
    const crash = this.takeCrash(job.subject)
    const workflowRun = startWorkflowRun({
      github,
      tools,
      artifacts,
      run,
      subject: job.subject,
      directory: join(directory, `${run.id}-${run.attempt}`),
      labels: [...usualLabels, ...labels],
      environment: { ...environment, ...(crash === undefined ? {} : { MFE_LAB_CRASH: JSON.stringify(crash) }) },
      kept,
      now,
      keepFiles,
      onProblem: (message) => this.report(run.id, run.repository, message),
      ...(onLine === undefined ? {} : { onLine: (line: string) => onLine(line, run) }),
    })
    job.current = workflowRun
    job.done = this.follow(run, job, workflowRun)
  }

  private async follow(run: RunRecord, job: Job, workflowRun: WorkflowRun): Promise<void> {
    try {
      const { results, jobKeys } = await workflowRun.done
      job.results = results
      for (const [name, key] of jobKeys) job.jobKeys.set(name, key)
    } catch (error) {
      this.report(run.id, run.repository, `The run could not be carried out: ${messageOf(error)}`)
      this.options.github.runs.update(run.id, { status: 'completed', conclusion: 'failure' })
    } finally {
      job.current = null
    }
  }

  private cancel(runId: number, force: boolean): void {
    this.runs.get(runId)?.current?.cancel(force ? 0 : defaultGrace)
  }

  private async rerun(runId: number, { failedOnly, jobId, actor }: { failedOnly: boolean; jobId?: number; actor: Account }): Promise<void> {
    const artifacts = await this.artifacts
    const job = this.runs.get(runId)
    const before = this.options.github.runs.get(runId)
    if (job === undefined || before?.status !== 'completed' || this.isClosed)
      throw new Error(`Run ${runId} cannot be run again: it is unknown or still going on.`)
    await job.done // its last files may still be on their way out
    const asked = before.jobs.find(({ id }) => id === jobId)
    const only = asked === undefined ? null : (job.jobKeys.get(asked.name) ?? null)
    const kept = failedOnly || only !== null ? keptJobs(job.subject.plan, job.results, only) : new Map<string, JobResult>()
    const keepJobs = before.jobs.map(({ name }) => name).filter((name) => kept.has(job.jobKeys.get(name) ?? ''))
    const run = this.options.github.runs.nextAttempt(runId, { triggeringActor: actor, keepJobs })
    this.execute(run, job, kept, artifacts)
  }

  private takeCrash({ plan, event }: RunSubject): Crash | undefined {
    const texts = filesOf(plan).map(({ text }) => text)
    const index = this.crashes.findIndex(
      ({ action, repository }) =>
        (repository ?? event.repository) === event.repository && texts.some((text) => text.includes(`/actions/${action}@`)),
    )
    return index < 0 ? undefined : this.crashes.splice(index, 1)[0]
  }

  private report(runId: number, repository: string, message: string): void {
    this.problems.push({ runId, repository, message })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
