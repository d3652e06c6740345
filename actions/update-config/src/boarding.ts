import type { Fold } from '@mfe-gitops/change'
import { type SnapshotFiles, viewOf } from '@mfe-gitops/config-repository'
import { type DeploymentRequest, freezeReasons, policyReasons, type Reason, requestId } from '@mfe-gitops/contract'

/** A run that waits to be carried, and what it asks for. */
export interface Passenger {
  readonly runId: number
  readonly request: DeploymentRequest
}

/** Why the policy at the base lets a request not pass, which it did when the request came. The check would refuse the whole change for it. */
export function refusalsAt(base: SnapshotFiles, request: DeploymentRequest): Reason[] {
  const view = viewOf(base, request)
  // What cannot be read is told by the fold.
  if (!view.ok || view.value.registration === null) return []
  const { config, registration } = view.value
  return [...freezeReasons(config, request.environment), ...policyReasons({ request, registration })]
}

/**
 * Who is aboard a train and who is left to its own run: aboard are those who find in the base what they ask for, or something newer, once the train
 * has arrived; the others learn from their own runs why they were left.
 */
export function sortPassengers(fold: Fold, passengers: readonly Passenger[]): { aboard: number[]; refused: number[] } {
  const settled = new Set(
    [
      ...fold.carried,
      ...fold.unchanged,
      ...fold.dropped.filter(({ reasons }) => reasons.some(({ code }) => code === 'superseded-by-newer')),
    ].map(({ request }) => requestId(request)),
  )
  const isSettled = ({ request }: Passenger) => settled.has(requestId(request))
  const ids = (chosen: readonly Passenger[]) => chosen.map(({ runId }) => runId)
  return { aboard: ids(passengers.filter(isSettled)), refused: ids(passengers.filter((one) => !isSettled(one))) }
}
