import type { PurgeRecord } from '@mfe-gitops/targets'
import { canonicalPath } from './request-path.ts'
import type { EdgeResponse } from './response.ts'

export interface CachedResponse {
  /** Canonical path, by which purges find it. */
  path: string
  response: EdgeResponse
  tags: string[]
  /** Milliseconds on the clock of the edge; `Infinity` for immutable content. */
  expiresAt: number
  /** Until then it stands in while the store or the live table fails. */
  staleUntil: number
}

/** Responses by key: a path has one for each set of content codings. The least recently used is dropped when they outgrow the budget. */
export interface ResponseCache {
  get(key: string): CachedResponse | null
  set(key: string, entry: CachedResponse): void
  evict(purge: PurgeRecord): void
}

/** Own code: an LRU library brings a clock and timers of its own, and this runs where every kilobyte counts. */
export function createResponseCache(maxBytes: number): ResponseCache {
  const entries = new Map<string, CachedResponse>()
  let bytes = 0

  function remove(key: string): void {
    bytes -= entries.get(key)?.response.body.byteLength ?? 0
    entries.delete(key)
  }

  return {
    get: (key) => {
      const entry = entries.get(key)
      if (entry === undefined) return null
      entries.delete(key)
      entries.set(key, entry)
      return entry
    },
    set: (key, entry) => {
      remove(key)
      // One response may not push out all the others.
      if (entry.response.body.byteLength > maxBytes / 4) return
      entries.set(key, entry)
      bytes += entry.response.body.byteLength
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },
    evict: (purge) => {
      const isPurged = purgeMatcher(purge)
      for (const [key, entry] of entries) if (isPurged(entry.path, entry.tags)) remove(key)
    },
  }
}

/** Whether a purge meets a response: by its path, where a trailing `*` stands for any ending, or by one of its tags in any case. */
export function purgeMatcher({ paths, tags }: Pick<PurgeRecord, 'paths' | 'tags'>): (path: string, tags: string[]) => boolean {
  const exact = new Set(paths.filter((path) => !path.endsWith('*')).map(canonicalPath))
  const prefixes = paths.filter((path) => path.endsWith('*')).map((path) => canonicalPath(path.slice(0, -1)))
  const purged = new Set(tags.map((tag) => tag.toLowerCase()))
  return (path, own) =>
    exact.has(path) || prefixes.some((prefix) => path.startsWith(prefix)) || own.some((tag) => purged.has(tag.toLowerCase()))
}

/** Milliseconds that a shared cache may keep a response under this Cache-Control. */
export function sharedLifetime(cacheControl: string): number {
  if (/(?:^|[\s,])(?:no-store|no-cache|private)(?:$|[\s,=])/i.test(cacheControl)) return 0
  if (/(?:^|[\s,])immutable(?:$|[\s,])/i.test(cacheControl)) return Number.POSITIVE_INFINITY
  const seconds = /(?:^|[\s,])s-maxage=(\d+)/i.exec(cacheControl)?.[1] ?? /(?:^|[\s,])max-age=(\d+)/i.exec(cacheControl)?.[1] ?? '0'
  return Number(seconds) * 1000
}
