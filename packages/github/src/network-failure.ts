// The connection was never made, so GitHub cannot have seen the request.
const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The system code of a failed fetch (`ECONNRESET`, say), found in its chain of causes. */
export function networkCode(error: unknown): string {
  for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 6; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code
    if ('name' in cause && cause.name === 'TimeoutError') return 'ETIMEDOUT'
    cause = 'cause' in cause ? cause.cause : null
  }
  return 'no system code'
}

/** False when the connection failed before a byte of the request left; anything unknown counts as sent. */
export function mayHaveBeenSent(error: unknown): boolean {
  return !unsentCodes.has(networkCode(error))
}
