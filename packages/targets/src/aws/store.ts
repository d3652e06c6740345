import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { ArtifactStore, CopyResult, ObjectBody, ObjectHeaders, ObjectMeta, Pruner, PutResult } from '../artifact-store.ts'
import { checkDigest, collect, sha256Of, sizeOf } from '../object-body.ts'
import { hasHeaders } from '../same-headers.ts'
import { TargetError } from '../target-error.ts'
import { patiently } from './clock.ts'
import { PART_SIZE, putInParts } from './multipart.ts'
import { toChecksum, toStored } from './object-headers.ts'
import { asServiceError, failureOf, isNamed } from './sdk-error.ts'
import { type Described, type S3Place, type StoredObjects, storedObjects } from './stored-objects.ts'

// A conflict means that another writer of the same key is at work: it is over in the time of one write.
const CONFLICT = { attempts: 10, firstMs: 100, ceilingMs: 5_000 }

/** Objects in S3 or a store that speaks its protocol. */
export function s3Store(place: S3Place): { store: ArtifactStore; pruner: Pruner } {
  const { client, bucket, clock } = place
  const objects = storedObjects(place)
  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> => asServiceError('store-failed', `${what} in s3://${bucket}`, work)
  // Whoever lost to another writer looks again at what is there now.
  const write = <T>(what: string, work: () => Promise<T>): Promise<T> =>
    effect(what, () => patiently(work, { isPassing: isConflict, patience: CONFLICT, clock }))
  return {
    store: {
      head: (key) => effect(`Reading ${key}`, async () => (await objects.head(key))?.object ?? null),
      read: (key) => effect(`Reading ${key}`, () => objects.read(key)),
      list: (prefix) => effect(`Listing ${prefix}`, () => objects.list(prefix)),
      putIfAbsent: (key, body, meta) => write(`Writing ${key}`, () => putIfAbsent({ client, objects }, { key, body, meta })),
      copy: (from, to, headers) => write(`Copying ${from}`, () => copy({ client, objects }, { from, to, headers })),
    },
    pruner: {
      remove: (key) =>
        effect(`Removing ${key}`, async () => {
          await client.send(new DeleteObjectCommand(objects.placeOf(key)))
        }),
    },
  }
}

interface Bucket {
  readonly client: S3Client
  readonly objects: StoredObjects
}

interface NewObject {
  readonly key: string
  readonly body: ObjectBody
  readonly meta: ObjectMeta
}

async function putIfAbsent(bucket: Bucket, wanted: NewObject): Promise<PutResult> {
  const { key, body, meta } = wanted
  try {
    return await (sizeOf(body) > PART_SIZE ? putLarge(bucket, wanted) : putWhole(bucket, wanted))
  } catch (error) {
    // NoSuchUpload: the answer to the completion was lost, and its repeat finds no upload. In both cases what is stored tells.
    if (failureOf(error).status === 412 || isNamed(error, 'NoSuchUpload')) return compare(await bucket.objects.head(key), meta.sha256)
    if (isNamed(error, 'BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'))
      throw new TargetError('integrity-mismatch', `The store received other bytes for ${key} than were sent. Run the job again.`)
    throw error
  }
}

async function putWhole({ client, objects }: Bucket, { key, body, meta }: NewObject): Promise<PutResult> {
  const bytes = await collect(body)
  checkDigest(key, sha256Of(bytes), meta.sha256)
  const headers = { ...toStored(meta, meta.sha256), ChecksumAlgorithm: 'SHA256', ChecksumSHA256: toChecksum(meta.sha256) } as const
  await client.send(new PutObjectCommand({ ...objects.placeOf(key), ...headers, Body: bytes, IfNoneMatch: '*' }))
  return 'created'
}

async function putLarge({ client, objects }: Bucket, { key, body, meta }: NewObject): Promise<PutResult> {
  // Asked first, because the store refuses only when all the parts are there.
  const existing = await objects.head(key)
  if (existing !== null) return compare(existing, meta.sha256)
  const headers = toStored(meta, meta.sha256)
  await putInParts({ client, place: objects.placeOf(key), body, sha256: meta.sha256, headers, name: key })
  return 'created'
}

function compare(existing: Described | null, sha256: string): PutResult {
  // Something was there a moment ago: whoever removed it is at work, so the write is tried again.
  if (existing === null) throw new Conflict()
  return existing.object.sha256 === sha256 ? 'exists-equal' : 'exists-different'
}

interface ObjectCopy {
  readonly from: string
  readonly to: string
  readonly headers: ObjectHeaders
}

/** A copy carries no headers over by itself: all of them are stated again, and the copy is of what was looked at, or of nothing. */
async function copy({ client, objects }: Bucket, { from, to, headers }: ObjectCopy): Promise<CopyResult> {
  const source = await objects.head(from)
  if (source === null) return 'missing'
  if (from === to && hasHeaders(source.object, headers)) return 'unchanged'
  const { sha256 } = source.object
  const target = from === to ? source : await objects.head(to)
  if (target !== null && target.object.sha256 !== sha256) return 'exists-different'
  const command = new CopyObjectCommand({
    ...objects.placeOf(to),
    ...toStored(headers, sha256),
    CopySource: sourceOf(objects.placeOf(from)),
    ChecksumAlgorithm: 'SHA256',
    MetadataDirective: 'REPLACE',
    ...(source.etag === undefined ? {} : { CopySourceIfMatch: source.etag }),
    ...(target === null ? { IfNoneMatch: '*' } : {}),
  })
  await client.send(command)
  return 'copied'
}

/** Another writer of the same key was faster, or is not done yet. */
class Conflict extends Error {
  override readonly name = 'ConditionalRequestConflict'
}

function isConflict(error: unknown): boolean {
  if (error instanceof TargetError) return false
  return isNamed(error, 'ConditionalRequestConflict', 'OperationAborted') || failureOf(error).status === 412
}

function sourceOf({ Bucket, Key }: { readonly Bucket: string; readonly Key: string }): string {
  return [Bucket, ...Key.split('/')].map(encodeURIComponent).join('/')
}
