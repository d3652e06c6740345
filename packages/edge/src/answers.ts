import type { ArtifactStore, LiveTable, PurgeFeed } from '@mfe-gitops/targets'
import { HISTORY_WINDOW } from '@mfe-gitops/targets/live-table'
import type { Coding } from './accepted-codings.ts'
import type { Bucket } from './bucket.ts'
import type { ImportMapStyle } from './import-map.ts'
import { createLiveRows, STALE_FOR } from './live-rows.ts'
import { createPurgeFollower } from './purge-follower.ts'
import { canonicalPath, readPath } from './request-path.ts'
import { createResolver, UNAVAILABLE } from './resolver.ts'
import { refusal } from './response.ts'
import { createResponseCache } from './response-cache.ts'
import { type Answer, serve } from './served-object.ts'

export interface AnswerPorts {
  environment: string
  store: ArtifactStore
  table: LiveTable
  /** Purges to follow. Without them nothing that can change is kept. */
  cacheFeed?: PurgeFeed | undefined
  /** Milliseconds; only differences are used. */
  now: () => number
}

export interface AnswerOptions {
  importMap?: ImportMapStyle
  /** How many past activations of an MFE still answer for the tabs that are open. */
  historyWindow?: number
  cacheBytes?: number
  /** Milliseconds for which what the live table said is good for other requests; a purge ends it. 0: while it is being read. */
  tableLifetime?: number
  /** Milliseconds beyond its lifetime for which an answer stands in while the store or the live table fails. */
  staleFor?: number
}

/** A path, the content codings that the client takes, and whom it is for. */
interface Asked {
  readonly path: string
  readonly codings: Coding[]
  readonly bucket: Bucket
}

/** An answer, and whether it was kept, read now, or stands in for one that cannot be had. */
export interface FoundAnswer {
  readonly answer: Pick<Answer, 'response' | 'splits'>
  readonly state: 'hit' | 'miss' | 'stale'
}

/** Finds answers: kept ones while they are good, or while a new one cannot be had. */
export function createAnswers(ports: AnswerPorts, options: AnswerOptions): (asked: Asked) => Promise<FoundAnswer> {
  const { store, now, cacheFeed } = ports
  const { importMap = 'pinned', historyWindow = HISTORY_WINDOW, tableLifetime = 0, staleFor = STALE_FOR } = options
  const rows = createLiveRows({ ...ports, lifetime: tableLifetime, staleFor })
  const resolve = createResolver({ store, rows }, { importMap, historyWindow })
  const cache = createResponseCache(options.cacheBytes ?? 64 * 1024 * 1024)
  const purges = createPurgeFollower(cacheFeed, { rows, cache })

  async function lookUp({ path, codings, bucket }: Asked, key: string): Promise<FoundAnswer> {
    const before = { purges: purges.seen(), fallbacks: rows.fallbacks() }
    const answer = await serve(store, await resolve({ wanted: readPath(path), codings, bucket }))
    // What an old row of the live table led to is right for this moment only.
    if (before.fallbacks !== rows.fallbacks()) return { answer, state: 'stale' }
    const isLasting = answer.lifetime === Number.POSITIVE_INFINITY || cacheFeed !== undefined
    // A purge that came in while this was being read may have meant it.
    if (answer.response.status === 200 && before.purges === purges.seen()) {
      const expiresAt = now() + (isLasting ? answer.lifetime : 0)
      cache.set(key, bucket, { ...answer, path: canonicalPath(path), expiresAt, staleUntil: expiresAt + staleFor })
    }
    return { answer, state: 'miss' }
  }

  return async (asked) => {
    await purges.follow()
    const key = `${asked.codings.join()} ${canonicalPath(asked.path)}`
    const cached = cache.get(key, asked.bucket)
    if (cached !== null && now() < cached.expiresAt) return { answer: cached, state: 'hit' }
    const found = await lookUp(asked, key).catch(() => null)
    if (found !== null && found.answer.response.status !== 503) return found
    if (cached !== null && now() < cached.staleUntil) return { answer: cached, state: 'stale' }
    return found ?? { answer: { response: refusal(503, UNAVAILABLE), splits: [] }, state: 'miss' }
  }
}
