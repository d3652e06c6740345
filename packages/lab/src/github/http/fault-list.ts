import type { FaultHandle, Faults, NewFault } from '../types.ts'

export interface Fault extends NewFault {
  readonly when: 'before' | 'after'
}

export interface FaultList extends Faults {
  /** Takes the first fault that fits one of these routes, and counts it. */
  take(request: { routes: readonly string[]; repository: string | null }): Fault | null
}

interface Entry {
  readonly fault: NewFault
  readonly times: number
  seen: number
  hits: number
}

/** `check` throws for a route that no request can have. */
export function createFaultList(check: (route: string) => void = () => {}): FaultList {
  let entries: Entry[] = []
  return {
    add(fault): FaultHandle {
      check(fault.route)
      const entry: Entry = { fault, times: fault.times ?? 1, seen: 0, hits: 0 }
      entries.push(entry)
      return {
        get hits() {
          return entry.hits
        },
        remove() {
          entries = entries.filter((one) => one !== entry)
        },
      }
    },
    clear() {
      entries = []
    },
    take({ routes, repository }) {
      for (const entry of entries) {
        if (entry.hits >= entry.times || !routes.some((route) => fits(entry.fault.route, route))) continue
        if (entry.fault.repository && entry.fault.repository.toLowerCase() !== repository?.toLowerCase()) continue
        entry.seen++
        if (entry.seen <= (entry.fault.skip ?? 0)) continue
        entry.hits++
        return { ...entry.fault, when: entry.fault.when ?? 'before' }
      }
      return null
    },
  }
}

/** `*` is every request; `* /path` every method of a path; everything else is exact. */
export function fits(wanted: string, route: string): boolean {
  if (wanted === '*' || wanted === route) return true
  return wanted.startsWith('* ') && route.includes(' ') && wanted.slice(2) === route.slice(route.indexOf(' ') + 1)
}
