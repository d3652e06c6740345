import type { Target } from '@mfe-gitops/targets'
import { acceptedCodings } from '../src/accepted-codings.ts'
import type { Edge } from '../src/edge.ts'
import type { CloudFrontHeaders, CloudFrontRequest, CloudFrontResponse } from '../src/functions/cloudfront-event.ts'
import type { OriginRequestHandler } from '../src/functions/origin-request-handler.ts'
import { answerFromOrigin } from '../src/functions/origin-response-handler.ts'
import type { ViewerEvent } from '../src/functions/viewer-event.ts'
import { handler as onViewerRequest } from '../src/functions/viewer-request.ts'
import { handler as onViewerResponse } from '../src/functions/viewer-response.ts'
import { canonicalPath } from '../src/request-path.ts'
import { purgeMatcher, sharedLifetime } from '../src/response-cache.ts'

interface Kept {
  readonly path: string
  readonly response: CloudFrontResponse
  readonly body: Uint8Array
  readonly expiresAt: number
}

export interface CloudFrontPorts {
  readonly target: Target
  readonly origin: NonNullable<CloudFrontRequest['origin']>
  readonly onOriginRequest: OriginRequestHandler
  readonly now: () => number
}

const one = (value: string) => [{ value }]

/**
 * CloudFront as its documentation describes it, wired as docs/aws.md says: one cache, by path, bucket and content coding, between functions
 * for viewers and functions for the origin. Pinned paths have a behaviour of their own, without the bucket. A model, and no measure of
 * CloudFront itself.
 */
export function createCloudFront({ target, origin, onOriginRequest, now }: CloudFrontPorts): Edge {
  const kept = new Map<string, Kept>()
  let followed = 0

  async function followInvalidations(): Promise<void> {
    for (const record of (await target.feed?.after(followed)) ?? []) {
      const isPurged = purgeMatcher(record)
      for (const [key, { path }] of kept) if (isPurged(path, [path.split('/')[1] ?? ''])) kept.delete(key)
      followed = record.seq
    }
  }

  async function fromOrigin(path: string, headers: CloudFrontHeaders): Promise<Kept> {
    const request = { method: 'GET', uri: path, querystring: '', headers, origin }
    const resolved = await onOriginRequest({ Records: [{ cf: { request } }] })
    const answered = 'status' in resolved ? { response: resolved, body: bodyOf(resolved) } : await fromBucket(target, resolved)
    const lifetime = sharedLifetime(answered.response.headers['cache-control']?.[0]?.value ?? 'no-store')
    return { ...answered, path: canonicalPath(path), expiresAt: now() + lifetime }
  }

  return {
    handle: async ({ path, headers }) => {
      await followInvalidations()
      const isPinned = path.split('/')[2]?.startsWith('@') ?? false
      const viewer: ViewerEvent = { request: { cookies: cookiesOf(String(headers.cookie ?? '')) }, response: { headers: {} } }
      const cookie = isPinned ? undefined : onViewerRequest(viewer).cookies['mfe-bucket']?.value
      const codings = acceptedCodings(headers['accept-encoding']).join()
      const key = [canonicalPath(path), cookie, codings].join(' ')
      const known = kept.get(key)
      const isHit = known !== undefined && now() < known.expiresAt
      const forwarded: CloudFrontHeaders = { 'accept-encoding': one(codings) }
      const answer = isHit
        ? known
        : await fromOrigin(path, cookie === undefined ? forwarded : { ...forwarded, cookie: one(`mfe-bucket=${cookie}`) })
      if (answer.expiresAt > now()) kept.set(key, answer)
      return toViewer(answer, viewer, isPinned)
    },
  }
}

async function fromBucket(target: Target, request: CloudFrontRequest) {
  const found = await target.store.read(decodeURIComponent(request.uri.slice(1)))
  const { contentType = 'application/xml', cacheControl, contentEncoding } = found?.object ?? {}
  const headers = {
    'content-type': one(contentType),
    ...(cacheControl === undefined ? {} : { 'cache-control': one(cacheControl) }),
    ...(contentEncoding === undefined ? {} : { 'content-encoding': one(contentEncoding) }),
  }
  const response = answerFromOrigin({ Records: [{ cf: { request, response: { status: found === null ? '403' : '200', headers } } }] })
  return { response, body: response.status === '200' && found !== null ? found.body : bodyOf(response) }
}

/** Functions for viewers are not called for errors. */
function toViewer({ response, body }: Kept, viewer: ViewerEvent, isPinned: boolean) {
  const status = Number(response.status)
  const plain = Object.fromEntries(Object.entries(response.headers).map(([name, [first]]) => [name, first?.value ?? '']))
  if (isPinned || status >= 400) return { status, headers: plain, body }
  const event = { ...viewer, response: { headers: Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }])) } }
  const { headers, cookies } = onViewerResponse(event)
  const shown = Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, header?.value ?? '']))
  const [[name, cookie] = []] = Object.entries(cookies ?? {})
  return {
    status,
    headers: cookie === undefined ? shown : { ...shown, 'set-cookie': `${name}=${cookie.value}; ${cookie.attributes}` },
    body,
  }
}

function cookiesOf(header: string): ViewerEvent['request']['cookies'] {
  const pairs = header.split('; ').map((pair) => pair.split('=', 2))
  return Object.fromEntries(pairs.flatMap(([name = '', value]) => (value === undefined ? [] : [[name, { value }]])))
}

function bodyOf({ body = '' }: CloudFrontResponse): Uint8Array {
  return new TextEncoder().encode(body)
}
