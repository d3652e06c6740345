import { parseWorkflowCommand } from './workflow-command.ts'

/** One thing that act says in its `--json` log. `job` tells jobs of the same id apart when workflows call workflows. */
export type ActEvent = ActStepEvent | ActJobEvent | { readonly kind: 'notice'; readonly level: string; readonly message: string }

interface ActJobEvent {
  readonly kind: 'job-finished'
  readonly job: ActJob
  readonly result: string
}

export interface ActJob {
  /** Key of the job in its file. */
  readonly id: string
  /** Caller, workflow and job name, joined by slashes. */
  readonly path: string
  readonly matrix: Readonly<Record<string, unknown>>
}

export type ActStage = 'Pre' | 'Main' | 'Post' | 'Job'
export interface ActStep {
  readonly job: ActJob
  /** `id` of the step or its index; null for the two steps that every job has. */
  readonly id: string | null
  readonly stage: ActStage
  readonly name: string
}

export type ActStepEvent = { readonly step: ActStep } & (
  | { readonly kind: 'step-started' }
  | { readonly kind: 'step-finished'; readonly result: string; readonly milliseconds: number | null }
  | { readonly kind: 'output'; readonly name: string; readonly value: string }
  | { readonly kind: 'summary'; readonly content: string }
  | { readonly kind: 'mask'; readonly value: string }
  | {
      readonly kind: 'annotation'
      readonly level: 'notice' | 'warning' | 'error'
      readonly message: string
      readonly properties: Readonly<Record<string, string>>
    }
  | { readonly kind: 'text'; readonly text: string }
)

/** Fields of one line, as logrus writes them. */
interface ActLine {
  readonly level?: string
  readonly msg?: string
  readonly job?: string
  readonly jobID?: string
  readonly matrix?: Record<string, unknown>
  readonly jobResult?: string
  readonly step?: string
  readonly stepID?: readonly string[]
  readonly stepid?: readonly string[]
  readonly stage?: string
  readonly stepResult?: string
  readonly executionTime?: number
  readonly raw_output?: boolean
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  /** What the step printed, word for word. */
  readonly raw?: string
  readonly content?: string
  readonly kvPairs?: Record<string, string>
}

/** What one line of act's output means; a line that is not JSON comes back as a notice. */
export function parseActLine(text: string): ActEvent | null {
  if (text.trim() === '') return null
  const line = parseJson(text)
  if (line === null) return { kind: 'notice', level: 'error', message: text }
  const job: ActJob = { id: line.jobID ?? '', path: (line.job ?? '').trim(), matrix: line.matrix ?? {} }
  const message = line.msg ?? ''
  if (line.jobID === undefined) return { kind: 'notice', level: line.level ?? 'info', message }
  if (line.jobResult !== undefined) return { kind: 'job-finished', job, result: line.jobResult }
  if (line.step === undefined) return { kind: 'notice', level: line.level ?? 'info', message }
  return parseStepLine(line, stepOf(line, job))
}

function stepOf(line: ActLine, job: ActJob): ActStep {
  if (line.stepid !== undefined || line.stepID === undefined) return { job, id: null, stage: 'Job', name: line.step ?? '' }
  const stage = line.stage === 'Pre' || line.stage === 'Post' ? line.stage : 'Main'
  return { job, id: line.stepID[0] ?? '', stage, name: line.step ?? '' }
}

function parseStepLine(line: ActLine, step: ActStep): ActEvent | null {
  const message = line.msg ?? ''
  if (line.raw_output) return { kind: 'text', step, text: message.replace(/\r?\n$/, '') }
  if (line.command !== undefined) return parseCommand(line, step)
  const isNested = (line.stepID?.length ?? 0) > 1 // a step of a composite action: the step that uses it is the one to report
  if (line.stepResult !== undefined)
    return isNested ? null : { kind: 'step-finished', step, result: line.stepResult, milliseconds: toMilliseconds(line.executionTime) }
  if (message.startsWith('⭐ Run ')) return isNested ? null : { kind: 'step-started', step }
  if (line.level === 'error') return { kind: 'text', step, text: message }
  return { kind: 'notice', level: line.level ?? 'info', message }
}

function parseCommand(line: ActLine, step: ActStep): ActEvent | null {
  const said = parseWorkflowCommand(line.raw ?? '') // not as act reads it: see there
  const value = said?.data ?? line.arg ?? ''
  const command = said?.name ?? line.command
  switch (command) {
    case 'set-output':
      return { kind: 'output', step, name: line.name ?? '', value: line.arg ?? '' }
    case 'summary':
      return { kind: 'summary', step, content: line.content ?? '' }
    case 'add-mask':
      return { kind: 'mask', step, value }
    case 'notice':
    case 'warning':
    case 'error':
      return { kind: 'annotation', step, level: command, message: value, properties: said?.properties ?? line.kvPairs ?? {} }
    default:
      return null
  }
}

function toMilliseconds(nanoseconds: number | undefined): number | null {
  return nanoseconds === undefined ? null : nanoseconds / 1e6
}

function parseJson(text: string): ActLine | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}
