import { isMap } from '@mfe-gitops/contract'
import { parse } from 'yaml'
import { defaultPermissions, exceeding, type JobPermissions, parsePermissions } from './permissions.ts'

/** One workflow file and where it comes from. */
export interface WorkflowFile {
  /** Path below the root of its repository. */
  readonly path: string
  readonly text: string
  /** `owner/name` of a called repository's workflow; null for the repository that the run belongs to. */
  readonly library: string | null
}

/** A workflow with every workflow it calls, as far as the run's bookkeeping needs it. */
export interface PlannedWorkflow {
  readonly name: string
  readonly file: WorkflowFile
  readonly jobs: readonly PlannedJob[]
  /** Outputs of a called workflow, as expressions over its jobs. */
  readonly outputs: Readonly<Record<string, string>>
  readonly inputDefaults: Readonly<Record<string, unknown>>
  readonly runName: string | null
  readonly on: unknown
  /** The job that calls this workflow; null for the one that the event started. */
  caller: CallingJob | null
}

export type PlannedJob = CallingJob | RunningJob
interface BaseJob {
  /** Ids of the callers and of the job, joined by slashes. */
  readonly key: string
  readonly id: string
  /** May hold expressions. */
  readonly name: string
  readonly needs: readonly string[]
  readonly condition: string | null
  readonly hasMatrix: boolean
  workflow: PlannedWorkflow
}
export interface CallingJob extends BaseJob {
  readonly type: 'call'
  readonly with: Readonly<Record<string, unknown>>
  readonly called: PlannedWorkflow
}
export interface RunningJob extends BaseJob {
  readonly type: 'run'
  readonly steps: readonly PlannedStep[]
  readonly outputs: Readonly<Record<string, string>>
  readonly permissions: JobPermissions
  readonly timeoutMinutes: number
}
export interface PlannedStep {
  /** The `id`, or the index, which is what act calls a step without one. */
  readonly id: string
  /** May hold expressions. */
  readonly name: string
  readonly isScript: boolean
}

/** Finds the file that a job's `uses` names; null when there is none. */
export type FindWorkflow = (uses: string, from: WorkflowFile) => WorkflowFile | null

/** A workflow that GitHub would not start, with its reasons. */
export class WorkflowError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WorkflowError'
  }
}

/** How many workflows may stand on top of each other; GitHub Enterprise Server allows fewer than github.com. */
const maxDepth = 10

/** The jobs of a workflow and of the workflows it calls. Throws WorkflowError when GitHub would refuse it. */
export function planWorkflow(file: WorkflowFile, find: FindWorkflow): PlannedWorkflow {
  return plan(file, { find, prefix: '', allowed: null, depth: 1 })
}

/** The jobs that really run, in the order of the files. */
export function runningJobs(workflow: PlannedWorkflow): RunningJob[] {
  return workflow.jobs.flatMap((job) => (job.type === 'run' ? [job] : runningJobs(job.called)))
}

/** The callers of a job, outermost first. */
export function callersOf(job: PlannedJob): CallingJob[] {
  const { caller } = job.workflow
  return caller === null ? [] : [...callersOf(caller), caller]
}

interface Level {
  readonly find: FindWorkflow
  readonly prefix: string
  /** Permissions of the calling job; null at the top. */
  readonly allowed: JobPermissions | null
  readonly depth: number
}

type Yaml = Readonly<Record<string, unknown>>

function plan(file: WorkflowFile, level: Level): PlannedWorkflow {
  if (level.depth > maxDepth) throw new WorkflowError(`${file.path}: workflows call each other more than ${maxDepth} levels deep.`)
  const document = asMap(parse(file.text))
  const call = asMap(asMap(document.on).workflow_call)
  const jobs = Object.entries(asMap(document.jobs)).map(([id, job]) => planJob(file, { id, job: asMap(job), document, level }))
  const workflow: PlannedWorkflow = {
    name: typeof document.name === 'string' && document.name !== '' ? document.name : file.path,
    file,
    jobs,
    outputs: mapValues(asMap(call.outputs), (output) => String(asMap(output).value ?? '')),
    inputDefaults: mapValues(asMap(call.inputs), inputDefault),
    runName: typeof document['run-name'] === 'string' ? document['run-name'] : null,
    on: document.on,
    caller: null,
  }
  for (const job of jobs) job.workflow = workflow
  return workflow
}

interface JobSource {
  readonly id: string
  readonly job: Yaml
  readonly document: Yaml
  readonly level: Level
}

function planJob(file: WorkflowFile, { id, job, document, level }: JobSource): PlannedJob {
  const permissions = parsePermissions(job.permissions) ?? parsePermissions(document.permissions) ?? level.allowed ?? defaultPermissions
  const excess = level.allowed === null ? [] : exceeding(permissions, level.allowed)
  if (excess.length > 0)
    throw new WorkflowError(`Error calling workflow '${file.path}'. The nested job '${id}' is requesting ${excess.join('; ')}.`)
  const base = {
    key: level.prefix + id,
    id,
    name: typeof job.name === 'string' ? job.name : id,
    needs: listOf(job.needs),
    condition: job.if === undefined ? null : String(job.if),
    hasMatrix: asMap(job.strategy).matrix !== undefined,
    workflow: undefined as unknown as PlannedWorkflow, // set when the whole file is read
  }
  if (typeof job.uses !== 'string') return { ...base, type: 'run', ...planSteps(job, permissions) }
  const found = level.find(job.uses, file)
  if (found === null) throw new WorkflowError(`Error parsing called workflow '${job.uses}': workflow was not found.`)
  const called = plan(found, { ...level, prefix: `${base.key}/`, allowed: permissions, depth: level.depth + 1 })
  const calling: CallingJob = { ...base, type: 'call', with: asMap(job.with), called }
  called.caller = calling
  return calling
}

function planSteps(job: Yaml, permissions: JobPermissions) {
  const steps = Array.isArray(job.steps) ? job.steps.map(asMap) : []
  return {
    steps: steps.map((step, index) => ({
      id: typeof step.id === 'string' ? step.id : String(index),
      name: stepName(step),
      isScript: step.uses === undefined,
    })),
    outputs: mapValues(asMap(job.outputs), String),
    permissions,
    timeoutMinutes: typeof job['timeout-minutes'] === 'number' ? job['timeout-minutes'] : 360,
  }
}

/** GitHub's name for a step without one. */
function stepName(step: Yaml): string {
  if (typeof step.name === 'string') return step.name
  const action = typeof step.uses === 'string' ? step.uses : null
  return `Run ${
    action ??
    String(step.run ?? '')
      .trim()
      .split('\n', 1)[0]
  }`
}

function inputDefault(input: unknown): unknown {
  const { default: value, type } = asMap(input)
  return value ?? (type === 'boolean' ? false : type === 'number' ? 0 : '')
}

function asMap(value: unknown): Yaml {
  return isMap(value) ? value : {}
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
}

function mapValues<T>(map: Yaml, change: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}
