import type { CloudFrontHeaders } from './cloudfront-event.ts'

/** What the function before the origin knows and the one behind it must say. It travels as a header of the request to the bucket. */
export interface AnswerNote {
  readonly headers: Readonly<Record<string, string>>
  /** The longest that CloudFront may keep the answer, in seconds: it rests on a row that was not read just now. */
  readonly sharedSeconds?: number
}

const NOTE = 'x-mfe-answer'

export function withNote(headers: CloudFrontHeaders, note: AnswerNote): CloudFrontHeaders {
  return { ...headers, [NOTE]: [{ key: NOTE, value: encodeURIComponent(JSON.stringify(note)) }] }
}

/** Null for a request that the other function did not resolve. */
export function readNote(headers: CloudFrontHeaders): AnswerNote | null {
  const value = headers[NOTE]?.[0]?.value
  return value === undefined ? null : (JSON.parse(decodeURIComponent(value)) as AnswerNote)
}

/** A request of a visitor may not bring a note of its own. */
export function withoutNote({ [NOTE]: _foreign, ...headers }: CloudFrontHeaders): CloudFrontHeaders {
  return headers
}
