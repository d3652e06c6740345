import type { ArtifactStore } from '@mfe-gitops/targets'
import type { Split } from './canary.ts'
import { headersOf, type Resolution, type ResolvedObject, UNAVAILABLE } from './resolver.ts'
import { content, type EdgeResponse, forSomeVisitors, refusal } from './response.ts'
import { sharedLifetime } from './response-cache.ts'

/** A response, and how a cache of ours may keep it. */
export interface Answer {
  response: EdgeResponse
  tags: string[]
  /** Milliseconds; 0 for what must be asked for every time. */
  lifetime: number
  /** The canaries that decided it. */
  splits: readonly Split[]
}

/** Makes a resolution an answer: reads the bytes, where the store holds them. */
export async function serve(store: ArtifactStore, { splits, ...resolution }: Resolution): Promise<Answer> {
  const answer = resolution.kind === 'answer' ? passing(resolution.response) : await serveObject(store, resolution.object)
  return { ...answer, splits, response: splits.length === 0 ? answer.response : forSomeVisitors(answer.response) }
}

async function serveObject(store: ArtifactStore, resolved: ResolvedObject): Promise<Omit<Answer, 'splits'>> {
  for (const { key, sha256 } of resolved.candidates) {
    const found = await store.read(key)
    if (found === null) continue
    const { contentType, contentEncoding, cacheControl: stored, tags = [] } = found.object
    const { 'cache-control': cacheControl = stored, ...headers } = headersOf(resolved)
    const extra = { ...headers, ...(contentEncoding === undefined ? {} : { 'content-encoding': contentEncoding }) }
    const response = content(found.body, { type: contentType, cacheControl, sha256, extra })
    return { response, tags: [resolved.mfe, ...tags], lifetime: sharedLifetime(cacheControl) }
  }
  // The manifest says that it is there, so this is an outage and no wrong address.
  return passing(refusal(503, UNAVAILABLE))
}

function passing(response: EdgeResponse): Omit<Answer, 'splits'> {
  return { response, tags: [], lifetime: 0 }
}
