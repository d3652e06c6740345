import type { ArtifactStore, LiveTable, PurgeFeed } from '@mfe-gitops/targets'
import { HISTORY_WINDOW } from '@mfe-gitops/targets/live-table'
import { acceptedCodings, type Coding } from './accepted-codings.ts'
import { bucketCookie } from './bucket.ts'
import type { ImportMapStyle } from './import-map.ts'
import { createLiveRows, STALE_FOR } from './live-rows.ts'
import { canonicalPath, readPath } from './request-path.ts'
import { createResolver, UNAVAILABLE } from './resolver.ts'
import { answerToMethod, type EdgeRequest, type EdgeResponse, forRequest, refusal } from './response.ts'
import { createResponseCache } from './response-cache.ts'
import { type Answer, serve } from './served-object.ts'
import { readVisitor, type Visitor } from './visitor.ts'

export interface EdgePorts {
  environment: string
  store: ArtifactStore
  table: LiveTable
  /** Purges to follow. Without them nothing that can change is kept. */
  cacheFeed?: PurgeFeed | undefined
  /** Milliseconds; only differences are used. */
  now: () => number
  /** From 0 up to 1; chooses the buckets of new visitors while a canary runs. */
  random?: () => number
}

export interface EdgeOptions {
  importMap?: ImportMapStyle
  /** How many past activations of an MFE still answer for the tabs that are open. */
  historyWindow?: number
  cacheBytes?: number
  /** Milliseconds for which what the live table said is good for other requests; a purge ends it. 0: while it is being read. */
  tableLifetime?: number
  /** Milliseconds beyond its lifetime for which an answer stands in while the store or the live table fails. */
  staleFor?: number
  /** Whether the cookie of a canary is given for https alone. Default: where the request came by https. */
  secureCookie?: boolean
}

export interface Edge {
  handle(request: EdgeRequest): Promise<EdgeResponse>
}

/** Serves what is live in an environment: `/<mfe>/<path>`, `/<mfe>/@<version>/<path>` and `/import-map.json`. */
export function createEdge(ports: EdgePorts, options: EdgeOptions = {}): Edge {
  const {
    importMap = 'pinned',
    historyWindow = HISTORY_WINDOW,
    cacheBytes = 64 * 1024 * 1024,
    tableLifetime = 0,
    staleFor = STALE_FOR,
  } = options
  const { store, now, random = Math.random } = ports
  const rows = createLiveRows({ ...ports, lifetime: tableLifetime, staleFor })
  const resolve = createResolver({ store, rows }, { importMap, historyWindow })
  const cache = createResponseCache(cacheBytes)
  let followed = 0

  /** Evicts what was purged since the last request. When the feed does not answer, lifetimes alone limit how old a response gets. */
  async function followPurges(): Promise<void> {
    const records = (await ports.cacheFeed?.after(followed).catch(() => [])) ?? []
    if (records.length > 0) rows.forget()
    for (const record of records) {
      cache.evict(record)
      followed = Math.max(followed, record.seq)
    }
  }

  async function lookUp({ path, codings, visitor, key }: Lookup): Promise<Found> {
    const before = { followed, fallbacks: rows.fallbacks() }
    const answer = await serve(store, await resolve({ wanted: readPath(path), codings, bucket: visitor.bucket }))
    // What an old row of the live table led to is right for this moment only.
    if (before.fallbacks !== rows.fallbacks()) return { answer, state: 'stale' }
    const isLasting = answer.lifetime === Number.POSITIVE_INFINITY || ports.cacheFeed !== undefined
    // A purge that came in while this was being read may have meant it.
    if (answer.response.status === 200 && before.followed === followed) {
      const expiresAt = now() + (isLasting ? answer.lifetime : 0)
      cache.set(key, visitor.bucket, { ...answer, path: canonicalPath(path), expiresAt, staleUntil: expiresAt + staleFor })
    }
    return { answer, state: 'miss' }
  }

  async function get(path: string, codings: Coding[], visitor: Visitor): Promise<Found> {
    await followPurges()
    const key = `${codings.join()} ${canonicalPath(path)}`
    const cached = cache.get(key, visitor.bucket)
    if (cached !== null && now() < cached.expiresAt) return { answer: cached, state: 'hit' }
    const found = await lookUp({ path, codings, visitor, key }).catch(() => null)
    if (found !== null && found.answer.response.status !== 503) return found
    if (cached !== null && now() < cached.staleUntil) return { answer: cached, state: 'stale' }
    return found ?? { answer: { response: refusal(503, UNAVAILABLE), splits: [] }, state: 'miss' }
  }

  return {
    handle: async (request) => {
      const known = answerToMethod(request.method)
      if (known !== null) return known
      const visitor = readVisitor(request.headers.cookie, random)
      const found = await get(request.path, acceptedCodings(request.headers['accept-encoding']), visitor)
      return forRequest(forVisitor(found, visitor, options.secureCookie ?? request.isSecure ?? false), request)
    },
  }
}

type State = 'hit' | 'miss' | 'stale'

interface Lookup {
  readonly path: string
  readonly codings: Coding[]
  readonly visitor: Visitor
  readonly key: string
}

interface Found {
  readonly answer: Pick<Answer, 'response' | 'splits'>
  readonly state: State
}

/** The answer as this visitor gets it; a new visitor keeps the bucket that it was made for. */
function forVisitor({ answer: { response, splits }, state }: Found, { bucket, isNew }: Visitor, isSecure: boolean): EdgeResponse {
  if (response.status !== 200) return response
  const cookie: Record<string, string> = isNew && splits.length > 0 ? { 'set-cookie': bucketCookie(bucket, isSecure) } : {}
  return { ...response, headers: { ...response.headers, 'x-cache': state, ...cookie } }
}
