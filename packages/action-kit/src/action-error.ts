import { type Outcome, type Reason, type ReasonCode, reasonCodes } from '@mfe-gitops/contract'

export interface ActionErrorDetails {
  readonly cause?: unknown
  /** Outcome of the deployment; default: the one of the code. */
  readonly outcome?: Outcome
  /** All reasons, when there are several; default: this error as the only one. */
  readonly reasons?: readonly Reason[]
  /** Outputs to set although the action failed. */
  readonly outputs?: Readonly<Record<string, string | number | boolean | object | null>>
}

/** What a user can mend: a stable code, and a sentence that names where, what was seen and the remedy. */
export class ActionError extends Error {
  readonly code: ReasonCode
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly outputs: NonNullable<ActionErrorDetails['outputs']>

  constructor(code: ReasonCode, message: string, details: ActionErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'ActionError'
    this.code = code
    this.outcome = details.outcome ?? reasonCodes[code].outcome
    this.reasons = details.reasons !== undefined && details.reasons.length > 0 ? details.reasons : [{ code, message }]
    this.outputs = details.outputs ?? {}
  }
}
