import type { RunView } from './run-view.ts'

export interface WantedRun {
  readonly title: string
  readonly event: string
  /** Runs created earlier cannot be ours. */
  readonly since: number
  /** Runs that turned out to answer another request. */
  readonly excluded: ReadonlySet<number>
}

export interface Candidates {
  /** Runs with our title, oldest first. */
  readonly titled: readonly RunView[]
  /** Runs whose title names no request at all: the caller workflow may lack its run-name. Oldest first. */
  readonly untitled: readonly RunView[]
}

/** Sorts the listed runs into those that claim to be ours and those that might be. Never "the newest": others deploy as well. */
export function findCandidates(runs: readonly RunView[], wanted: WantedRun): Candidates {
  const possible = runs
    .filter((run) => run.event === wanted.event && run.createdAt >= wanted.since && !wanted.excluded.has(run.id))
    .toSorted((a, b) => a.createdAt - b.createdAt || a.id - b.id)
  return {
    titled: possible.filter((run) => run.title === wanted.title),
    untitled: possible.filter((run) => !namesRequest(run.title)),
  }
}

function namesRequest(title: string): boolean {
  return /^(?:deploy|rollback)-mfe-trigger \S+@\S+ to \S+ from \S+ at \d{4}-\d\d-\d\dT[\d:.]+Z$/.test(title)
}

// The clocks of a runner and of GitHub differ, and `created_at` is in whole seconds.
const skew = 120_000

/** Start of the time window in which a request sent at `sentAt` may have made its run. */
export function discoveryWindow(sentAt: number): number {
  return Math.floor((sentAt - skew) / 1000) * 1000
}
