import type { Purge, PurgeRequest } from './edge-cache.ts'
import { shown, TargetError } from './target-error.ts'

/** The answer to a purge of nothing. */
export const NO_PURGE: Purge = { id: 'none', status: 'completed', charged: 0 }

/** Sorted keys without repeats, so that the same purge always looks the same; null when there is nothing to purge. */
export function checkPurge(request: PurgeRequest): PurgeRequest | null {
  for (const path of request.paths) {
    if (!/^\/[^\s\u0000-\u001f\u007f?#*]*\*?$/.test(path))
      throw refused('path', path, 'a path starts with "/", has no white space, "?" or "#", and "*" only at its end')
  }
  for (const tag of request.tags) {
    if (!/^[\u0021-\u007e]{1,256}$/.test(tag) || /[,*]/.test(tag))
      throw refused('tag', tag, 'a tag has 1 to 256 printable ASCII characters without comma and "*"')
  }
  if (request.paths.length + request.tags.length === 0) return null
  return { reference: request.reference, paths: unique(request.paths), tags: unique(request.tags) }
}

function unique(keys: string[]): string[] {
  return [...new Set(keys)].sort()
}

function refused(kind: string, seen: string, allowed: string): TargetError {
  return new TargetError('purge-failed', `The cache invalidation ${kind} ${shown(seen)} is refused: ${allowed}.`)
}
