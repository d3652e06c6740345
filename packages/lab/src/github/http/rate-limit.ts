import type { Actor } from '../access/actor.ts'
import type { World } from '../world.ts'

/** Counts requests per token and hour. The lab never refuses by count: faults do that on purpose. */
export interface RateLimits {
  /** Headers after one more request. A 304 is free. */
  count(actor: Actor | { readonly refused: string }, resource: 'core' | 'graphql', options?: { free?: boolean }): Record<string, string>
  state(actor: Actor, resource: 'core' | 'graphql'): { limit: number; used: number; remaining: number; reset: number }
}

const hour = 3600

export function createRateLimits(world: Pick<World, 'now'>): RateLimits {
  const windows = new Map<string, { used: number; reset: number }>()
  const windowOf = (actor: Actor, resource: string) => {
    const now = Math.floor(world.now() / 1000)
    const key = `${resource} ${'token' in actor ? actor.token : actor.kind}`
    const known = windows.get(key)
    if (known && known.reset > now) return known
    const fresh = { used: 0, reset: now + hour }
    windows.set(key, fresh)
    return fresh
  }
  const state: RateLimits['state'] = (actor, resource) => {
    const { used, reset } = windowOf(actor, resource)
    const limit = limitOf(actor)
    return { limit, used, remaining: Math.max(0, limit - used), reset }
  }
  return {
    state,
    count(given, resource, options) {
      const actor: Actor = 'refused' in given ? { kind: 'anonymous' } : given
      if (!options?.free) windowOf(actor, resource).used++
      const { limit, used, remaining, reset } = state(actor, resource)
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-used': String(used),
        'x-ratelimit-resource': resource,
      }
    },
  }
}

/** documented: rate-limits-for-the-rest-api */
function limitOf(actor: Actor): number {
  if (actor.kind === 'anonymous') return 60
  return actor.kind === 'run' ? 1000 : 5000
}
