import { isMap, jsonOrNull, type Outcome, own, type Reason, reason } from '@mfe-gitops/contract'
import type { ChangeRecord } from './change-record.ts'
import { readReasons } from './reasons.ts'
import { isStage, mergedCommit, type StepRecord, type StepRecords } from './step-record.ts'

/** What a deployment has come to by the end of a job; no outcome means that it goes on in another job. */
export interface Conclusion {
  readonly outcome: Outcome | null
  readonly reasons: readonly Reason[]
}

const changeSteps = ['validate', 'update', 'pull-request', 'check', 'merge']
const releaseSteps = ['artifact', 'live', 'purge']
const stageOrder = [...changeSteps, ...releaseSteps]

/** Concludes from what the steps of a job did. Only success that was seen counts as success. */
export function conclude(steps: StepRecords, change: ChangeRecord | null): Conclusion {
  const failed = firstStep(steps, 'failure')
  if (failed !== null) return concludeFailure(failed, steps)
  const cancelled = firstStep(steps, 'cancelled')
  if (cancelled !== null) return { outcome: 'cancelled', reasons: [reason('run-cancelled', { field: cancelled })] }
  return releaseSteps.some((id) => Object.hasOwn(steps, id)) ? concludeRelease(steps, change) : concludeChange(steps)
}

// The steps context has no order to rely on. A stage's own failure says more than that of a step around it.
function firstStep(steps: StepRecords, result: StepRecord['result']): string | null {
  const ids = [...stageOrder, ...Object.keys(steps).filter((id) => !isStage(id))]
  return ids.find((id) => own(steps, id)?.result === result) ?? null
}

function concludeFailure(id: string, steps: StepRecords): Conclusion {
  const outputs = steps[id]?.outputs ?? {}
  const reasons = [...readReasons(outputs.reasons), ...afterWithdrawal(id, steps)]
  return { outcome: failureOutcome(outputs.outcome), reasons: reasons.length > 0 ? reasons : [silentFailure(id)] }
}

// A re-run after a withdrawal fails already in `live`, and `purge` runs nevertheless: what it could not do, or saw at the edge, is news.
function afterWithdrawal(id: string, { live, purge }: StepRecords): readonly Reason[] {
  const isWithdrawn = ({ code }: Reason) => code === 'version-withdrawn'
  if (id !== 'live' || purge?.result !== 'failure' || !readReasons(live?.outputs.reasons).some(isWithdrawn)) return []
  const reasons = readReasons(purge.outputs.reasons)
  return reasons.length > 0 ? reasons.filter((one) => !isWithdrawn(one)) : [silentFailure('purge')]
}

const failureOutcomes: readonly Outcome[] = ['rejected', 'superseded', 'awaiting-approval', 'failed', 'cancelled', 'timed-out']

function silentFailure(id: string): Reason {
  return reason('run-failed', {
    field: id,
    summary: 'The step failed without saying why',
    remedy: 'Open the run and read the log of the step.',
  })
}

// A failed step that claims a good outcome is not believed.
function failureOutcome(claimed: string | undefined): Outcome {
  return failureOutcomes.find((outcome) => outcome === claimed) ?? 'failed'
}

function concludeRelease(steps: StepRecords, change: ChangeRecord | null): Conclusion {
  const missing = firstMissing(steps, releaseSteps)
  if (missing !== null) return missing
  const flipped = steps.live?.outputs.activated === 'true'
  const reasons = releaseSteps.flatMap((id) => readReasons(steps[id]?.outputs.reasons))
  return { outcome: flipped || change?.changed === 'true' ? 'deployed' : 'unchanged', reasons }
}

function concludeChange(steps: StepRecords): Conclusion {
  const changed = steps.update?.outputs.changed === 'true'
  const merges = Object.hasOwn(steps, 'merge')
  const required = !changed ? ['validate', 'update'] : merges ? changeSteps : ['validate', 'update', 'pull-request']
  const missing = firstMissing(steps, required)
  if (missing !== null) return missing
  const overtaken = merges ? overtakenOnTheWay(steps) : null
  if (overtaken !== null) return overtaken
  if (!merges) return { outcome: changed ? 'awaiting-approval' : 'unchanged', reasons: changed ? [reason('approval-required')] : [] }
  return mergedCommit(steps) === '' ? unseen('merge') : { outcome: null, reasons: [] }
}

// One change may carry several requests, and be merged without this run's own.
function overtakenOnTheWay({ validate, merge }: StepRecords): Conclusion | null {
  const dropped = jsonOrNull(merge?.outputs.dropped)
  const id = validate?.outputs['request-id'] ?? ''
  const mine: unknown = Array.isArray(dropped) ? dropped.find((one: unknown) => isMap(one) && one['request-id'] === id) : undefined
  if (!isMap(mine) || mine.outcome === 'unchanged') return null
  return { outcome: failureOutcome(String(mine.outcome)), reasons: readReasons(JSON.stringify(mine.reasons)) }
}

// A stage that was left out although nothing failed before it: the run was cancelled between two steps.
function firstMissing(steps: StepRecords, ids: readonly string[]): Conclusion | null {
  for (const id of ids) {
    const result = own(steps, id)?.result
    if (result === undefined) return unseen(id)
    if (result === 'skipped') return { outcome: 'cancelled', reasons: [reason('run-cancelled', { field: id })] }
  }
  return null
}

function unseen(id: string): Conclusion {
  const summary = 'The step was not seen to do its part, so the deployment cannot be called done'
  return {
    outcome: 'failed',
    reasons: [
      reason('internal-error', { field: id, summary, remedy: 'Compare the steps of the job and their ids with the shipped workflow.' }),
    ],
  }
}
