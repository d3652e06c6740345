import {
  type DeploymentRequest,
  isMap,
  jsonOrNull,
  type Outcome,
  parseReceipt,
  parseRequest,
  type Reason,
  type Receipt,
  requestId,
  type Stage,
} from '@mfe-gitops/contract'
import type { ChangeRecord } from './change-record.ts'
import { mergedCommit, numberIn, outputsOf, type StepRecord, type StepRecords } from './step-record.ts'

/** Everything a receipt is made of. */
export interface Facts {
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly steps: StepRecords
  readonly change: ChangeRecord | null
  /** The request as received; it may be anything. */
  readonly request: string | undefined
  readonly stages: readonly Stage[]
  readonly run: Receipt['run']
  /** Commit that the run was started for, when it was started by a push. */
  readonly pushedCommit: string | null
}

/** Builds the receipt. What does not fit its schema is left out, so that a sender can always read the outcome. */
export function buildReceipt(facts: Facts): Receipt {
  const request = readRequest(facts)
  const core = {
    schema: 1,
    outcome: facts.outcome,
    reasons: facts.reasons.slice(0, 100),
    requestId: readRequestId(facts, request),
    run: facts.run,
  }
  const full = parseReceipt({ ...core, ...details(facts, request) })
  return full.ok ? full.value : bare(core, facts)
}

function details(facts: Facts, request: DeploymentRequest | null) {
  const { steps, change, stages } = facts
  const [artifact, live, purge] = [outputsOf(steps, 'artifact'), outputsOf(steps, 'live'), outputsOf(steps, 'purge')]
  // The probe comes last, and may have taken the version back.
  const served = purge['live-version'] ? purge : live
  const canary = jsonOrNull(served.canary)
  // The merge makes the change again when the base has moved on: then its values are the final ones.
  const desired = { ...change, ...known(outputsOf(steps, 'update')), ...known(outputsOf(steps, 'merge')) }
  return {
    request,
    proof: outputsOf(steps, 'update').proof || outputsOf(steps, 'validate').proof || change?.proof || null,
    pullRequest: pullRequestOf(steps, change),
    mergeCommit: mergeCommitOf(facts) || null,
    generation: numberIn(artifact.generation || desired.generation),
    version: {
      requested: request?.version || change?.version || artifact.version || null,
      live: served['live-version'] || null,
      previous: live['previous-version'] || desired['previous-version'] || null,
    },
    ...(isMap(canary) ? { canary } : {}),
    artifact: artifact.name && artifact.integrity ? { name: artifact.name, integrity: artifact.integrity } : null,
    url: artifact.url || null,
    changes: ownChanges(list(desired.changes), readRequestId(facts, request)).slice(0, 1000),
    stages,
    purge: purgeOf(steps),
  }
}

function bare(core: { schema: number; outcome: Outcome; reasons: Reason[] }, { stages }: Facts): Receipt {
  const nothing = {
    request: null,
    proof: null,
    pullRequest: null,
    mergeCommit: null,
    generation: null,
    artifact: null,
    url: null,
    purge: null,
  }
  const receipt = { ...core, ...nothing, version: { requested: null, live: null, previous: null }, changes: [], stages }
  return receipt as unknown as Receipt
}

function readRequest({ steps, change, request }: Facts): DeploymentRequest | null {
  for (const text of [outputsOf(steps, 'validate').request, change?.request, request]) {
    const parsed = text ? parseRequest(text) : null
    if (parsed?.ok) return parsed.value
  }
  return null
}

function readRequestId({ steps, change }: Facts, request: DeploymentRequest | null): string | null {
  if (request !== null) return requestId(request)
  const claimed = change?.['request-id'] || outputsOf(steps, 'artifact')['request-id'] || ''
  return /^[0-9a-f]{64}$/.test(claimed) ? claimed : null
}

/** The commit that holds the desired state, the empty string when there is none. */
export function mergeCommitOf({ steps, change, pushedCommit }: Pick<Facts, 'steps' | 'change' | 'pushedCommit'>): string {
  return mergedCommit(steps) || change?.['merge-commit'] || pushedCommit || ''
}

function pullRequestOf(steps: StepRecords, change: ChangeRecord | null): unknown {
  const { number: opened, url } = outputsOf(steps, 'pull-request')
  if (opened) return { number: numberIn(opened), url }
  return change?.['pull-request'] ? { number: numberIn(change['pull-request']), url: change['pull-request-url'] } : null
}

function purgeOf(steps: StepRecords): unknown {
  const { 'purge-id': id, status, paths, tags, charged } = outputsOf(steps, 'purge')
  const cost = numberIn(charged)
  return status ? { id: id ?? '', status, paths: list(paths), tags: list(tags), ...(cost === null ? {} : { charged: cost }) } : null
}

function known(outputs: StepRecord['outputs']): Record<string, string> {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== ''))
}

/** Of a change that carries several requests each value says to which one it belongs; the receipt shows those of its own. */
function ownChanges(changes: readonly unknown[], id: string | null): unknown[] {
  return changes.flatMap((change) => {
    if (!isMap(change) || !Object.hasOwn(change, 'request')) return [change]
    const { request, ...own } = change
    return request === id ? [own] : []
  })
}

function list(text: string | undefined): unknown[] {
  const value = jsonOrNull(text)
  return Array.isArray(value) ? value : []
}
