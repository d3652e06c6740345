import type { PurgeRequest } from '../edge-cache.ts'

/** What CloudFront takes of one distribution at a time. */
export interface InvalidationQuota {
  /** Single paths and tags in progress. */
  readonly paths: number
  /** Paths that end in `*` in progress, counted apart. */
  readonly wildcards: number
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const QUOTA: InvalidationQuota = { paths: 3_000, wildcards: 15 }

export interface InvalidationBatch {
  readonly callerReference: string
  readonly items: readonly string[]
}

/**
 * The invalidations that a purge takes: no path twice, none that a wildcard covers, and within the quota. More paths than the quota are
 * widened to wildcards of their folders, which is one path on the bill instead of thousands; nothing is ever widened to the whole site.
 * What still does not fit is cut into several invalidations with references of their own.
 */
export function planInvalidations({ reference, paths, tags }: PurgeRequest, quota: InvalidationQuota = QUOTA): InvalidationBatch[] {
  const encoded = [...new Set(paths.map(encodePath))]
  const wildcards = widenWildcards(encoded.filter(isWildcard), quota.wildcards)
  const { single, wider } = widenPaths(
    encoded.filter((path) => !isWildcard(path)),
    wildcards,
    quota,
  )
  const singles = [...single, ...tags.map((tag) => `#${tag}`)].sort()
  const count = Math.max(Math.ceil(singles.length / quota.paths), Math.ceil(wider.length / quota.wildcards))
  return Array.from({ length: count }, (_, at) => ({
    callerReference: count === 1 ? reference : `${reference}-${at + 1}-of-${count}`,
    items: [...slice(singles, at, quota.paths), ...slice(wider, at, quota.wildcards)],
  }))
}

/** Unsafe and non-ASCII characters as CloudFront wants them, URL-encoded; what is encoded already stays. */
export function encodePath(path: string): string {
  return path.replace(/%(?![0-9A-Fa-f]{2})/g, '%25').replace(/[^\u0021-\u007e]+|["<>[\\\]^`{|}]/gu, encodeURIComponent)
}

export function isWildcard(item: string): boolean {
  return item.startsWith('/') && item.endsWith('*')
}

/** Wildcards that no other covers; those with a folder in common become one, the deepest folder first, until they fit. */
function widenWildcards(wildcards: readonly string[], most: number): string[] {
  let kept = withoutCovered(wildcards, wildcards)
  while (kept.length > most) {
    const shared = [...coverage(kept)].filter(([, count]) => count > 1).map(([folder]) => folder)
    const deepest = shared.toSorted((a, b) => depth(b) - depth(a) || order(a, b))[0]
    if (deepest === undefined) break
    kept = withoutCovered([...kept, deepest], [...kept, deepest])
  }
  return kept.sort()
}

/** Single paths that no wildcard covers. While they are too many, the smallest folder that solves it becomes a wildcard, else the fullest. */
function widenPaths(
  paths: readonly string[],
  wildcards: readonly string[],
  quota: InvalidationQuota,
): { single: string[]; wider: string[] } {
  let wider = [...wildcards]
  let single = withoutCovered(paths, wider)
  while (single.length > quota.paths && wider.length < quota.wildcards) {
    const excess = single.length - quota.paths
    const folders = [...coverage(single)].sort(([a, few], [b, many]) => few - many || depth(b) - depth(a) || order(a, b))
    const [folder] = folders.find(([, count]) => count >= excess) ?? folders.at(-1) ?? []
    if (folder === undefined) break
    wider = withoutCovered([...wider, folder], [...wider, folder])
    single = withoutCovered(single, wider)
  }
  return { single, wider: wider.sort() }
}

/** How many of the paths are in each folder, as its wildcard; the root is left out, since `/*` is everything. */
function coverage(paths: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const names = path
      .replace(/\/?\*$/, '')
      .split('/')
      .slice(0, -1)
    for (let end = 2; end <= names.length; end++) {
      const folder = `${names.slice(0, end).join('/')}/*`
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
  }
  return counts
}

const depth = (path: string): number => path.split('/').length
const order = (a: string, b: string): number => (a < b ? -1 : 1)

function withoutCovered(paths: readonly string[], wildcards: readonly string[]): string[] {
  const prefixes = new Set(wildcards.map((wildcard) => wildcard.slice(0, -1)))
  const isCovered = (path: string) => {
    const own = isWildcard(path) ? path.slice(0, -1) : null
    return [...prefixes].some((prefix) => prefix !== own && (own ?? path).startsWith(prefix))
  }
  return [...new Set(paths)].filter((path) => !isCovered(path))
}

function slice(items: readonly string[], at: number, size: number): string[] {
  return items.slice(at * size, (at + 1) * size)
}
