import type { Exchange } from '../http/exchange.ts'
import type { RateLimits } from '../http/rate-limit.ts'

export function createGraphQLServer(_limits: RateLimits): (exchange: Exchange) => Promise<void> {
  return async () => undefined
}
