import { isMap, jsonOrNull, own, type Stage, type StageName, stageNames } from '@mfe-gitops/contract'
import type { ChangeRecord } from './change-record.ts'
import type { StepRecord, StepRecords } from './step-record.ts'

/** The id of the step that carries each stage. */
const stepOfStage: Readonly<Record<StageName, string>> = {
  accepted: 'validate',
  changed: 'update',
  'pull-request': 'pull-request',
  checked: 'check',
  merged: 'merge',
  uploaded: 'artifact',
  live: 'live',
  purged: 'purge',
}

/** The stages so far in their order: those of the change job, then those of this one. */
export function listStages(steps: StepRecords, change: ChangeRecord | null): Stage[] {
  const earlier = change === null ? [] : readStages(change.stages)
  return stageNames.flatMap((name) => {
    const id = stepOfStage[name]
    const step = own(steps, id)
    if (step !== undefined) return [toStage(name, step)]
    return earlier.filter((stage) => stage.name === name).slice(0, 1)
  })
}

function toStage(name: StageName, { result, outputs }: StepRecord): Stage {
  const seconds = Number(outputs.seconds || Number.NaN)
  return { name, result, seconds: Number.isFinite(seconds) && seconds >= 0 ? seconds : null }
}

const results: readonly Stage['result'][] = ['success', 'failure', 'skipped', 'cancelled']

function readStages(text: string | undefined): Stage[] {
  const list = jsonOrNull(text)
  return Array.isArray(list) ? list.flatMap(readStage) : []
}

function readStage(value: unknown): Stage[] {
  if (!isMap(value)) return []
  const name = stageNames.find((known) => known === value.name)
  const result = results.find((known) => known === value.result)
  const seconds = typeof value.seconds === 'number' && value.seconds >= 0 ? value.seconds : null
  return name === undefined || result === undefined ? [] : [{ name, result, seconds }]
}
