import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GitHubServer, RunConclusion, RunRecord, WebhookEvent } from '../github/types.ts'
import type { ActCommand } from './act-command.ts'
import type { ActEvent } from './act-log.ts'
import { type ActProcess, startAct } from './act-process.ts'
import type { ArtifactService } from './artifact-service.ts'
import type { JobResult } from './job-scope.ts'
import type { Library } from './library.ts'
import { union } from './permissions.ts'
import { contextsOf, environmentOf, trackingId } from './run-context.ts'
import { prepareFiles } from './run-files.ts'
import { createRunProgress, type RunProgress } from './run-progress.ts'
import { findStandIns } from './third-party.ts'
import type { Tools } from './tools.ts'
import { type PlannedWorkflow, type RunningJob, runningJobs, type WorkflowFile } from './workflow-plan.ts'

/** Everything that stays the same when a run is run again. */
export interface RunSubject {
  readonly event: WebhookEvent
  readonly plan: PlannedWorkflow
  readonly library: Library
}

export interface WorkflowRunOptions {
  readonly github: GitHubServer
  readonly tools: Tools
  readonly artifacts: ArtifactService
  readonly run: RunRecord
  readonly subject: RunSubject
  /** Folder for this attempt alone. */
  readonly directory: string
  readonly labels: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly kept: ReadonlyMap<string, JobResult>
  readonly now: () => number
  readonly onProblem: (message: string) => void
  readonly onLine?: (line: string) => void
  /** Leaves checkout and workspaces behind, for a look. */
  readonly keepFiles: boolean
}

export interface WorkflowRun {
  readonly done: Promise<{ conclusion: RunConclusion; results: ReadonlyMap<string, JobResult>; jobKeys: ReadonlyMap<string, string> }>
  cancel(graceMilliseconds: number): void
}

/** Runs one attempt of one run under act, from the clone to the last record. */
export function startWorkflowRun(options: WorkflowRunOptions): WorkflowRun {
  const attempt = new Attempt(options)
  return { done: attempt.execute(), cancel: (grace) => attempt.cancel(grace) }
}

class Attempt {
  private readonly options: WorkflowRunOptions
  private readonly progress: RunProgress
  private act: ActProcess | null = null
  private graceWhenStarted: number | null = null
  private timer: NodeJS.Timeout | undefined

  constructor(options: WorkflowRunOptions) {
    this.options = options
    const { github, run, subject, now } = options
    this.progress = createRunProgress({
      runId: run.id,
      plan: subject.plan,
      contexts: contextsOf(github, subject.event, run),
      runs: github.runs,
      now,
      secrets: Object.values(github.secretsOf(subject.event.repository)),
      kept: options.kept,
      onJob: (job, state) => this.watchTime(job, state),
      onProblem: options.onProblem,
      onText: (text, step) => options.onLine?.(`${step.job.path} | ${step.name} | ${text}`),
    })
  }

  async execute() {
    const { github, run, subject, directory, keepFiles, now, artifacts } = this.options
    const permissions = union(runningJobs(subject.plan).map((job) => job.permissions))
    const token = github.issueRunToken(subject.event.repository, permissions, run.id)
    const registration = artifacts.register({
      runId: run.id,
      directory: join(directory, 'artifacts'),
      onArtifact: (artifact) => github.runs.addArtifact(run.id, artifact),
    })
    try {
      const command = await this.prepare(token, registration.environment)
      github.runs.update(run.id, { status: 'in_progress', runStartedAt: new Date(now()).toISOString() })
      const exitCode = await this.runAct(command)
      const conclusion = this.progress.finish(exitCode)
      github.runs.update(run.id, { status: 'completed', conclusion })
      return { conclusion, results: this.progress.results, jobKeys: this.progress.jobKeys }
    } finally {
      clearTimeout(this.timer)
      registration.close()
      github.revokeToken(token)
      if (!keepFiles) await Promise.all(['source', 'cache', 'home', 'library'].map((name) => remove(join(directory, name))))
    }
  }

  cancel(grace: number): void {
    this.progress.cancelled()
    if (this.act === null) this.graceWhenStarted = grace
    else this.act.cancel(grace)
  }

  private async runAct(command: ActCommand): Promise<number | null> {
    if (this.graceWhenStarted !== null) return null // cancelled while it was being prepared
    this.act = startAct(command, trackingId(this.options.github, this.options.run), (event) => this.take(event))
    return this.act.done
  }

  private take(event: ActEvent): void {
    if (event.kind === 'notice' && event.level !== 'info' && !event.message.includes('docker')) this.options.onLine?.(event.message)
    this.progress.apply(event)
  }

  private async prepare(token: string, artifactEnvironment: Readonly<Record<string, string>>): Promise<ActCommand> {
    const { github, run, subject, directory, labels, tools, environment, kept } = this.options
    const { event, plan, library } = subject
    for (const name of ['home', 'cache']) await mkdir(join(directory, name), { recursive: true })
    const prepared = await prepareFiles({
      repository: github.repositoryPath(event.repository),
      origin: `${github.url}/${event.repository}`,
      event,
      plan,
      library,
      kept,
      directory,
    })
    const files = {
      event: join(directory, 'event.json'),
      secrets: join(directory, 'secrets.yml'),
      variables: join(directory, 'variables.yml'),
      empty: join(directory, 'empty'),
    }
    await writeFile(files.event, JSON.stringify(event.payload))
    await writeFile(files.secrets, JSON.stringify({ ...github.secretsOf(event.repository), GITHUB_TOKEN: token }), { mode: 0o600 })
    await writeFile(files.variables, JSON.stringify(github.variablesOf(event.repository)))
    await writeFile(files.empty, '')
    return {
      event: event.name,
      source: join(directory, 'source'),
      workflow: run.path,
      actor: event.actor.login,
      files,
      cache: join(directory, 'cache'),
      home: join(directory, 'home'),
      repositories: {
        ...prepared.repositories,
        ...findStandIns(
          filesOf(plan).map(({ text }) => text),
          tools.standIns,
        ),
      },
      labels,
      environment: { ...environmentOf(github, event, run), ...artifactEnvironment, ...environment },
      tools,
    }
  }

  /** act ignores `timeout-minutes` of a job. */
  private watchTime({ timeoutMinutes, name }: RunningJob, state: 'started' | 'finished'): void {
    clearTimeout(this.timer)
    if (state === 'finished') return
    this.timer = setTimeout(() => {
      this.progress.cancelled(`The job "${name}" has exceeded the maximum execution time of ${timeoutMinutes} minutes.`)
      this.act?.cancel(timeoutGrace)
    }, timeoutMinutes * 60_000)
  }
}

const timeoutGrace = 30_000

/** Every workflow file of a plan, each once. */
export function filesOf(plan: PlannedWorkflow): WorkflowFile[] {
  const files = [plan.file, ...plan.jobs.flatMap((job) => (job.type === 'call' ? filesOf(job.called) : []))]
  return [...new Map(files.map((file) => [`${file.library} ${file.path}`, file])).values()]
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
}
