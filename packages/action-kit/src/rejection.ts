import type { Outcome, Reason } from '@mfe-gitops/contract'
import { ActionError, type ActionErrorDetails } from './action-error.ts'

/** The error that ends an action for these reasons, of which there is at least one. */
export function rejection(
  reasons: readonly Reason[],
  outcome: Outcome = 'rejected',
  outputs: ActionErrorDetails['outputs'] = {},
): ActionError {
  const [first] = reasons
  if (first === undefined) throw new Error('A rejection needs a reason.')
  return new ActionError(first.code, first.message, { outcome, reasons, outputs })
}
