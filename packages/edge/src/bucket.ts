// Also part of the viewer functions, whose engine knows little beyond ECMAScript 5: no destructuring, spread, classes or for-of here.

/** Name of the cookie that keeps a visitor in one bucket. */
export const BUCKET_COOKIE = 'mfe-bucket'

/** The place of a visitor among 100, or the version that a tester wishes for. */
export type Bucket = number | 'stable' | 'canary'

const A_YEAR = 365 * 24 * 60 * 60

/** A bucket as its cookie says it; null for anything that this edge would not have written. */
export function parseBucket(value: string | undefined): Bucket | null {
  if (value === 'stable' || value === 'canary') return value
  return value !== undefined && /^(?:0|[1-9][0-9]?)$/.test(value) ? Number(value) : null
}

/** A bucket for a visitor who has none; `random` gives a number from 0 up to 1. */
export function drawBucket(random: () => number): number {
  return Math.floor(random() * 100)
}

/** Attributes of the cookie. Scripts may read and change it: that is how testers choose. */
export function cookieAttributes(isSecure: boolean): string {
  return 'Path=/; Max-Age=' + A_YEAR + '; SameSite=Lax' + (isSecure ? '; Secure' : '')
}

/** The cookie as a response sets it. */
export function bucketCookie(bucket: Bucket, isSecure: boolean): string {
  return BUCKET_COOKIE + '=' + bucket + '; ' + cookieAttributes(isSecure)
}
