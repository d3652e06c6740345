export type ArtifactErrorCode =
  | 'artifact-not-found'
  | 'artifact-unavailable'
  | 'artifact-empty'
  | 'artifact-invalid'
  | 'artifact-entry-missing'
  | 'integrity-missing'
  | 'integrity-mismatch'

/** What is wrong with an artifact; `code` is the reason code of the receipt. */
export class ArtifactError extends Error {
  override readonly name = 'ArtifactError'
  readonly code: ArtifactErrorCode

  constructor(code: ArtifactErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** A value from outside as it may stand in a message: quoted, escaped, at most 120 characters. */
export function quote(value: unknown): string {
  const text = JSON.stringify(String(value)).replace(/[^\u0020-\u007e]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
  return text.length <= 120 ? text : `${text.slice(0, 118)}…"`
}
