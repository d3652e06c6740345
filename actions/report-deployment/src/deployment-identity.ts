import { isMap, jsonOrNull, type Outcome, type Receipt } from '@mfe-gitops/contract'
import type { DeploymentStatus, RecordedDeployment } from '@mfe-gitops/github'
import type { ChangeRecord } from './change-record.ts'

export type DeploymentState = DeploymentStatus['state']

/** One deployment as GitHub shall show it. */
export interface DeploymentEntry {
  readonly commit: string
  readonly environment: string
  readonly task: string
  readonly description: string
  readonly generation: number | null
  readonly requestId: string | null
  readonly state: DeploymentState
  /** Released again what was live: that is no new deployment, it may only complete one that lacks its success. */
  readonly again: boolean
}

const states: Readonly<Record<Outcome, DeploymentState>> = {
  deployed: 'success',
  unchanged: 'success',
  rejected: 'failure',
  superseded: 'inactive',
  'awaiting-approval': 'pending',
  failed: 'failure',
  cancelled: 'error',
  'timed-out': 'error',
}

const name = /^[a-z0-9][a-z0-9-]{0,62}$/

/** What to record of a receipt; null when nothing was merged. A request that names no known environment has no merge: GitHub would create the environment. */
export function toEntry(receipt: Receipt, change: ChangeRecord | null): DeploymentEntry | null {
  const { request, mergeCommit, outcome, version, generation, requestId } = receipt
  const { environment = '', mfe = '' } = request ?? change ?? {}
  if (mergeCommit === null || !name.test(environment) || !name.test(mfe)) return null
  const task = `deploy:${mfe}`
  const description = `${mfe} ${version.requested ?? ''}`.trim()
  const again = outcome === 'unchanged'
  return { commit: mergeCommit, environment, task, description, generation, requestId, state: states[outcome], again }
}

/** What is kept with a deployment, so that later runs recognise it. */
export function toPayload({ generation, requestId }: DeploymentEntry): Record<string, unknown> {
  return { generation, request_id: requestId }
}

/** Among the deployments of the same MFE and environment: this one, if an earlier attempt recorded it, and those before and after it. */
export function sortOut(recorded: readonly RecordedDeployment[], entry: DeploymentEntry) {
  const own =
    recorded.find((one) => one.sha === entry.commit || (entry.generation !== null && generationOf(one) === entry.generation)) ?? null
  const others = recorded.filter((one) => one !== own)
  const isNewer = (one: RecordedDeployment) => entry.generation !== null && (generationOf(one) ?? -1) > entry.generation
  return { own, newer: others.filter(isNewer), older: others.filter((one) => !isNewer(one)) }
}

// GitHub gives a payload back as the object or as its JSON text.
function generationOf({ payload }: RecordedDeployment): number | null {
  const fields = typeof payload === 'string' ? jsonOrNull(payload) : payload
  return isMap(fields) && typeof fields.generation === 'number' ? fields.generation : null
}
