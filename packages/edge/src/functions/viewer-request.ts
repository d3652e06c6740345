import { BUCKET_COOKIE, drawBucket, parseBucket } from '../bucket.ts'
import type { ViewerEvent, ViewerRequest } from './viewer-event.ts'

/** CloudFront Function, viewer request: whoever has no bucket gets one, before CloudFront looks into its cache by it. */
export function handler(event: ViewerEvent): ViewerRequest {
  const request = event.request
  const cookie = request.cookies[BUCKET_COOKIE]
  const known = parseBucket(cookie === undefined ? undefined : cookie.value)
  request.cookies[BUCKET_COOKIE] = { value: String(known === null ? drawBucket(Math.random) : known) }
  return request
}
