import type { ReasonCode } from '@mfe-gitops/contract'

export type ArtifactErrorCode = Extract<
  ReasonCode,
  | 'input-invalid'
  | 'artifact-not-found'
  | 'artifact-unavailable'
  | 'artifact-empty'
  | 'artifact-invalid'
  | 'artifact-entry-missing'
  | 'artifact-incomplete'
  | 'signature-refused'
  | 'provenance-refused'
  | 'integrity-missing'
  | 'integrity-mismatch'
  | 'runner-file-failed'
>

/** What is wrong with an artifact; `code` is the reason code of the receipt. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError'
  readonly code: ArtifactErrorCode

  constructor(code: ArtifactErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
