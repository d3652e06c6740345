import { GitHubError, type GitHubErrorCode, type GraphQLFailure } from './error.ts'
import type { Failure } from './retry-plan.ts'

/** A GraphQL body after reading: its data, or the failure with the error to show when it is final. */
export type GraphQLResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly failure: Failure | null; readonly error: GitHubError }

interface AnswerFacts {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly optional: readonly string[]
}

/** Reads a GraphQL answer, which is 200 for failures as well. */
export function readGraphQLAnswer<T>(body: unknown, facts: AnswerFacts): GraphQLResult<T> {
  const { data, errors } = parts(body)
  if (data === undefined && errors.length === 0) {
    return refused(
      'GitHub answered a GraphQL request with neither data nor errors.',
      'github-invalid-answer',
      { type: 'invalid-answer' },
      facts,
      [],
      null,
    )
  }
  const fatal = errors.filter((error) => !isTolerated(error, facts.optional))
  const first = fatal[0]
  if (first === undefined) return { ok: true, data: data as T }
  const code = codeOf(fatal)
  const message = `GitHub refused a GraphQL request: ${fatal.map((error) => error.message).join('; ')}`
  return refused(message, code, failureOf(code, data, facts), facts, fatal, data)
}

function refused(
  message: string,
  code: GitHubErrorCode,
  failure: Failure | null,
  facts: AnswerFacts,
  errors: readonly GraphQLFailure[],
  data: unknown,
): { ok: false; failure: Failure | null; error: GitHubError } {
  const ambiguous = code === 'github-unavailable' || code === 'github-invalid-answer'
  return {
    ok: false,
    failure,
    error: new GitHubError(message, { code, status: facts.status, kind: errors[0]?.type, errors, data, ambiguous }),
  }
}

// A rate limit that hits the second mutation of a document comes after the first one was executed: that must not be repeated blindly.
function failureOf(code: GitHubErrorCode, data: unknown, facts: AnswerFacts): Failure | null {
  if (code === 'github-rate-limited') return hasValue(data) ? null : { type: 'rate-limited', headers: facts.headers }
  if (code === 'github-not-found') return { type: 'not-found' }
  return code === 'github-unavailable' ? { type: 'unavailable' } : null
}

function hasValue(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null)
}

function codeOf(errors: readonly GraphQLFailure[]): GitHubErrorCode {
  const has = (test: (error: GraphQLFailure) => boolean) => errors.some(test)
  if (has((error) => error.type === 'RATE_LIMITED' || /rate limit/i.test(error.message))) return 'github-rate-limited'
  if (has((error) => isOutage(error))) return 'github-unavailable'
  if (has((error) => error.type === 'FORBIDDEN' || error.type === 'INSUFFICIENT_SCOPES')) return 'github-forbidden'
  return has((error) => error.type === 'NOT_FOUND') ? 'github-not-found' : 'github-refused'
}

// GitHub answers a query that ran out of its ten seconds with 200 and this sentence, without a type.
function isOutage(error: GraphQLFailure): boolean {
  return (
    error.type === 'SERVICE_UNAVAILABLE' ||
    error.type === 'INTERNAL' ||
    /^(something went wrong while executing your query|timeout)/i.test(error.message)
  )
}

function isTolerated(error: GraphQLFailure, optional: readonly string[]): boolean {
  const [alias] = error.path
  return typeof alias === 'string' && optional.includes(alias) && (error.type === 'NOT_FOUND' || error.type === 'FORBIDDEN')
}

function parts(body: unknown): { data: unknown; errors: GraphQLFailure[] } {
  if (typeof body !== 'object' || body === null) return { data: undefined, errors: [] }
  const data = 'data' in body && typeof body.data === 'object' && body.data !== null ? body.data : undefined
  const errors = 'errors' in body && Array.isArray(body.errors) ? body.errors.map(failure) : []
  return { data, errors }
}

function failure(error: unknown): GraphQLFailure {
  const { type, message, path } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  return {
    type: typeof type === 'string' ? type : undefined,
    message: typeof message === 'string' ? message : 'an error without a message',
    path: Array.isArray(path) ? path.filter((part) => typeof part === 'string' || typeof part === 'number') : [],
  }
}
