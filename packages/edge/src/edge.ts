import type { ArtifactStore, LiveTable, PurgeFeed } from '@mfe-gitops/targets'
import { createAnswers, UNAVAILABLE } from './answer.ts'
import type { ImportMapStyle } from './import-map.ts'
import { createLiveFiles } from './live-files.ts'
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
}

export interface Edge {
  handle(request: EdgeRequest): Promise<EdgeResponse>
}

/** Serves what is live in an environment: `/<mfe>/<path>`, `/<mfe>/@<version>/<path>` and `/import-map.json`. */
export function createEdge(ports: EdgePorts, options: EdgeOptions = {}): Edge {
  const { importMap = 'pinned', historyWindow = 20, cacheBytes = 64 * 1024 * 1024 } = options
  const answer = createAnswers(ports, createLiveFiles({ ...ports, window: historyWindow }), importMap)
  const cache = createResponseCache(cacheBytes)
  let followed = 0

  /** Evicts what was purged since the last request. When the feed does not answer, lifetimes alone limit how old a response gets. */
  async function followPurges(): Promise<void> {
    for (const record of (await ports.cacheFeed?.after(followed).catch(() => [])) ?? []) {
      cache.evict(record)
      followed = Math.max(followed, record.seq)
    }
  }

  async function lookUp(path: string): Promise<EdgeResponse> {
    const before = followed
    const { response, tags, lifetime } = await answer(readPath(path))
    const mayKeep = lifetime === Number.POSITIVE_INFINITY || (lifetime > 0 && ports.cacheFeed !== undefined)
    // A purge that came in while this was being read may have meant it.
    if (mayKeep && before === followed) cache.set(canonicalPath(path), { response, tags, expiresAt: ports.now() + lifetime })
    return response
  }

  async function get(path: string): Promise<EdgeResponse> {
    await followPurges()
    const cached = cache.get(canonicalPath(path))
    if (cached !== null && ports.now() < cached.expiresAt) return withState(cached.response, 'hit')
    try {
      return withState(await lookUp(path), 'miss')
    } catch {
      return cached === null ? refusal(503, UNAVAILABLE) : withState(cached.response, 'stale')
    }
  }

  return {
    handle: async (request) => {
      if (request.method === 'OPTIONS') return preflight()
      if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Only GET, HEAD and OPTIONS are allowed.')
      return forRequest(await get(request.path), request)
    },
  }
}

function withState(response: EdgeResponse, state: 'hit' | 'miss' | 'stale'): EdgeResponse {
  return response.status === 200 ? { ...response, headers: { ...response.headers, 'x-cache': state } } : response
}
