import type { ReasonCode } from '@mfe-gitops/contract'

export type TargetErrorCode = Extract<
  ReasonCode,
  'store-failed' | 'table-failed' | 'purge-failed' | 'target-unknown' | 'integrity-mismatch'
>

/** What a target could not do; `code` is the reason code of the receipt. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly code: TargetErrorCode

  constructor(code: TargetErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}

/** Runs an effect of a target; anything it throws that is not a TargetError becomes one, with the cause kept. */
export async function asTargetError<T>(code: TargetErrorCode, what: string, effect: () => T | Promise<T>): Promise<T> {
  try {
    return await effect()
  } catch (cause) {
    if (cause instanceof TargetError) throw cause
    throw new TargetError(code, `${what} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** A value from outside as it may stand in a message: quoted, ASCII only, short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(String(value)).replace(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return text.length <= 120 ? text : `${text.slice(0, 118)}…"`
}
