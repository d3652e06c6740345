import type { Limit } from '../types.ts'

/** The state of a primary limit, as headers and GET /rate_limit tell it; `reset` is in seconds since the epoch. */
export interface Quota {
  readonly limit: number
  readonly used: number
  readonly remaining: number
  readonly reset: number
}

/** A limit whose window begins with its first request and is empty again when it is over. Times are in milliseconds. */
export interface FixedWindow {
  state(now: number): Quota
  take(amount: number, now: number): void
}

export function createFixedWindow({ most, seconds }: Limit): FixedWindow {
  let window = { used: 0, reset: 0 }
  const current = (now: number) => {
    const second = Math.floor(now / 1000)
    if (window.reset <= second) window = { used: 0, reset: second + seconds }
    return window
  }
  return {
    state(now) {
      const { used, reset } = current(now)
      return { limit: most, used, remaining: Math.max(0, most - used), reset }
    },
    take(amount, now) {
      current(now).used += amount
    },
  }
}
