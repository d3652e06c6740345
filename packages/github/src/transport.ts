import { request as octokit } from '@octokit/request'
import { RequestError } from '@octokit/request-error'
import { answerMessage, GitHubError, type GitHubErrorCode } from './error.ts'
import type { Answer, Parameters } from './github.ts'
import { mayHaveBeenSent, networkCode } from './network-failure.ts'
import { followingRedirects, RedirectError } from './redirect.ts'
import { type Failure, isRateLimit } from './retry-plan.ts'
import { expandRoute } from './route.ts'

type Fetch = typeof globalThis.fetch

export interface TransportOptions {
  readonly apiUrl: string
  readonly token: string
  readonly fetch: Fetch
  readonly userAgent: string
  readonly timeoutMs: number
}

/** One attempt that failed: what the retry plan decides on, and the error to show when it is final. */
export class AttemptFailure extends Error {
  readonly failure: Failure | null
  readonly error: GitHubError

  constructor(failure: Failure | null, error: GitHubError) {
    super(error.message)
    this.failure = failure
    this.error = error
  }
}

export interface Call {
  readonly route: string
  readonly parameters: Parameters
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

export type Transport = (call: Call) => Promise<Answer<unknown>>

/** One HTTP exchange with GitHub by octokit, its failures sorted; never more than one attempt. */
export function createTransport(options: TransportOptions): Transport {
  const send = octokit.defaults({
    baseUrl: options.apiUrl,
    headers: standardHeaders(options),
    request: { fetch: followingRedirects(options.fetch), log: { warn: () => {} } },
  })
  return async ({ route, parameters, headers, signal }) => {
    const where = `${route.split(' ')[0]} ${expandRoute(options.apiUrl, route, parameters).pathname}`
    try {
      const answer = await send(route, { ...parameters, headers: { ...headers }, request: { signal: deadline(options.timeoutMs, signal) } })
      return readAnswer(answer, where)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof RequestError && error.status === 304) return notModified(error)
      throw error instanceof AttemptFailure ? error : failedAttempt(error, where)
    }
  }
}

export function standardHeaders({ token, userAgent }: { token: string; userAgent: string }): Record<string, string> {
  return {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': userAgent,
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
  }
}

/** A signal that ends a hanging exchange, the reading of its body included. */
export function deadline(ms: number, signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(ms)
  return signal === undefined ? timeout : AbortSignal.any([timeout, signal])
}

function readAnswer(answer: { status: number; data: unknown; headers: object }, where: string): Answer<unknown> {
  const { status, data } = answer
  const empty = data === '' || data === undefined
  // Octokit gives text when the body is not JSON or breaks off: a proxy's HTML page, or a connection lost half way.
  if (typeof data === 'string' && !(empty && (status === 202 || status === 204 || status === 205))) {
    const error = new GitHubError(`${where}: GitHub's answer (status ${status}) is not complete JSON.`, {
      code: 'github-invalid-answer',
      status,
      ambiguous: true,
    })
    throw new AttemptFailure({ type: 'invalid-answer' }, error)
  }
  return { status, data, headers: stringHeaders(answer.headers), notModified: false }
}

function notModified(error: RequestError): Answer<unknown> {
  return { status: 304, data: undefined, headers: stringHeaders(error.response?.headers ?? {}), notModified: true }
}

function failedAttempt(error: unknown, where: string): AttemptFailure {
  if (!(error instanceof RequestError) || error.response === undefined) return networkFailure(error, where)
  const { status, response } = error
  const headers = stringHeaders(response.headers)
  const said = answerMessage(response.data)
  const failure: Failure = { type: 'answer', status, headers, message: said }
  const message = `${where}: GitHub answered ${status}${said === '' ? '' : `: ${said}`}`
  const body = typeof response.data === 'object' ? response.data : undefined
  return new AttemptFailure(
    failure,
    new GitHubError(message, { code: codeOf(status, headers, said), status, body, ambiguous: status >= 500 }),
  )
}

// The octokit error is not kept as the cause: it carries the request with its body and headers.
function networkFailure(error: unknown, where: string): AttemptFailure {
  if (error instanceof Error && error.cause instanceof RedirectError) {
    return new AttemptFailure(
      null,
      new GitHubError(`${where}: the answer was not followed, it was ${error.cause.message}.`, { code: 'github-invalid-answer' }),
    )
  }
  const sent = mayHaveBeenSent(error)
  const code = networkCode(error)
  const text = error instanceof Error ? error.message : 'the request failed'
  const message = `${where}: no answer from GitHub (${code}: ${text}).`
  const cause = error instanceof Error ? error.cause : undefined
  return new AttemptFailure({ type: 'network', sent }, new GitHubError(message, { code: 'github-unavailable', ambiguous: sent, cause }))
}

function codeOf(status: number, headers: Readonly<Record<string, string>>, message: string): GitHubErrorCode {
  if (isRateLimit(status, headers, message)) return 'github-rate-limited'
  if (status === 401 || status === 403) return 'github-forbidden'
  if (status === 404 || status === 410) return 'github-not-found'
  return status >= 500 ? 'github-unavailable' : 'github-refused'
}

function stringHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
