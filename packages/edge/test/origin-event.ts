import type { CloudFrontHeaders, CloudFrontRequest } from '../src/functions/cloudfront-event.ts'

/** Headers as Lambda@Edge has them. */
export function eventHeaders(headers: Readonly<Record<string, string>>): CloudFrontHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [{ key: name, value }]]))
}

/** An S3 origin with the settings of an edge. */
export function originOf(settings: Readonly<Record<string, string>> = {}): NonNullable<CloudFrontRequest['origin']> {
  const customHeaders = eventHeaders({ 'x-mfe-environment': 'staging', 'x-mfe-table': 'mfe-live', ...settings })
  return { s3: { domainName: 'mfe-lab.s3.us-east-1.amazonaws.com', path: '/mfe', customHeaders } }
}

/** An origin request as CloudFront hands it over. */
export function originRequest(uri: string, headers: Readonly<Record<string, string>> = {}, more: Partial<CloudFrontRequest> = {}) {
  const request: CloudFrontRequest = { method: 'GET', uri, querystring: '', headers: eventHeaders(headers), origin: originOf(), ...more }
  return { Records: [{ cf: { request } }] }
}
