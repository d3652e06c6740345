import type { EdgeCache } from '../edge-cache.ts'
import { checkPurge, NO_PURGE } from '../purge-check.ts'

/** A target without a distribution has no cache in front of it, so there is never anything to purge. */
export const noCache: EdgeCache = {
  purge: async (request) => {
    checkPurge(request)
    return NO_PURGE
  },
  status: async (id) => (id === NO_PURGE.id ? NO_PURGE : null),
}
