import type { RunConclusion } from '../github/types.ts'
import { type Contexts, holdsExpression, interpolate, resolveValue } from './expression.ts'
import { callersOf, type PlannedJob, type PlannedWorkflow, type RunningJob } from './workflow-plan.ts'

export interface JobResult {
  readonly conclusion: RunConclusion
  readonly outputs: Readonly<Record<string, string>>
}

/** What the expressions of one run may read, apart from secrets. */
export interface RunContexts {
  readonly github: Readonly<Record<string, unknown>>
  readonly vars: Readonly<Record<string, string>>
  /** Inputs of a workflow_dispatch. */
  readonly inputs: Readonly<Record<string, unknown>>
}

/** Steps as the `steps` context has them. */
export type StepsContext = Readonly<Record<string, { outputs: Record<string, string>; outcome: string; conclusion: string }>>

export interface JobScope {
  /** Callers and job as GitHub shows them: `deploy / change`. */
  displayName(job: PlannedJob, matrix?: Readonly<Record<string, unknown>>): string
  stepName(job: RunningJob, template: string, matrix: Readonly<Record<string, unknown>>): string
  outputs(job: RunningJob, steps: StepsContext, matrix: Readonly<Record<string, unknown>>): Record<string, string>
}

/** Evaluates names and outputs of the jobs of one run. `results` grows while the run goes on; its keys are the jobs' keys. */
export function createJobScope(run: RunContexts, results: ReadonlyMap<string, JobResult>): JobScope {
  const inputsOf = (workflow: PlannedWorkflow): Contexts => {
    const given =
      workflow.caller === null
        ? run.inputs
        : mapValues(workflow.caller.with, (value) => quietly(() => resolveValue(value, of(workflow.caller!)), ''))
    return { ...workflow.inputDefaults, ...dropUndefined(given) }
  }
  const of = (job: PlannedJob): Contexts => ({ github: run.github, vars: run.vars, inputs: inputsOf(job.workflow), needs: needsOf(job) })
  const needsOf = (job: PlannedJob): Record<string, unknown> =>
    Object.fromEntries(
      job.workflow.jobs
        .filter(({ id }) => job.needs.includes(id))
        .map((needed) => {
          const { conclusion, outputs } = resultOf(needed)
          return [needed.id, { result: conclusion, outputs }]
        }),
    )
  const resultOf = (job: PlannedJob): JobResult => {
    if (job.type === 'run') return results.get(job.key) ?? { conclusion: 'skipped', outputs: {} }
    const inner = job.called.jobs.map((called) => [called.id, resultOf(called)] as const)
    const jobs = Object.fromEntries(inner.map(([id, { conclusion, outputs }]) => [id, { result: conclusion, outputs }]))
    const outputs = mapValues(job.called.outputs, (value) =>
      quietly(() => interpolate(value, { jobs, inputs: inputsOf(job.called), github: run.github }), ''),
    )
    return { conclusion: worst(inner.map(([, { conclusion }]) => conclusion)), outputs }
  }
  const text = (template: string, contexts: () => Contexts): string =>
    holdsExpression(template) ? quietly(() => interpolate(template, contexts()), template) : template
  return {
    displayName: (job, matrix = {}) =>
      [...callersOf(job), job]
        .map((each) =>
          nameOf(
            text(each.name, () => ({ ...of(each), matrix })),
            each,
            each === job ? matrix : {},
          ),
        )
        .join(' / '),
    stepName: (job, template, matrix) => text(template, () => ({ ...of(job), matrix })),
    outputs: (job, steps, matrix) =>
      mapValues(job.outputs, (value) => quietly(() => interpolate(value, { ...of(job), steps, matrix }), '')),
  }
}

/** The conclusion of several jobs taken together. */
export function worst(conclusions: readonly RunConclusion[]): RunConclusion {
  if (conclusions.includes('failure')) return 'failure'
  if (conclusions.includes('cancelled')) return 'cancelled'
  return conclusions.length > 0 && conclusions.every((conclusion) => conclusion === 'skipped') ? 'skipped' : 'success'
}

/** The title of a run: its `run-name`, or what GitHub shows without one. */
export function displayTitle(workflow: PlannedWorkflow, run: RunContexts, fallback: string): string {
  if (workflow.runName === null) return fallback
  const inputs = { ...workflow.inputDefaults, ...run.inputs }
  return interpolate(workflow.runName, { github: run.github, vars: run.vars, inputs }).trim() || fallback
}

/** A matrix leg whose name holds no expression is told apart by its values. */
function nameOf(name: string, job: PlannedJob, matrix: Readonly<Record<string, unknown>>): string {
  const values = Object.values(matrix)
  return values.length === 0 || holdsExpression(job.name) ? name : `${name} (${values.map(String).join(', ')})`
}

/** An expression that reads what the lab does not know (a secret, the runner) must not end the run's bookkeeping. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}

function mapValues<A, B>(map: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]))
}

function dropUndefined(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined))
}
