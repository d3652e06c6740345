import { isMap, own } from '@mfe-gitops/contract'

/** How a step ended, as the steps context of a workflow says it. */
export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped'

export interface StepRecord {
  readonly result: StepResult
  readonly outputs: Readonly<Record<string, string>>
}

export type StepRecords = Readonly<Record<string, StepRecord>>

// The only outputs that are ever read. The steps context also holds tokens that other steps put into their outputs.
const knownOutputs: Readonly<Record<string, readonly string[]>> = {
  validate: ['request', 'request-id', 'mfe', 'version', 'environment', 'proof'],
  update: ['changed', 'changes', 'merge-commit', 'generation', 'previous-version', 'integrity', 'proof'],
  'pull-request': ['number', 'url'],
  check: [],
  merge: ['result', 'merge-commit', 'redone', 'dropped', 'changes', 'generation', 'previous-version'],
  artifact: ['name', 'version', 'generation', 'request-id', 'integrity', 'url', 'files', 'uploaded', 'bytes'],
  live: ['activated', 'live-version', 'live-generation', 'canary', 'previous-version'],
  purge: ['purge-id', 'status', 'paths', 'tags', 'charged', 'live-version', 'canary'],
}
const everyStep: readonly string[] = ['outcome', 'reasons', 'seconds']

/** Reads the steps context of a job: the result of every step, and the documented outputs of the steps this action knows. */
export function readSteps(context: unknown): StepRecords {
  const records: [string, StepRecord][] = []
  for (const [id, step] of Object.entries(isMap(context) ? context : {})) {
    if (isMap(step)) records.push([id, { result: resultOf(id, step), outputs: documented(id, step.outputs) }])
  }
  return Object.fromEntries(records)
}

// `outcome` is the result before continue-on-error: a stage that failed has failed, forgiven or not. Of other steps, what the workflow makes of
// them counts. A step that is not over counts as cancelled.
function resultOf(id: string, step: Record<string, unknown>): StepResult {
  const result = isStage(id) ? step.outcome : (step.conclusion ?? step.outcome)
  return result === 'success' || result === 'failure' || result === 'skipped' ? result : 'cancelled'
}

/** What a step has put out so far: nothing when it did not run. */
export function outputsOf(steps: StepRecords, id: string): StepRecord['outputs'] {
  return own(steps, id)?.outputs ?? {}
}

/** The commit that this job has merged, or found merged; the empty string when there is none. */
export function mergedCommit(steps: StepRecords): string {
  return outputsOf(steps, 'merge')['merge-commit'] || outputsOf(steps, 'update')['merge-commit'] || ''
}

/** The number that an output holds; null when it holds none. */
export function numberIn(output: string | undefined): number | null {
  return output !== undefined && /^\d{1,16}$/.test(output) ? Number(output) : null
}

/** True for the ids of the steps that make up a deployment. */
export function isStage(id: string): boolean {
  return Object.hasOwn(knownOutputs, id)
}

function documented(id: string, outputs: unknown): Record<string, string> {
  const known = isStage(id) ? [...everyStep, ...(knownOutputs[id] ?? [])] : []
  const values = isMap(outputs) ? outputs : {}
  return Object.fromEntries(known.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name]]] : [])))
}
