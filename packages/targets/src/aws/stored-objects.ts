import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import type { ListedObject, StoredObject } from '../artifact-store.ts'
import { checkDigest, sha256Of } from '../object-body.ts'
import { checkKey } from '../storage-key.ts'
import { type Clock, patiently } from './clock.ts'
import { digestOf, fromStored } from './object-headers.ts'
import { failureOf, isNamed } from './sdk-error.ts'

export interface S3Place {
  readonly client: S3Client
  readonly bucket: string
  /** Without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string
  readonly clock: Clock
}

/** An object with the ETag that tells this state of it from others; it says nothing about the bytes. */
export interface Described {
  readonly object: StoredObject
  readonly etag: string | undefined
}

/** What is in a bucket, under keys that are relative to the prefix of a target. */
export interface StoredObjects {
  placeOf(key: string): { readonly Bucket: string; readonly Key: string }
  head(key: string): Promise<Described | null>
  read(key: string): Promise<{ object: StoredObject; body: Uint8Array } | null>
  list(prefix: string): Promise<ListedObject[]>
}

// The SDK repeats requests, but not answers that break off.
const BROKEN_ANSWER = { attempts: 4, firstMs: 200, ceilingMs: 2_000 }

export function storedObjects({ client, bucket, prefix, clock }: S3Place): StoredObjects {
  const root = prefix === '' ? '' : `${prefix}/`
  const placeOf = (key: string) => ({ Bucket: bucket, Key: root + checkKey(key) })

  async function head(key: string): Promise<Described | null> {
    const found = await orNull(client.send(new HeadObjectCommand({ ...placeOf(key), ChecksumMode: 'ENABLED' })))
    if (found === null) return null
    const sha256 = digestOf(found) ?? (await read(key))?.object.sha256
    return sha256 === undefined ? null : { object: { ...fromStored(key, found), sha256 }, etag: found.ETag }
  }

  async function readOnce(key: string): Promise<{ object: StoredObject; body: Uint8Array } | null> {
    const found = await orNull(client.send(new GetObjectCommand({ ...placeOf(key), ChecksumMode: 'ENABLED' })))
    if (found === null) return null
    const bytes = (await found.Body?.transformToByteArray().catch(brokenAnswer)) ?? new Uint8Array()
    const sha256 = sha256Of(bytes)
    checkDigest(key, sha256, digestOf(found) ?? sha256)
    return { object: { ...fromStored(key, found), sha256 }, body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
  }

  const read = (key: string) =>
    patiently(() => readOnce(key), { isPassing: (error) => error instanceof BrokenAnswer, patience: BROKEN_ANSWER, clock })

  async function list(wanted: string): Promise<ListedObject[]> {
    const found: ListedObject[] = []
    let next: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: root + wanted, ContinuationToken: next }))
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        // Without a date an object counts as new, and nobody removes it for its age.
        found.push({ key: Key.slice(root.length), size: Size, modifiedAt: LastModified?.getTime() ?? clock.now() })
      }
      next = page.NextContinuationToken
    } while (next !== undefined)
    // S3 orders by bytes, this port by UTF-16 units.
    return found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  }

  return { placeOf, head, read, list }
}

/** The service answered, and its body did not arrive whole. */
class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
}

function brokenAnswer(cause: unknown): never {
  throw new BrokenAnswer(failureOf(cause).message, { cause })
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    // A missing bucket answers 404 as well, and is no missing object.
    if (failureOf(error).status === 404 && !isNamed(error, 'NoSuchBucket')) return null
    throw error
  }
}
