import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type {
  ArtifactStore,
  CopyResult,
  ListedObject,
  ObjectBody,
  ObjectHeaders,
  ObjectMeta,
  Pruner,
  PutResult,
  StoredObject,
} from '../artifact-store.ts'
import { checkDigest, collect, sha256Of, sizeOf } from '../object-body.ts'
import { checkKey } from '../storage-key.ts'
import { TargetError } from '../target-error.ts'
import { type Clock, patiently } from './clock.ts'
import { PART_SIZE, putInParts } from './multipart.ts'
import { digestOf, fromStored, toChecksum, toStored } from './object-headers.ts'
import { asServiceError, failureOf, isNamed } from './sdk-error.ts'

export interface S3Place {
  readonly client: S3Client
  readonly bucket: string
  /** Without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string
  readonly clock: Clock
}

// A conflict means that another writer of the same key is at work: it is over in the time of one write.
const CONFLICT = { attempts: 10, firstMs: 100, ceilingMs: 5_000 }
// The SDK repeats requests, but not answers that break off.
const BROKEN_ANSWER = { attempts: 4, firstMs: 200, ceilingMs: 2_000 }

/** Objects in S3 or a store that speaks its protocol. */
export function s3Store({ client, bucket, prefix, clock }: S3Place): { store: ArtifactStore; pruner: Pruner } {
  const root = prefix === '' ? '' : `${prefix}/`
  const place = (key: string) => ({ Bucket: bucket, Key: root + checkKey(key) })

  async function head(key: string): Promise<Described | null> {
    const found = await orNull(client.send(new HeadObjectCommand({ ...place(key), ChecksumMode: 'ENABLED' })))
    if (found === null) return null
    const sha256 = digestOf(found) ?? (await read(key))?.object.sha256
    return sha256 === undefined ? null : { object: { ...fromStored(key, found), sha256 }, etag: found.ETag }
  }

  async function read(key: string): Promise<{ object: StoredObject; body: Uint8Array } | null> {
    return patiently(
      async () => {
        const found = await orNull(client.send(new GetObjectCommand({ ...place(key), ChecksumMode: 'ENABLED' })))
        if (found === null) return null
        const body = (await found.Body?.transformToByteArray().catch(brokenAnswer)) ?? new Uint8Array()
        const sha256 = sha256Of(body)
        checkDigest(key, sha256, digestOf(found) ?? sha256)
        return { object: { ...fromStored(key, found), sha256 }, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }
      },
      { isPassing: (error) => error instanceof BrokenAnswer, patience: BROKEN_ANSWER, clock },
    )
  }

  async function compare(key: string, sha256: string, existing?: Described): Promise<PutResult> {
    existing ??= (await head(key)) ?? undefined
    // Something was there a moment ago: whoever removed it is at work, so the write is tried again.
    if (existing === undefined) throw new Conflict()
    return existing.object.sha256 === sha256 ? 'exists-equal' : 'exists-different'
  }

  async function putWhole(key: string, body: Uint8Array, meta: ObjectMeta): Promise<PutResult> {
    checkDigest(key, sha256Of(body), meta.sha256)
    const checksum = { ChecksumAlgorithm: 'SHA256', ChecksumSHA256: toChecksum(meta.sha256) } as const
    await client.send(new PutObjectCommand({ ...place(key), ...toStored(meta, meta.sha256), ...checksum, Body: body, IfNoneMatch: '*' }))
    return 'created'
  }

  async function putLarge(key: string, body: ObjectBody, meta: ObjectMeta): Promise<PutResult> {
    // Asked first, because the store refuses only when all the parts are there.
    const existing = await head(key)
    if (existing !== null) return compare(key, meta.sha256, existing)
    await putInParts({ client, place: place(key), body, sha256: meta.sha256, headers: toStored(meta, meta.sha256), name: key })
    return 'created'
  }

  async function putIfAbsent(key: string, body: ObjectBody, meta: ObjectMeta): Promise<PutResult> {
    const put = sizeOf(body) > PART_SIZE ? putLarge : async () => putWhole(key, await collect(body), meta)
    const attempt = () =>
      put(key, body, meta).catch((error: unknown) => {
        if (failureOf(error).status === 412) return compare(key, meta.sha256)
        // The answer to the completion was lost, and its repeat finds no upload: what is stored tells.
        if (isNamed(error, 'NoSuchUpload')) return compare(key, meta.sha256)
        if (isNamed(error, 'BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'))
          throw new TargetError('integrity-mismatch', `The store received other bytes for ${key} than were sent. Run the job again.`)
        throw error
      })
    return patiently(attempt, { isPassing: isConflict, patience: CONFLICT, clock })
  }

  async function copy(from: string, to: string, headers: ObjectHeaders): Promise<CopyResult> {
    const source = await head(from)
    if (source === null) return 'missing'
    const { sha256 } = source.object
    const target = from === to ? source : await head(to)
    if (target !== null && target.object.sha256 !== sha256) return 'exists-different'
    const command = new CopyObjectCommand({
      ...place(to),
      ...toStored(headers, sha256),
      CopySource: `${bucket}/${(root + from).split('/').map(encodeURIComponent).join('/')}`,
      ChecksumAlgorithm: 'SHA256',
      MetadataDirective: 'REPLACE',
      ...(source.etag === undefined ? {} : { CopySourceIfMatch: source.etag }),
      ...(target === null ? { IfNoneMatch: '*' } : {}),
    })
    await client.send(command)
    return 'copied'
  }

  /** A copy that lost to another writer looks again at what is there now. */
  const copySafely = (from: string, to: string, headers: ObjectHeaders) =>
    patiently(() => copy(from, to, headers), { isPassing: isConflict, patience: CONFLICT, clock })

  async function list(wanted: string): Promise<ListedObject[]> {
    const found: ListedObject[] = []
    let next: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: root + wanted, ContinuationToken: next }))
      for (const { Key = '', Size = 0 } of page.Contents ?? []) found.push({ key: Key.slice(root.length), size: Size })
      next = page.NextContinuationToken
    } while (next !== undefined)
    // S3 orders by bytes, this port by UTF-16 units.
    return found.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  }

  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> => asServiceError('store-failed', `${what} in s3://${bucket}`, work)
  return {
    store: {
      head: (key) => effect(`Reading ${key}`, async () => (await head(key))?.object ?? null),
      read: (key) => effect(`Reading ${key}`, () => read(key)),
      putIfAbsent: (key, body, meta) => effect(`Writing ${key}`, () => putIfAbsent(key, body, meta)),
      copy: (from, to, headers) => effect(`Copying ${from}`, () => copySafely(from, to, headers)),
      list: (wanted) => effect(`Listing ${wanted}`, () => list(wanted)),
    },
    pruner: {
      remove: (key) =>
        effect(`Removing ${key}`, async () => {
          await client.send(new DeleteObjectCommand(place(key)))
        }),
    },
  }
}

interface Described {
  readonly object: StoredObject
  readonly etag: string | undefined
}

/** Another writer of the same key was faster, or is not done yet. */
class Conflict extends Error {
  override readonly name = 'ConditionalRequestConflict'
}

/** The service answered, and its body did not arrive whole. */
class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
}

function brokenAnswer(cause: unknown): never {
  throw new BrokenAnswer(failureOf(cause).message, { cause })
}

function isConflict(error: unknown): boolean {
  if (error instanceof TargetError) return false
  return isNamed(error, 'ConditionalRequestConflict', 'OperationAborted') || failureOf(error).status === 412
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
