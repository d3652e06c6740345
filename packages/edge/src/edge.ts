import type { ArtifactStore, LiveTable, PurgeFeed } from '@mfe-gitops/targets'
import { acceptedCodings, type Coding } from './accepted-codings.ts'
import { createAnswers, UNAVAILABLE } from './answer.ts'
import type { ImportMapStyle } from './import-map.ts'
import { createLiveFiles } from './live-files.ts'
import { createLiveRows } from './live-rows.ts'
import { canonicalPath, readPath } from './request-path.ts'
import { type EdgeRequest, type EdgeResponse, forRequest, preflight, refusal } from './response.ts'
import { createResponseCache } from './response-cache.ts'

export interface EdgePorts {
  environment: string
  store: ArtifactStore
  table: LiveTable
  /** Purges to follow. Without them nothing that can change is kept. */
  cacheFeed?: PurgeFeed | undefined
  /** Milliseconds; only differences are used. */
  now: () => number
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
}

export interface Edge {
  handle(request: EdgeRequest): Promise<EdgeResponse>
}

// Long enough for an outage of a region to be noticed and mended, short enough that nobody forgets it.
const STALE_FOR = 60 * 60 * 1000

/** Serves what is live in an environment: `/<mfe>/<path>`, `/<mfe>/@<version>/<path>` and `/import-map.json`. */
export function createEdge(ports: EdgePorts, options: EdgeOptions = {}): Edge {
  const { importMap = 'pinned', historyWindow = 20, cacheBytes = 64 * 1024 * 1024, tableLifetime = 0, staleFor = STALE_FOR } = options
  const { store, now } = ports
  const rows = createLiveRows({ ...ports, lifetime: tableLifetime, staleFor })
  const answer = createAnswers({ store, rows }, createLiveFiles({ store, rows, window: historyWindow }), importMap)
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

  async function lookUp(path: string, codings: Coding[], key: string): Promise<{ response: EdgeResponse; state: State }> {
    const before = { followed, fallbacks: rows.fallbacks() }
    const { response, tags, lifetime } = await answer({ wanted: readPath(path), codings })
    // What an old row of the live table led to is right for this moment only.
    if (before.fallbacks !== rows.fallbacks()) return { response, state: 'stale' }
    const isLasting = lifetime === Number.POSITIVE_INFINITY || ports.cacheFeed !== undefined
    // A purge that came in while this was being read may have meant it.
    if (response.status === 200 && before.followed === followed) {
      const expiresAt = now() + (isLasting ? lifetime : 0)
      cache.set(key, { path: canonicalPath(path), response, tags, expiresAt, staleUntil: expiresAt + staleFor })
    }
    return { response, state: 'miss' }
  }

  async function get(path: string, codings: Coding[]): Promise<EdgeResponse> {
    await followPurges()
    const key = `${codings.join()} ${canonicalPath(path)}`
    const cached = cache.get(key)
    if (cached !== null && now() < cached.expiresAt) return withState(cached.response, 'hit')
    const found = await lookUp(path, codings, key).catch(() => null)
    if (found !== null && found.response.status !== 503) return withState(found.response, found.state)
    if (cached !== null && now() < cached.staleUntil) return withState(cached.response, 'stale')
    return found?.response ?? refusal(503, UNAVAILABLE)
  }

  return {
    handle: async (request) => {
      if (request.method === 'OPTIONS') return preflight()
      if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Only GET, HEAD and OPTIONS are allowed.')
      return forRequest(await get(request.path, acceptedCodings(request.headers['accept-encoding'])), request)
    },
  }
}

type State = 'hit' | 'miss' | 'stale'

function withState(response: EdgeResponse, state: State): EdgeResponse {
  return response.status === 200 ? { ...response, headers: { ...response.headers, 'x-cache': state } } : response
}
