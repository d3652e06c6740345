import type { LiveRow, ServedVersion } from '@mfe-gitops/targets'
import type { Bucket } from './bucket.ts'

/** A canary that decides which bytes an answer has. */
export interface Split {
  readonly mfe: string
  readonly percentage: number
}

/**
 * Whether a visitor gets the canary. The name of the micro-frontend turns the circle of buckets, so that canaries do not all meet the same
 * visitors. A turn is a bijection: `percentage` of the 100 buckets get it, exactly, and those of a smaller percentage are among them.
 */
export function getsCanary(bucket: Bucket, { mfe, percentage }: Split): boolean {
  return typeof bucket === 'number' ? (bucket + rotation(mfe)) % 100 < percentage : bucket === 'canary'
}

/** By how many buckets the circle is turned for a micro-frontend, for ever: FNV-1a (32 bits) of its name, which is ASCII. */
export function rotation(mfe: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < mfe.length; at++) hash = Math.imul(hash ^ mfe.charCodeAt(at), 0x01000193) >>> 0
  return hash % 100
}

/** What an environment decides by buckets; nothing while no canary runs. */
export function splitsOf(rows: readonly LiveRow[]): Split[] {
  return rows.flatMap(({ mfe, canary }) => (canary === undefined ? [] : [{ mfe, percentage: canary.percentage }]))
}

/** Names the variant of an answer that a bucket gets. Many buckets share one, and each of those answers is the same. */
export function variantOf(splits: readonly Split[], bucket: Bucket): string {
  return splits.map((split) => (getsCanary(bucket, split) ? 'canary' : 'stable')).join()
}

/** The versions that a row serves now, the one that this visitor gets first. */
export function servedBy(row: LiveRow, bucket: Bucket): ServedVersion[] {
  const { canary } = row
  if (canary === undefined) return [row]
  return getsCanary(bucket, { mfe: row.mfe, percentage: canary.percentage }) ? [canary, row] : [row, canary]
}
