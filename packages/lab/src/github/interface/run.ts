import type { Account } from './access.ts'

export type RunStatus = 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending'

export type RunConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'stale'
  | 'startup_failure'

export interface StepRecord {
  name: string
  number: number
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: RunConclusion | null
  startedAt: string | null
  completedAt: string | null
}

export interface Annotation {
  level: 'notice' | 'warning' | 'failure'
  message: string
  title?: string
  /** Default `.github`, as GitHub writes for an annotation without a file. */
  path?: string
  line?: number
}

export interface JobRecord {
  readonly id: number
  name: string
  status: RunStatus
  conclusion: RunConclusion | null
  createdAt: string
  startedAt: string | null
  completedAt: string | null
  steps: StepRecord[]
  annotations: Annotation[]
  /** Markdown of the step summaries, joined; not served by GitHub's API, kept for the lab. */
  summary: string
}

export interface ArtifactRecord {
  readonly id: number
  name: string
  size: number
  /** Path of the zip file. */
  file: string
  /** Hex SHA-256 of the zip file. */
  digest: string
  createdAt: string
  expired: boolean
}

/** One attempt of one run. Change it through the store only. */
export interface RunRecord {
  readonly id: number
  readonly repository: string
  readonly attempt: number
  readonly runNumber: number
  name: string
  displayTitle: string
  event: string
  status: RunStatus
  conclusion: RunConclusion | null
  headSha: string
  headBranch: string
  /** Path of the workflow file. */
  path: string
  actor: Account
  triggeringActor: Account
  createdAt: string
  runStartedAt: string
  updatedAt: string
  jobs: JobRecord[]
  artifacts: ArtifactRecord[]
  /** Reusable workflows that the run used. */
  referencedWorkflows: { path: string; sha: string; ref?: string }[]
  pullRequests: number[]
}

export interface NewRun {
  /** The id that a workflow_dispatch promised (`WebhookEvent.workflow.runId`); else the store picks one. */
  readonly id?: number
  readonly repository: string
  readonly name: string
  readonly displayTitle: string
  readonly event: string
  readonly headSha: string
  readonly headBranch: string
  readonly path: string
  readonly actor: Account
  readonly pullRequests?: readonly number[]
  /** Default `queued`. */
  readonly status?: RunStatus
}

export type RunPatch = Partial<
  Pick<RunRecord, 'name' | 'displayTitle' | 'status' | 'conclusion' | 'referencedWorkflows' | 'triggeringActor' | 'runStartedAt'>
>

export type JobPatch = Partial<Omit<JobRecord, 'id'>>

/** Runs as the Actions API shows them. The runner writes them; the REST API reads them; jobs are also the check runs of their commit. */
export interface RunStore {
  create(run: NewRun): RunRecord
  get(runId: number): RunRecord | undefined
  /** All runs, oldest first; of one repository when named. */
  list(repository?: string): RunRecord[]
  update(runId: number, patch: RunPatch): RunRecord
  /** Starts the next attempt with no jobs; artifacts stay, as on GitHub. `keepJobs` carries over jobs that are not run again. */
  nextAttempt(runId: number, options?: { triggeringActor?: Account; keepJobs?: readonly string[] }): RunRecord
  /** An earlier or the current attempt. */
  attempt(runId: number, attempt: number): RunRecord | undefined
  addJob(runId: number, job: { name: string } & JobPatch): JobRecord
  updateJob(runId: number, jobId: number, patch: JobPatch): JobRecord
  addAnnotation(runId: number, jobId: number, annotation: Annotation): void
  /** Takes the zip where it lies. The same name replaces the older one of this attempt; one of an earlier attempt stays beside it. */
  addArtifact(runId: number, artifact: { name: string; file: string }): Promise<ArtifactRecord>
  /** Called after every change. Answers a function that stops listening. */
  onChange(listener: (run: RunRecord) => void): () => void
}

/** What the runner does when the API is asked to. A thrown error or rejected promise answers 500. */
export interface RunController {
  cancel(runId: number, options: { force: boolean }): void | Promise<void>
  rerun(runId: number, options: { failedOnly: boolean; jobId?: number; actor: Account }): void | Promise<void>
}
