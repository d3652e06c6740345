import type { EdgeRequest, EdgeResponse } from '../response.ts'

/** Headers as Lambda@Edge has them: by name in lower case, each with all its values. */
export type CloudFrontHeaders = Record<string, { key?: string; value: string }[]>

/** The parts of a request event that matter here. */
export interface CloudFrontRequest {
  method: string
  uri: string
  querystring: string
  headers: CloudFrontHeaders
  origin?: { s3?: { domainName: string; path: string; customHeaders: CloudFrontHeaders } }
}

export interface CloudFrontResponse {
  status: string
  statusDescription?: string
  headers: CloudFrontHeaders
  body?: string
  bodyEncoding?: 'text' | 'base64'
}

export interface OriginRequestEvent {
  readonly Records: readonly { readonly cf: { readonly request: CloudFrontRequest } }[]
}

export interface OriginResponseEvent {
  readonly Records: readonly { readonly cf: { readonly request: CloudFrontRequest; readonly response: CloudFrontResponse } }[]
}

// CloudFront counts the bytes itself; a function that says `x-cache` gets its answer refused.
const NOT_OURS: readonly string[] = ['content-length', 'x-cache']

export function toHeaders(headers: Readonly<Record<string, string>>): CloudFrontHeaders {
  const own = Object.entries(headers).filter(([name]) => !NOT_OURS.includes(name))
  return Object.fromEntries(own.map(([name, value]) => [name, [{ key: name, value }]]))
}

/** A request as the edge reads it. */
export function toEdgeRequest({ method, uri, headers }: CloudFrontRequest): EdgeRequest {
  const plain = Object.entries(headers).map(([name, values]) => [name, values.map(({ value }) => value)])
  return { method, path: uri, headers: Object.fromEntries(plain) as EdgeRequest['headers'] }
}

/** A response that is made at the edge; Lambda@Edge takes text as it stands. */
export function toCloudFrontResponse({ status, headers, body }: EdgeResponse): CloudFrontResponse {
  const text = body.byteLength === 0 ? {} : { body: new TextDecoder().decode(body), bodyEncoding: 'text' as const }
  return { status: String(status), headers: toHeaders(headers), ...text }
}
