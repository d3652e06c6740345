/** Why an attempt gave no usable answer. */
export type Failure =
  | { readonly type: 'network'; readonly sent: boolean }
  | { readonly type: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly message: string }
  | { readonly type: 'rate-limited'; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'unavailable' }
  /** GraphQL's way of saying 404. */
  | { readonly type: 'not-found' }
  | { readonly type: 'invalid-answer' }

export interface RetryState {
  /** Retries made so far for any reason. */
  readonly retries: number
  /** True for reads and for writes that the caller marked idempotent. */
  readonly repeatable: boolean
  readonly justCreated: boolean
  readonly budgetLeft: number
  readonly now: number
  readonly random: number
}

/** Milliseconds to wait before the next attempt; null when there must be none. */
export type RetryPlan = { readonly wait: number } | null

const second = 1000
const limits = { rateLimited: 8, unavailable: 5, unauthorized: 3, notFound: 4 }

/** Decides whether and when to try again: GitHub's documented order for rate limits, back-off for outages, nothing blind for writes. */
export function planRetry(failure: Failure, state: RetryState): RetryPlan {
  const wait = waitFor(failure, state)
  return wait === null || wait > state.budgetLeft ? null : { wait }
}

function waitFor(failure: Failure, state: RetryState): number | null {
  if (failure.type === 'rate-limited') return rateLimitWait(failure.headers, state)
  if (failure.type === 'network') return state.repeatable || !failure.sent ? backOff(state) : null
  if (failure.type === 'unavailable' || failure.type === 'invalid-answer') return state.repeatable ? backOff(state) : null
  if (failure.type === 'not-found') return notFoundWait(state)
  if (isRateLimit(failure.status, failure.headers, failure.message)) return rateLimitWait(failure.headers, state)
  // A fresh App token is not known to every replica yet; nothing was executed, so writes may be repeated as well.
  if (failure.status === 401) return state.retries < limits.unauthorized ? growing(state, second) : null
  if (failure.status === 404) return notFoundWait(state)
  if (failure.status >= 500) return state.repeatable ? backOff(state, retryAfter(failure.headers, state.now)) : null
  return null
}

// What was created a moment ago is not known to every replica yet; anything else is not there.
function notFoundWait(state: RetryState): number | null {
  return state.justCreated && state.retries < limits.notFound ? growing(state, second) : null
}

/** True for the primary and the secondary rate limit; a plain 403 is a missing permission. */
export function isRateLimit(status: number, headers: Readonly<Record<string, string>>, message: string): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /rate limit|abuse detection/i.test(message)
}

function rateLimitWait(headers: Readonly<Record<string, string>>, state: RetryState): number | null {
  if (state.retries >= limits.rateLimited) return null
  return retryAfter(headers, state.now) ?? untilReset(headers, state.now) ?? growing(state, 60 * second)
}

function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const value = headers['retry-after']?.trim()
  if (value === undefined || value === '') return null
  if (/^\d+$/.test(value)) return Number(value) * second
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

// Under a secondary limit the header tells when the *primary* window ends, up to an hour away: it counts only when nothing remains.
function untilReset(headers: Readonly<Record<string, string>>, now: number): number | null {
  const reset = headers['x-ratelimit-reset']
  const remaining = headers['x-ratelimit-remaining']
  if (reset === undefined || !/^\d+$/.test(reset) || (remaining !== undefined && remaining !== '0')) return null
  // At least a second: the reset is given in whole seconds, and the clocks of a runner and of GitHub differ.
  return Math.max(second, Number(reset) * second - now + second)
}

function backOff(state: RetryState, named: number | null = null): number | null {
  return state.retries < limits.unavailable ? (named ?? growing(state, second)) : null
}

// Doubles and adds up to a half, so that jobs that failed together do not come back together.
function growing(state: RetryState, base: number): number {
  return Math.round(base * 2 ** state.retries * (1 + state.random / 2))
}
