import type { Limit } from '../types.ts'

/** What one request takes from a window; what it turns out not to have taken is given back by changing the amount. */
export interface Taken {
  readonly at: number
  amount: number
}

/** A limit that holds for every stretch of its length, wherever it begins. Times are in milliseconds. */
export interface RollingWindow {
  /** How long until so much more fits; 0 when it fits now. What is larger than the limit fits an empty window. */
  wait(amount: number, now: number): number
  take(amount: number, now: number): Taken
}

export function createRollingWindow({ most, seconds }: Limit): RollingWindow {
  const length = seconds * 1000
  let entries: Taken[] = []
  return {
    wait(amount, now) {
      entries = entries.filter(({ at }) => at + length > now)
      let used = entries.reduce((sum, entry) => sum + entry.amount, 0)
      let free = now
      for (const entry of entries) {
        if (used === 0 || used + amount <= most) break
        used -= entry.amount
        free = entry.at + length
      }
      return amount === 0 ? 0 : free - now
    },
    take(amount, now) {
      const entry = { at: now, amount }
      entries.push(entry)
      return entry
    },
  }
}
