/** How a call to GitHub ended, as one of the documented reason codes; `github-refused` is for answers that only the caller can judge (405, 409, 422). */
export type GitHubErrorCode =
  | 'github-unavailable'
  | 'github-rate-limited'
  | 'github-forbidden'
  | 'github-not-found'
  | 'github-invalid-answer'
  | 'github-refused'

/** One entry of a GraphQL answer's `errors`. */
export interface GraphQLFailure {
  readonly type: string | undefined
  readonly message: string
  readonly path: readonly (string | number)[]
}

export interface GitHubErrorDetails {
  readonly code: GitHubErrorCode
  /** 0 when no answer arrived. */
  readonly status?: number
  /** GraphQL error type, such as STALE_DATA. */
  readonly kind?: string | undefined
  readonly body?: unknown
  readonly errors?: readonly GraphQLFailure[]
  readonly data?: unknown
  /** True when GitHub may have done what was asked although no usable answer arrived. */
  readonly ambiguous?: boolean
  readonly cause?: unknown
}

/** A call that GitHub refused, could not answer, or answered with something unusable. Holds no request headers, so no token. */
export class GitHubError extends Error {
  readonly code: GitHubErrorCode
  readonly status: number
  readonly kind: string | undefined
  readonly body: unknown
  readonly errors: readonly GraphQLFailure[]
  /** What a GraphQL answer held beside its errors. */
  readonly data: unknown
  readonly ambiguous: boolean

  constructor(message: string, details: GitHubErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'GitHubError'
    this.code = details.code
    this.status = details.status ?? 0
    this.kind = details.kind
    this.body = details.body
    this.errors = details.errors ?? []
    this.data = details.data
    this.ambiguous = details.ambiguous ?? false
  }
}

/** GitHub's own sentence in an error body, or nothing. */
export function answerMessage(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('message' in body) || typeof body.message !== 'string') return ''
  const details = 'errors' in body && Array.isArray(body.errors) ? body.errors.map(detailMessage).filter((text) => text !== '') : []
  return [body.message, ...details].join('; ')
}

function detailMessage(detail: unknown): string {
  if (typeof detail === 'string') return detail
  if (typeof detail !== 'object' || detail === null) return ''
  if ('message' in detail && typeof detail.message === 'string') return detail.message
  const fields = ['resource', 'field', 'code']
    .map((key) => (detail as Record<string, unknown>)[key])
    .filter((value) => typeof value === 'string')
  return fields.join(' ')
}
