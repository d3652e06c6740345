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
  readonly variants: ReadonlyMap<string, CachedResponse>
}

/** Own code: an LRU library brings a clock and timers of its own, and this runs where every kilobyte counts. */
export function createResponseCache(maxBytes: number): ResponseCache {
  const slots = new Map<string, Slot>()
  let bytes = 0

  function remove(key: string): void {
    bytes -= bytesOf(slots.get(key))
    slots.delete(key)
  }

  /** As the one that was used last. */
  function put(key: string, slot: Slot): void {
    remove(key)
    if (slot.variants.size === 0) return
    slots.set(key, slot)
    bytes += bytesOf(slot)
  }

  return {
    get: (key, bucket) => {
      const slot = slots.get(key)
      if (slot === undefined) return null
      put(key, slot)
      return slot.variants.get(variantOf(slot.splits, bucket)) ?? null
    },
    set: (key, bucket, entry) => {
      // One response may not push out all the others.
      const isTooLarge = entry.response.body.byteLength > maxBytes / 4
      put(key, withVariant(slots.get(key), { bucket, splits: entry.splits, entry: isTooLarge ? null : entry }))
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

function bytesOf(slot: Slot | undefined): number {
  return [...(slot?.variants.values() ?? [])].reduce((sum, { response }) => sum + response.body.byteLength, 0)
}

/** A slot with another response for a bucket, or without the one that it had; variants that were made for other canaries are gone. */
function withVariant(
  slot: Slot | undefined,
  { bucket, splits, entry }: { bucket: Bucket; splits: readonly Split[]; entry: CachedResponse | null },
): Slot {
  const isSame = slot !== undefined && JSON.stringify(slot.splits) === JSON.stringify(splits)
  const variants = new Map(isSame ? slot.variants : [])
  const variant = variantOf(splits, bucket)
  if (entry === null) variants.delete(variant)
  else variants.set(variant, entry)
  return { splits, variants }
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
