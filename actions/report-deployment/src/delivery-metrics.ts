import type { Outcome, Receipt, StageName } from '@mfe-gitops/contract'
import type { ChangeRecord } from './change-record.ts'
import { numberIn, outputsOf, type StepRecords } from './step-record.ts'

export interface Metric {
  readonly name: string
  /** UCUM, as OpenTelemetry writes units: `s`, `By`, `{deployment}`. */
  readonly unit: string
  readonly value: number
  readonly attributes?: Readonly<Record<string, string>>
}

/** One terminal state of one deployment in numbers. */
export interface DeliveryMetrics {
  readonly schema: 1
  /** The same for every replay of the same end, so that a collector counts it once. */
  readonly id: string
  readonly time: string
  /** True of every metric below. OpenTelemetry's names where it has one, `mfe.` before the others. */
  readonly attributes: Readonly<Record<string, string>>
  readonly metrics: readonly Metric[]
}

/** What the metrics are made of. */
export interface Delivery {
  readonly receipt: Receipt
  readonly steps: StepRecords
  readonly change: ChangeRecord | null
  /** Name of the workflow that ran. */
  readonly pipeline: string
  /** When the last step had ended, in milliseconds since 1970. */
  readonly endedAt: number
}

/** Measures one ended deployment. What is not known is left out: a zero would be a lie. */
export function measureDelivery(delivery: Delivery): DeliveryMetrics {
  const { receipt, endedAt } = delivery
  const { outcome, requestId, run } = receipt
  return {
    schema: 1,
    id: `${requestId ?? `${run.repository}/${run.id}`}:${outcome}`,
    time: new Date(endedAt).toISOString(),
    attributes: attributesOf(delivery),
    metrics: [
      { name: 'mfe.deployment.count', unit: '{deployment}', value: 1 },
      ...leadTime(receipt, endedAt),
      ...stageDurations(receipt),
      ...counts(delivery),
    ],
  }
}

// A run that waits for a person has no result yet.
const results: Readonly<Record<Outcome, string | null>> = {
  deployed: 'success',
  unchanged: 'success',
  rejected: 'failure',
  superseded: 'skip',
  'awaiting-approval': null,
  failed: 'failure',
  cancelled: 'cancellation',
  'timed-out': 'timeout',
}

const statuses: Partial<Record<Outcome, string>> = {
  deployed: 'succeeded',
  rejected: 'failed',
  failed: 'failed',
  cancelled: 'failed',
  'timed-out': 'failed',
}

function attributesOf({ receipt, change, pipeline }: Delivery): Record<string, string> {
  const { outcome, request, run, reasons, version, generation, mergeCommit } = receipt
  const failed = results[outcome] !== 'success'
  const known: Record<string, string | null | undefined> = {
    'cicd.pipeline.name': pipeline,
    'cicd.pipeline.result': results[outcome],
    'cicd.pipeline.run.id': String(run.id),
    'cicd.pipeline.run.url.full': run.url,
    'deployment.environment.name': request?.environment ?? change?.environment,
    'deployment.status': statuses[outcome],
    'error.type': failed ? reasons[0]?.code : null,
    'mfe.name': request?.mfe ?? change?.mfe,
    'mfe.version': version.requested,
    'mfe.deployment.outcome': outcome,
    'mfe.deployment.type': request?.type,
    'mfe.deployment.generation': generation === null ? null : String(generation),
    'mfe.request.id': receipt.requestId,
    'mfe.source.repository': request?.repository,
    'mfe.source.revision': request?.sha,
    'mfe.config.repository': run.repository,
    'mfe.config.revision': mergeCommit,
  }
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

// Only what is served was delivered, and `unchanged` was delivered before. A sender whose clock is ahead says nothing about time.
function leadTime({ outcome, request }: Receipt, endedAt: number): Metric[] {
  const milliseconds = endedAt - Date.parse(request?.timestamp ?? '')
  if (outcome !== 'deployed' || !(milliseconds >= 0)) return []
  return [{ name: 'mfe.deployment.lead_time', unit: 's', value: milliseconds / 1000 }]
}

function stageDurations({ stages }: Receipt): Metric[] {
  return stages.flatMap(({ name, result, seconds }) => {
    if (seconds === null || result === 'skipped') return []
    const attributes = {
      'cicd.pipeline.task.name': name,
      'cicd.pipeline.task.type': typeOf(name),
      'cicd.pipeline.task.run.result': result === 'cancelled' ? 'cancellation' : result,
    }
    return [{ name: 'mfe.deployment.stage.duration', unit: 's', value: seconds, attributes }]
  })
}

function typeOf(stage: StageName): string {
  return stage === 'accepted' || stage === 'checked' ? 'test' : 'deploy'
}

function counts({ receipt, steps }: Delivery): Metric[] {
  const { run, changes, reasons, purge, pullRequest } = receipt
  const artifact = outputsOf(steps, 'artifact')
  const counted: [string, string, number | null][] = [
    ['mfe.deployment.attempts', '{attempt}', run.attempt],
    ['mfe.deployment.pull_requests', '{pull_request}', pullRequest === null ? 0 : 1],
    ['mfe.deployment.changes', '{change}', changes.length],
    ['mfe.deployment.reasons', '{reason}', reasons.length],
    ['mfe.artifact.files', '{file}', numberIn(artifact.files)],
    ['mfe.artifact.uploaded_files', '{file}', numberIn(artifact.uploaded)],
    ['mfe.artifact.size', 'By', numberIn(artifact.bytes)],
    ['mfe.deployment.purged_keys', '{key}', purge === null ? null : purge.paths.length + purge.tags.length],
    ['mfe.deployment.charged_keys', '{key}', purge?.charged ?? null],
  ]
  return counted.flatMap(([name, unit, value]) => (value === null ? [] : [{ name, unit, value }]))
}
