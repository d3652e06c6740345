import type { Actor } from '../access/actor.ts'
import type { Answer } from '../http/answer.ts'
import type { LimitOptions, LimitRules, Limits, RecordedRequest } from '../types.ts'
import type { World } from '../world.ts'
import type { Quota } from './fixed-window.ts'
import { githubLimits } from './github-limits.ts'
import { limitAnswer } from './limit-answer.ts'
import { createLimitBook, type LimitBook, type Price, type Tier } from './limit-book.ts'

/** A request that has been let in, or what it is told instead. */
export interface Admission {
  readonly refused: Answer | null
  /** Headers of the answer, after what the request really spent. */
  headers(spent: { readonly contents: number; readonly free?: boolean }): Record<string, string>
  /** The request is over; one that never got an answer has spent what it made. */
  end(contents: number): void
}

export interface RateLimits extends Limits {
  admit(given: Actor | { readonly refused: string }, price: Price, record: RecordedRequest): Admission
  state(actor: Actor, api: Price['api']): Quota
}

/** Counts what everybody spends, on the lab's clock, and refuses what is too much when it is told to. */
export function createRateLimits(world: Pick<World, 'now'>, options: LimitOptions | null): RateLimits {
  let books = new Map<string, LimitBook>()
  let rules: LimitRules = githubLimits
  let refusal: { status: 403 | 429 } | null = null
  const bookOf = (actor: Actor) => {
    const key = identityOf(actor)
    const book = books.get(key) ?? createLimitBook(rules, tierOf(actor))
    books.set(key, book)
    return book
  }
  const limits: RateLimits = {
    enforce({ status = 403, ...changes } = {}) {
      rules = { ...githubLimits, ...changes }
      refusal = { status }
      books = new Map()
    },
    lift() {
      rules = githubLimits
      refusal = null
      books = new Map()
    },
    state: (actor, api) => bookOf(actor).quota(api, world.now()),
    admit(given, price, record) {
      const actor: Actor = 'refused' in given ? { kind: 'anonymous' } : given
      const book = bookOf(actor)
      const admitted = book.admit(price, { now: world.now(), enforced: refusal !== null })
      const headers = () => quotaHeaders(book.quota(price.api, world.now()), price.api)
      if ('limit' in admitted) {
        record.limit = admitted.limit
        return { refused: limitAnswer(admitted, { actor, api: price.api, status: refusal?.status ?? 403 }), headers, end: () => undefined }
      }
      return {
        refused: null,
        headers(spent) {
          admitted.settle(spent)
          return headers()
        },
        end: admitted.end,
      }
    },
  }
  if (options) limits.enforce(options)
  return limits
}

function quotaHeaders({ limit, used, remaining, reset }: Quota, api: Price['api']): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-used': String(used),
    'x-ratelimit-resource': api === 'rest' ? 'core' : 'graphql',
  }
}

/** documented: all tokens of a user or an installation share its limits, and those of a run share its repository's. */
function identityOf(actor: Actor): string {
  if (actor.kind === 'user') return `user ${actor.user.id}`
  if (actor.kind === 'installation') return `installation ${actor.installation.id}`
  if (actor.kind === 'run') return `repository ${actor.repositoryId}`
  return actor.kind === 'app' ? `app ${actor.app.id}` : 'nobody'
}

function tierOf(actor: Actor): Tier {
  if (actor.kind === 'anonymous') return 'nobody'
  return actor.kind === 'run' ? 'run' : 'full'
}
