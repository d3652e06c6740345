import type { DatabaseSync } from 'node:sqlite'
import type { EdgeCache, Purge, PurgeFeed, PurgeRecord, PurgeRequest } from '../edge-cache.ts'
import { checkPurge, NO_PURGE } from '../purge-check.ts'
import { asTargetError, shown, TargetError } from '../target-error.ts'
import { writeTransaction } from './database.ts'

/** Purges as rows that every local edge reads before it answers; so a purge is complete when it is written. */
export function localCache(database: DatabaseSync): { cache: EdgeCache; feed: PurgeFeed } {
  const byReference = database.prepare('select seq, paths, tags from purges where reference = ?')
  const bySeq = database.prepare('select seq from purges where seq = ?')
  const after = database.prepare('select seq, paths, tags from purges where seq > ? order by seq')
  const insert = database.prepare('insert into purges (reference, paths, tags, at) values (?, ?, ?, ?) returning seq')

  function purge({ reference, paths, tags }: PurgeRequest): Purge {
    const [pathText, tagText] = [JSON.stringify(paths), JSON.stringify(tags)]
    const known = byReference.get(reference)
    if (known === undefined) return completed(insert.get(reference, pathText, tagText, new Date().toISOString())?.seq)
    if (known.paths === pathText && known.tags === tagText) return completed(known.seq)
    throw new TargetError(
      'purge-failed',
      `A purge with the reference ${shown(reference)} exists with other keys. Derive the reference from the request and its keys.`,
    )
  }

  const effect = <T>(what: string, work: () => T): Promise<T> => asTargetError('purge-failed', what, work)
  return {
    cache: {
      purge: (request) =>
        effect('Purging the cache', () => {
          const checked = checkPurge(request)
          return checked === null ? NO_PURGE : writeTransaction(database, () => purge(checked))
        }),
      status: (id) => effect('Reading the state of a purge', () => (id === NO_PURGE.id ? NO_PURGE : statusOf(bySeq.get(seqOf(id))))),
    },
    feed: { after: (seq) => effect('Following the purges', () => after.all(seq).map(recordOf)) },
  }
}

function completed(seq: unknown): Purge {
  return { id: `local-${String(seq)}`, status: 'completed', charged: 0 }
}

function statusOf(record: Record<string, unknown> | undefined): Purge | null {
  return record === undefined ? null : completed(record.seq)
}

function seqOf(id: string): number {
  return Number(/^local-(\d{1,15})$/.exec(id)?.[1] ?? -1)
}

function recordOf(record: Record<string, unknown>): PurgeRecord {
  return {
    seq: Number(record.seq),
    paths: JSON.parse(String(record.paths)) as string[],
    tags: JSON.parse(String(record.tags)) as string[],
  }
}
