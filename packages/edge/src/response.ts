import { privateCacheControl, varyByCookie } from './private-response.ts'

export interface EdgeRequest {
  method: string
  /** Path of the URL, with or without a query. */
  path: string
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>
  /** Whether it came by https; the cookie of a canary is then given for https alone. */
  isSecure?: boolean
}

export interface EdgeResponse {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

const EMPTY = new Uint8Array()
export const SHARED: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, x-mfe-version, x-cache',
  'x-content-type-options': 'nosniff',
}

/** A plain sentence for what cannot be served. Never HTML: a browser that asked for a script must not be given a page. */
export function refusal(status: 404 | 405 | 503, sentence: string): EdgeResponse {
  const body = new TextEncoder().encode(`${sentence}\n`)
  const extra: Record<string, string> = status === 405 ? { allow: 'GET, HEAD, OPTIONS' } : status === 503 ? { 'retry-after': '2' } : {}
  const headers = {
    ...SHARED,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'content-length': String(body.byteLength),
  }
  return { status, headers: { ...headers, ...extra }, body }
}

/** A complete answer with its validator. */
export function content(
  body: Uint8Array,
  headers: { type: string; cacheControl: string; sha256: string; extra?: Record<string, string> },
): EdgeResponse {
  return {
    status: 200,
    headers: {
      ...SHARED,
      'content-type': headers.type,
      'cache-control': headers.cacheControl,
      'content-length': String(body.byteLength),
      etag: `"${headers.sha256.slice(0, 32)}"`,
      ...headers.extra,
    },
    body,
  }
}

/** The response to visitors of some buckets, while those of others get another one. */
export function forSomeVisitors(response: EdgeResponse): EdgeResponse {
  if (response.status !== 200) return response
  const { headers } = response
  const own = { 'cache-control': privateCacheControl(headers['cache-control'] ?? ''), vary: varyByCookie(headers.vary) }
  return { ...response, headers: { ...headers, ...own } }
}

/** The answer that the method alone decides; null for one that asks for a file. */
export function answerToMethod(method: string): EdgeResponse | null {
  if (method === 'GET' || method === 'HEAD') return null
  return method === 'OPTIONS' ? preflight() : refusal(405, 'Only GET, HEAD and OPTIONS are allowed.')
}

/** The answer to a preflight: everything here may be read from every origin. */
function preflight(): EdgeResponse {
  return {
    status: 204,
    headers: { ...SHARED, 'access-control-allow-methods': 'GET, HEAD, OPTIONS', 'access-control-max-age': '86400' },
    body: EMPTY,
  }
}

/** The response as this request gets it: 304 when the client has it, no body for HEAD. */
export function forRequest(response: EdgeResponse, request: EdgeRequest): EdgeResponse {
  if (response.status === 200 && matches(request.headers['if-none-match'], response.headers.etag)) {
    const { 'content-length': _length, ...headers } = response.headers
    return { status: 304, headers, body: EMPTY }
  }
  return request.method === 'HEAD' ? { ...response, body: EMPTY } : response
}

function matches(condition: string | string[] | undefined, etag: string | undefined): boolean {
  if (condition === undefined || etag === undefined) return false
  const candidates = [condition].flat().join(',').split(',')
  return candidates.map((candidate) => candidate.trim().replace(/^W\//, '')).some((candidate) => candidate === '*' || candidate === etag)
}
