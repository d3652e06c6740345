import { ActionError } from '@mfe-gitops/action-kit'
import { type DeploymentRequest, reason, requestId } from '@mfe-gitops/contract'
import type { PullRequestState } from '@mfe-gitops/github'
import type { CurrentChange } from './current-change.ts'
import type { Step } from './merging.ts'
import type { MergeOutcome, Stop } from './verdict.ts'

/** Ends that may lie in one of several requests. */
const shared: ReadonlySet<unknown> = new Set<MergeOutcome>(['checks-failed', 'blocked', 'removed-from-queue'])

/** The change with this run's own request alone, where that may turn the end of one that carries several; null where it cannot. */
export function ownWay(end: Step | Stop, change: CurrentChange, own: DeploymentRequest | undefined): CurrentChange | null {
  return end.kind === 'stop' && shared.has(end.result) ? withoutOthers(change, own) : null
}

/** The same for an error that ended the making of the change. */
export function ownWayAfter(error: unknown, change: CurrentChange, own: DeploymentRequest | undefined): CurrentChange | null {
  return error instanceof ActionError && shared.has(error.outputs.result) ? withoutOthers(change, own) : null
}

/** How a change ends whose checks failed before it came here. */
export function failedBefore({ number, headCommit }: Pick<PullRequestState, 'number' | 'headCommit'>): Stop {
  const why = reason('required-check-failed', { field: `pull request #${number}`, seen: headCommit })
  return { kind: 'stop', result: 'checks-failed', reason: why }
}

function withoutOthers(change: CurrentChange, own: DeploymentRequest | undefined): CurrentChange | null {
  const isOwn = (request: DeploymentRequest) => own !== undefined && requestId(request) === requestId(own)
  return change.requests.length > 1 && change.requests.some(isOwn) ? { ...change, requests: change.requests.filter(isOwn) } : null
}
