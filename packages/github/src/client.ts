import { setTimeout as wait } from 'node:timers/promises'
import pRetry from 'p-retry'
import { download } from './download.ts'
import { GitHubError } from './error.ts'
import type { Answer, GitHub, GraphQLOptions, Parameters, RequestCount, RequestKind, RequestOptions, RequestRecord } from './github.ts'
import { readGraphQLAnswer } from './graphql-answer.ts'
import { planRetry } from './retry-plan.ts'
import { AttemptFailure, createTransport } from './transport.ts'

export interface GitHubOptions {
  readonly apiUrl: string
  readonly graphqlUrl: string
  readonly token: string
  readonly fetch?: typeof globalThis.fetch
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly random?: () => number
  readonly now?: () => number
  readonly onRequest?: (record: RequestRecord) => void
  readonly userAgent?: string
  /** Longest total wait between the attempts of one call; a rate limit that ends later fails at once. Default 5 minutes. */
  readonly budgetMs?: number
  /** Longest single exchange. Default 30 seconds. */
  readonly timeoutMs?: number
}

type Ports = Required<GitHubOptions>

interface Attempts {
  readonly repeatable: boolean
  readonly once: boolean
  readonly justCreated: boolean
  readonly signal: AbortSignal | undefined
}

/** A GitHub for one token, with retries that follow GitHub's documented rules. */
export function createGitHub(options: GitHubOptions): GitHub {
  const ports = withDefaults(options)
  const requests: RequestCount = { total: 0, read: 0, write: 0, content: 0 }
  const record = (entry: RequestRecord) => {
    requests.total += 1
    requests[entry.kind] += 1
    ports.onRequest(entry)
  }
  const transport = createTransport(ports)
  return {
    requests,
    request: <T>(route: string, parameters: Parameters, o: RequestOptions = {}) => {
      const [method = 'GET'] = route.split(' ')
      const kind = kindOfRoute(route)
      const headers = o.etag === undefined ? {} : { 'if-none-match': o.etag }
      const attempt = observed({ method, route, kind }, record, () => transport({ route, parameters, headers, signal: o.signal }))
      return retrying(ports, attemptsOf(kind, o), attempt) as Promise<Answer<T>>
    },
    graphql: <T>(document: string, variables: Parameters, o: GraphQLOptions<T> = {}) => {
      const kind = /^\s*mutation\b/.test(document) ? 'content' : 'read'
      const call = { route: `POST ${ports.graphqlUrl}`, parameters: { query: document, variables }, signal: o.signal }
      const attempt = observed({ method: 'POST', route: `graphql:${operationName(document)}`, kind }, record, () => transport(call))
      return retrying(ports, attemptsOf(kind, o), async () => {
        const { data, status, headers } = await attempt()
        const result = readGraphQLAnswer<T>(data, { status, headers, optional: o.optional ?? [] })
        if (!result.ok) throw new AttemptFailure(result.failure, result.error)
        check(result.data, o)
        return result.data
      })
    },
    download: (route, parameters, o) => {
      const attempts = attemptsOf('read', o)
      return retrying(ports, attempts, () => download(ports, { route, parameters, ...o }, record))
    },
  }
}

function withDefaults(options: GitHubOptions): Ports {
  return {
    fetch: globalThis.fetch,
    sleep: async (ms, signal) => wait(ms, undefined, { signal }),
    random: Math.random,
    now: Date.now,
    onRequest: () => {},
    userAgent: 'mfe-gitops',
    budgetMs: 300_000,
    timeoutMs: 30_000,
    ...options,
    apiUrl: options.apiUrl.replace(/\/+$/, ''),
    token: checkedToken(options.token),
  }
}

// fetch names the value of a header that it refuses, so a token with a line break would end up in an error message.
function checkedToken(token: string): string {
  const trimmed = token.trim()
  if (/[^\x21-\x7e]/.test(trimmed))
    throw new TypeError('The GitHub token holds white space or characters outside ASCII. Check how the secret was stored.')
  return trimmed
}

function attemptsOf(kind: RequestKind, o: { retry?: boolean; justCreated?: boolean; signal?: AbortSignal | undefined }): Attempts {
  return { repeatable: kind === 'read' || o.retry === true, once: o.retry === false, justCreated: o.justCreated === true, signal: o.signal }
}

function retrying<T>(ports: Ports, attempts: Attempts, attempt: () => Promise<T>): Promise<T> {
  let waited = 0
  return pRetry(attempt, {
    // planRetry bounds the attempts; the waiting is done below by the injected clock.
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 0,
    onFailedAttempt: async ({ error, attemptNumber }) => {
      if (!(error instanceof AttemptFailure)) throw error
      const { repeatable, justCreated } = attempts
      const state = {
        retries: attemptNumber - 1,
        repeatable,
        justCreated,
        budgetLeft: ports.budgetMs - waited,
        now: ports.now(),
        random: ports.random(),
      }
      const plan = attempts.once || error.failure === null ? null : planRetry(error.failure, state)
      if (plan === null) throw error.error
      waited += plan.wait
      await ports.sleep(plan.wait, attempts.signal)
    },
  })
}

function observed<T extends Answer<unknown>>(
  entry: Omit<RequestRecord, 'status'>,
  record: (entry: RequestRecord) => void,
  send: () => Promise<T>,
): () => Promise<T> {
  return async () => {
    try {
      const answer = await send()
      record({ ...entry, status: answer.status })
      return answer
    } catch (error) {
      record({ ...entry, status: error instanceof AttemptFailure ? error.error.status : 0 })
      throw error
    }
  }
}

function check<T>(data: T, o: GraphQLOptions<T>): void {
  try {
    o.check?.(data)
  } catch (error) {
    throw error instanceof GitHubError ? new AttemptFailure(error.code === 'github-not-found' ? { type: 'not-found' } : null, error) : error
  }
}

function kindOfRoute(route: string): RequestKind {
  if (/^(GET|HEAD) /.test(route)) return 'read'
  return /^(POST|PUT) /.test(route) && !/\/(cancel|force-cancel|rerun|rerun-failed-jobs)$/.test(route) ? 'content' : 'write'
}

function operationName(document: string): string {
  return /^\s*(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? 'anonymous'
}
