import { BUCKET_COOKIE, type Bucket, drawBucket, parseBucket } from './bucket.ts'

/** Whom an answer is for, as far as it depends on that. */
export interface Visitor {
  readonly bucket: Bucket
  /** The bucket has just been drawn; the visitor keeps it only if the answer says so. */
  readonly isNew: boolean
}

/** The visitor that a Cookie header tells of, or a new one. Of several cookies of the name the first that is well-formed counts. */
export function readVisitor(cookies: string | string[] | undefined, random: () => number): Visitor {
  for (const cookie of [cookies ?? []].flat().join(';').split(';')) {
    const [name, value] = cookie.split('=', 2).map((part) => part.trim())
    const bucket = name === BUCKET_COOKIE ? parseBucket(value) : null
    if (bucket !== null) return { bucket, isNew: false }
  }
  return { bucket: drawBucket(random), isNew: true }
}
