import type { PurgeRecord } from '@mfe-gitops/targets'
import type { Bucket } from './bucket.ts'
import { type Split, variantOf } from './canary.ts'
import { canonicalPath } from './request-path.ts'
import type { EdgeResponse } from './response.ts'

export interface CachedResponse {
  /** Canonical path, by which purges find it. */
  path: string
  response: EdgeResponse
  tags: string[]
  /** The canaries that decided it. */
  splits: readonly Split[]
  /** Milliseconds on the clock of the edge; `Infinity` for immutable content. */
  expiresAt: number
  /** Until then it stands in while the store or the live table fails. */
  staleUntil: number
}

/**
 * Responses by key: a path has one for each set of content codings. While a canary runs, visitors of one variant share a response, whatever
 * their buckets. The least recently used key is dropped when all outgrow the budget.
 */
export interface ResponseCache {
  get(key: string, bucket: Bucket): CachedResponse | null
  set(key: string, bucket: Bucket, entry: CachedResponse): void
  evict(purge: PurgeRecord): void
}

/** All variants of one key, and what chooses among them. */
interface Slot {
  readonly splits: readonly Split[]
  readonly variants: Map<string, CachedResponse>
}

/** Own code: an LRU library brings a clock and timers of its own, and this runs where every kilobyte counts. */
export function createResponseCache(maxBytes: number): ResponseCache {
  const slots = new Map<string, Slot>()
  let bytes = 0

  function remove(key: string): void {
    for (const { response } of slots.get(key)?.variants.values() ?? []) bytes -= response.body.byteLength
    slots.delete(key)
  }

  /** The slot for a response; variants that were made for other canaries are gone. */
  function slotFor(key: string, splits: readonly Split[]): Slot {
    const known = slots.get(key)
    if (known !== undefined && JSON.stringify(known.splits) === JSON.stringify(splits)) return known
    remove(key)
    const slot = { splits, variants: new Map() }
    slots.set(key, slot)
    return slot
  }

  return {
    get: (key, bucket) => {
      const slot = slots.get(key)
      if (slot === undefined) return null
      slots.delete(key)
      slots.set(key, slot)
      return slot.variants.get(variantOf(slot.splits, bucket)) ?? null
    },
    set: (key, bucket, entry) => {
      const { variants } = slotFor(key, entry.splits)
      const variant = variantOf(entry.splits, bucket)
      bytes -= variants.get(variant)?.response.body.byteLength ?? 0
      variants.delete(variant)
      // One response may not push out all the others.
      if (entry.response.body.byteLength <= maxBytes / 4) {
        variants.set(variant, entry)
        bytes += entry.response.body.byteLength
      }
      if (variants.size === 0) slots.delete(key)
      for (const oldest of slots.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },
    evict: (purge) => {
      const isPurged = purgeMatcher(purge)
      for (const [key, { variants }] of slots) if ([...variants.values()].some(({ path, tags }) => isPurged(path, tags))) remove(key)
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
