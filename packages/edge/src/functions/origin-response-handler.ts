import { UNAVAILABLE } from '../resolver.ts'
import { refusal } from '../response.ts'
import { sharedLifetime } from '../response-cache.ts'
import { readNote } from './answer-note.ts'
import { type CloudFrontResponse, type OriginResponseEvent, toCloudFrontResponse, toHeaders } from './cloudfront-event.ts'

/** Headers that a function behind the origin may read but neither change nor drop. */
const READ_ONLY = ['transfer-encoding', 'via'] as const

/** What the bucket answered, with the headers of the edge; what it should have and does not give is said as plain text. */
export function answerFromOrigin({ Records: [record] }: OriginResponseEvent): CloudFrontResponse {
  if (record === undefined) throw new TypeError('The event holds no response.')
  const { request, response } = record.cf
  const note = readNote(request.headers)
  if (note === null) return response
  const kept = Object.fromEntries(
    READ_ONLY.flatMap((name) => (response.headers[name] === undefined ? [] : [[name, response.headers[name]]])),
  )
  const status = Number(response.status)
  // The manifest says that it is there, so neither 403 nor 404 is the visitor's mistake.
  if (status === 403 || status === 404 || status >= 500) {
    const refused = toCloudFrontResponse(refusal(503, UNAVAILABLE))
    return { ...refused, statusDescription: 'Service Unavailable', headers: { ...refused.headers, ...kept } }
  }
  const stored = response.headers['cache-control']?.[0]?.value ?? ''
  const capped = note.sharedSeconds === undefined ? {} : toHeaders({ 'cache-control': atMost(stored, note.sharedSeconds) })
  return { ...response, headers: { ...response.headers, ...capped, ...toHeaders(note.headers) } }
}

/** Immutable bytes stay right for ever; anything else is kept no longer than this by caches that visitors share. */
function atMost(cacheControl: string, seconds: number): string {
  const lifetime = sharedLifetime(cacheControl)
  if (lifetime === Number.POSITIVE_INFINITY || lifetime <= seconds * 1000) return cacheControl
  const others = cacheControl.split(',').filter((directive) => !/^\s*s-maxage=/i.test(directive))
  return [...others.map((directive) => directive.trim()), `s-maxage=${seconds}`].join(', ')
}
