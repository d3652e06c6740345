import type { ObjectHeaders, StoredObject } from '../artifact-store.ts'
import { shown, TargetError } from '../target-error.ts'

// CloudFront reads the tags of an object from the header that is named in the distribution's CacheTagConfig: x-amz-meta-cache-tag.
const TAGS = 'cache-tag'
// The checksum that S3 keeps of a multipart object is one of its parts' checksums, so the digest of the whole is kept beside it.
const DIGEST = 'sha256'

/** Headers as the SDK takes them. */
export interface StoredHeaders {
  ContentType: string
  CacheControl: string
  ContentEncoding?: string
  Metadata: Record<string, string>
}

export function toStored({ contentType, cacheControl, contentEncoding, tags }: ObjectHeaders, sha256: string): StoredHeaders {
  return {
    ContentType: contentType,
    CacheControl: cacheControl,
    ...(contentEncoding === undefined ? {} : { ContentEncoding: contentEncoding }),
    Metadata: { [DIGEST]: sha256, ...(tags === undefined || tags.length === 0 ? {} : { [TAGS]: tags.map(checkTag).join(',') }) },
  }
}

/** What the SDK says of a stored object. */
export interface StoredDescription {
  ContentType?: string | undefined
  CacheControl?: string | undefined
  ContentEncoding?: string | undefined
  ContentLength?: number | undefined
  ChecksumSHA256?: string | undefined
  ETag?: string | undefined
  Metadata?: Record<string, string> | undefined
}

/** The object without its digest, which `digestOf` gives. */
export function fromStored(key: string, found: StoredDescription): Omit<StoredObject, 'sha256'> {
  const tags = found.Metadata?.[TAGS]
  return {
    key,
    size: found.ContentLength ?? 0,
    contentType: found.ContentType ?? 'application/octet-stream',
    cacheControl: found.CacheControl ?? '',
    ...(found.ContentEncoding === undefined || found.ContentEncoding === '' ? {} : { contentEncoding: found.ContentEncoding }),
    ...(tags === undefined ? {} : { tags: tags.split(',') }),
  }
}

/** The SHA-256 that the store made itself, else the one its writer proved part by part; null for an object that others put there. */
export function digestOf({ ChecksumSHA256 = '', ETag = '', Metadata }: StoredDescription): string | null {
  // Of an object in parts, which its ETag tells ("…-3"), the checksum is one of the parts' checksums, whether it says so or not.
  if (WHOLE_CHECKSUM.test(ChecksumSHA256) && !/-\d+"?$/.test(ETag)) return toHex(ChecksumSHA256)
  const noted = Metadata?.[DIGEST]
  return noted !== undefined && /^[0-9a-f]{64}$/.test(noted) ? noted : null
}

const WHOLE_CHECKSUM = /^[A-Za-z0-9+/]{43}=$/

/** A digest as the store wants it. */
export function toChecksum(sha256: string): string {
  return Buffer.from(sha256, 'hex').toString('base64')
}

/** The other way round. */
export function toHex(checksum: string): string {
  return Buffer.from(checksum, 'base64').toString('hex')
}

function checkTag(tag: string): string {
  if (/^[\u0021-\u002b\u002d-\u007e]{1,256}$/.test(tag)) return tag
  throw new TargetError(
    'store-failed',
    `The cache tag ${shown(tag)} is refused: a tag has 1 to 256 printable ASCII characters without comma.`,
  )
}
