import type { Receipt } from '@mfe-gitops/contract'
import type { RunView } from './run-view.ts'

/** What the receipt of a run proves for one request. */
export type ReceiptFinding =
  | { readonly kind: 'ours'; readonly receipt: Receipt }
  /** It answers another request: the run is not ours, whatever its title. */
  | { readonly kind: 'other' }
  /** The receiver could not even read the request it got, so it could not name it. Never good news. */
  | { readonly kind: 'nameless'; readonly receipt: Receipt }
  | { readonly kind: 'missing'; readonly why: string }

export interface Claim {
  readonly run: RunView
  readonly repository: string
  readonly requestId: string
}

/** Decides whether a receipt speaks of our request and of this very attempt of this very run. */
export function weighReceipt(receipt: Receipt, { run, repository, requestId }: Claim): ReceiptFinding {
  if (receipt.run.id !== run.id || receipt.run.repository.toLowerCase() !== repository.toLowerCase()) {
    return { kind: 'missing', why: `its receipt speaks of run ${receipt.run.id} in ${receipt.run.repository}` }
  }
  if (receipt.requestId === null) return receipt.outcome === 'rejected' ? { kind: 'nameless', receipt } : { kind: 'other' }
  if (receipt.requestId !== requestId) return { kind: 'other' }
  if (receipt.run.attempt < run.attempt)
    return { kind: 'missing', why: `its receipt is from attempt ${receipt.run.attempt} of ${run.attempt}` }
  return { kind: 'ours', receipt }
}
