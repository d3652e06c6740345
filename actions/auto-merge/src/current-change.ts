import type { Outputs } from '@mfe-gitops/action-kit'
import { changeOutputs, type Ending, type Fold, requestsText } from '@mfe-gitops/change'
import { type DeploymentRequest, requestId } from '@mfe-gitops/contract'

/** The change that waits to be merged: as it was opened, or as it was last made again. */
export interface CurrentChange {
  /** The only commit that may be merged. */
  readonly head: string
  /** What the branch carries; none when the change is no deployment's, or nobody said what it carries. */
  readonly requests: readonly DeploymentRequest[]
  /** Requests that ended on the way. */
  readonly endings: readonly Ending[]
  readonly redone: number
  /** Heads that were replaced; GitHub may show one of them for a moment longer. */
  readonly replaced: readonly string[]
  readonly outputs: Outputs
}

/** The change as the run begins with it. */
export function startingChange(head: string, requests: readonly DeploymentRequest[]): CurrentChange {
  return { head, requests, endings: [], redone: 0, replaced: [], outputs: {} }
}

/** The change after it was made again. */
export function madeAgain(change: CurrentChange, made: { head: string; fold: Fold; endings: readonly Ending[] }): CurrentChange {
  const { head, fold, endings } = made
  const requests = fold.carried.map(({ request }) => request)
  const { integrity: _, proof: __, ...outputs } = changeOutputs(fold)
  return {
    head,
    requests,
    endings: [...change.endings, ...endings],
    redone: change.redone + 1,
    replaced: [...change.replaced, change.head].filter((one) => one !== head),
    outputs: { ...outputs, requests: requestsText(requests) },
  }
}

/** What the action says about the change in the end. */
export function describeChange({ head, redone, endings, outputs }: CurrentChange): Record<string, string | number | object> {
  const dropped = endings.map(({ request, outcome, reasons }) => ({ 'request-id': requestId(request), outcome, reasons }))
  const known = Object.entries(outputs).filter((entry): entry is [string, string | number | object] => (entry[1] ?? null) !== null)
  return { ...Object.fromEntries(known), 'head-commit': head, redone, dropped }
}
