import type { PurgeFeed } from '@mfe-gitops/targets'
import type { LiveRows } from './live-rows.ts'
import type { ResponseCache } from './response-cache.ts'

/** Keeps what was read in step with the purges of its environment. */
export interface PurgeFollower {
  /** Evicts what was purged since the last time. When the feed does not answer, lifetimes alone limit how old a response gets. */
  follow(): Promise<void>
  /** The number of the last purge that was followed. */
  seen(): number
}

export function createPurgeFollower(
  feed: PurgeFeed | undefined,
  { rows, cache }: { rows: Pick<LiveRows, 'forget'>; cache: Pick<ResponseCache, 'evict'> },
): PurgeFollower {
  let seen = 0
  return {
    follow: async () => {
      const records = (await feed?.after(seen).catch(() => [])) ?? []
      if (records.length > 0) rows.forget()
      for (const record of records) {
        cache.evict(record)
        seen = Math.max(seen, record.seq)
      }
    },
    seen: () => seen,
  }
}
