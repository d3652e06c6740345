import { type StageName, stages } from '@mfe-gitops/contract'
import type { JobView, StepView } from './run-view.ts'

export type StageState = 'pending' | 'running' | 'success' | 'failure' | 'skipped' | 'cancelled'

export interface StageProgress {
  readonly name: StageName
  readonly state: StageState
  readonly startedAt: number | null
  readonly completedAt: number | null
}

const names = Object.keys(stages) as StageName[]

/** Finds the stages of a deployment among the steps of a run, whatever the caller named its jobs. */
export function readStages(jobs: readonly JobView[]): readonly StageProgress[] {
  const steps = jobs.flatMap((job) => job.steps)
  return names.map((name) =>
    toProgress(
      name,
      steps.find((step) => step.name === stages[name]),
    ),
  )
}

function toProgress(name: StageName, step: StepView | undefined): StageProgress {
  if (step === undefined) return { name, state: 'pending', startedAt: null, completedAt: null }
  return { name, state: stateOf(step), startedAt: step.startedAt, completedAt: step.completedAt }
}

function stateOf(step: StepView): StageState {
  if (step.status !== 'completed') return step.status === 'in_progress' ? 'running' : 'pending'
  if (step.conclusion === 'success' || step.conclusion === 'skipped' || step.conclusion === 'cancelled') return step.conclusion
  return 'failure'
}

/** Stages that have ended since the last look, in their order. A stage that was not needed ends as `skipped`. */
export function endedStages(before: readonly StageProgress[], after: readonly StageProgress[]): readonly StageProgress[] {
  return after.filter((stage) => hasEnded(stage) && !before.some(({ name, state }) => name === stage.name && state === stage.state))
}

function hasEnded({ state }: StageProgress): boolean {
  return state !== 'pending' && state !== 'running'
}

const sentences: Readonly<Record<StageName, { readonly success: string; readonly running: string }>> = {
  accepted: { success: 'request accepted', running: 'validation of the request' },
  changed: { success: 'config changed', running: 'change of the config' },
  'pull-request': { success: 'pull request open', running: 'pull request' },
  checked: { success: 'checks passed', running: 'checks' },
  merged: { success: 'merged', running: 'merge' },
  uploaded: { success: 'artifact uploaded', running: 'upload of the artifact' },
  live: { success: 'version live', running: 'activation of the version' },
  purged: { success: 'cache invalidated', running: 'invalidation of the cache' },
}

/** One line of the log for a stage that ended, with the time since the request was sent. */
export function stageLine(stage: StageProgress, sentAt: number): string {
  const elapsed = stage.completedAt === null ? '' : `${(Math.max(0, stage.completedAt - sentAt) / 1000).toFixed(1)} s`
  return `${elapsed.padStart(9)}  ${stageSentence(stage)}`
}

function stageSentence({ name, state }: StageProgress): string {
  if (state === 'success') return sentences[name].success
  return `${sentences[name].running} ${state === 'skipped' ? 'not needed' : state === 'failure' ? 'failed' : state}`
}

const begun: readonly StageState[] = ['running', 'success', 'failure', 'cancelled']
const afterMerge: readonly StageName[] = ['uploaded', 'live', 'purged']

/** True from the moment the merge may have happened: from then on the deployment must not be cancelled. */
export function mayBeMerged(progress: readonly StageProgress[]): boolean {
  const states = new Map(progress.map(({ name, state }) => [name, state]))
  if (afterMerge.some((name) => begun.includes(states.get(name) ?? 'pending'))) return true
  const merge = states.get('merged')
  // A merge that is skipped after a change that succeeded had nothing to do: what follows is the release of what is in git already.
  if (merge === 'skipped') return states.get('changed') === 'success'
  return merge === 'running' || merge === 'success' || merge === 'cancelled'
}
