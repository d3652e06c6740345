import { BUCKET_COOKIE, cookieAttributes, parseBucket } from '../bucket.ts'
import { privateCacheControl, varyByCookie } from '../private-response.ts'
import { CANARY_BUCKET } from './canary-header.ts'
import type { ViewerEvent, ViewerResponse } from './viewer-event.ts'

/**
 * CloudFront Function, viewer response: makes what other visitors get otherwise private, and lets the visitor keep the bucket. The bucket
 * is read from the answer, which CloudFront keeps by bucket, because nothing says whether the request shows what the other function did.
 */
export function handler(event: ViewerEvent): ViewerResponse {
  const response = event.response
  const mark = response.headers[CANARY_BUCKET]
  if (mark === undefined) return response
  delete response.headers[CANARY_BUCKET]
  const cacheControl = response.headers['cache-control']
  const vary = response.headers.vary
  response.headers['cache-control'] = { value: privateCacheControl(cacheControl === undefined ? '' : cacheControl.value) }
  response.headers.vary = { value: varyByCookie(vary === undefined ? undefined : vary.value) }
  const bucket = parseBucket(mark.value)
  // A tester's wish is the tester's to keep, or to end.
  if (typeof bucket !== 'number') return response
  if (response.cookies === undefined) response.cookies = {}
  response.cookies[BUCKET_COOKIE] = { value: String(bucket), attributes: cookieAttributes(true) }
  return response
}
