import type { Actor } from '../access/actor.ts'
import type { Answer } from '../http/answer.ts'
import type { Excess } from './limit-book.ts'

const page = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api'

/**
 * How GitHub refuses what goes beyond a limit. documented: 403 or 429 with `retry-after` (secondary) or `x-ratelimit-remaining: 0` (primary,
 * which the headers of every answer say); GraphQL says the primary limit with 200. from memory: the addresses of the documents.
 */
export function limitAnswer(excess: Excess, { actor, api, status }: { actor: Actor; api: 'rest' | 'graphql'; status: 403 | 429 }): Answer {
  if (excess.primary && api === 'graphql') {
    // seen: yanyongyu/githubkit#271
    const message = `API rate limit already exceeded for ${ownerOf(actor)}.`
    return { status: 200, body: { errors: [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message }] } }
  }
  const anchor = excess.primary ? 'about-primary-rate-limits' : 'about-secondary-rate-limits'
  return {
    status,
    body: { message: sentence(excess, actor), documentation_url: `${page}#${anchor}`, status: String(status) },
    headers: excess.primary ? {} : { 'retry-after': String(excess.seconds) },
  }
}

function sentence({ primary, limit }: Excess, actor: Actor): string {
  // seen: fountainhead/action-wait-for-check#29
  if (primary) return `API rate limit exceeded for ${ownerOf(actor)}.`
  // seen: hisxo/gitGraber#43
  if (limit === 'contentPerMinute' || limit === 'contentPerHour')
    return 'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.'
  // seen: apache/devlake#1322
  return 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
}

function ownerOf(actor: Actor): string {
  if (actor.kind === 'user') return `user ID ${actor.user.id}`
  if (actor.kind === 'installation') return `installation ID ${actor.installation.id}`
  // from memory: a run's token is one of an installation whose id nobody knows; an App and nobody at all
  return actor.kind === 'run' ? 'installation' : actor.kind === 'app' ? `app ID ${actor.app.id}` : '127.0.0.1'
}
