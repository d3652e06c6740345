import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import pMap from 'p-map'
import type { ObjectBody } from '../artifact-store.ts'
import { sha256Of, sizeOf, verified } from '../object-body.ts'
import { type StoredHeaders, toChecksum } from './object-headers.ts'

const MEBIBYTE = 1024 * 1024
/** Above this a body goes in parts, so that a fault costs one part and not all of it. S3 wants parts of 5 MiB or more. */
export const PART_SIZE = 8 * MEBIBYTE
/** S3 takes 10,000 parts. */
const MOST_PARTS = 10_000
/** With 8 MiB each this holds 32 MiB of a streamed body. */
const PARTS_AT_ONCE = 4

export interface MultipartUpload {
  readonly client: S3Client
  readonly place: { readonly Bucket: string; readonly Key: string }
  readonly body: ObjectBody
  readonly sha256: string
  readonly headers: StoredHeaders
  /** As the caller calls the object, for messages. */
  readonly name: string
}

/** Writes a large body in parts, each checked by the store, and completes only where nothing is. Leaves no parts behind when it fails. */
export async function putInParts({ client, place, body, sha256, headers, name }: MultipartUpload): Promise<void> {
  // The type of the checksum is left to the store: for SHA-256 there is one, and stores from before 2025 refuse the header.
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...place, ...headers, ChecksumAlgorithm: 'SHA256' }))
  const stop = new AbortController()
  const size = Math.max(PART_SIZE, Math.ceil(sizeOf(body) / MOST_PARTS / MEBIBYTE) * MEBIBYTE)
  const memory = createPartMemory(size)
  const putPart = async ({ number, bytes }: Part) => {
    const part = { PartNumber: number, ChecksumSHA256: toChecksum(sha256Of(bytes)) }
    const command = new UploadPartCommand({ ...place, UploadId, Body: bytes, ...part })
    const { ETag } = await client.send(command, { abortSignal: stop.signal })
    memory.giveBack(bytes)
    return { ...part, ETag }
  }
  try {
    const parts = await pMap(partsOf(verified(name, body, sha256, memory.lend), size), putPart, { concurrency: PARTS_AT_ONCE })
    const command = { ...place, UploadId, IfNoneMatch: '*', MultipartUpload: { Parts: parts } }
    await client.send(new CompleteMultipartUploadCommand(command))
  } catch (error) {
    stop.abort()
    // Its own failure must not hide the first one; a lifecycle rule of the bucket removes what is left.
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => {})
    throw error
  }
}

/** Memory for parts that is used again for later ones: what is asked for anew with every part is collected too late. */
function createPartMemory(size: number) {
  const free: Uint8Array[] = []
  const lent = new Set<ArrayBufferLike>()
  return {
    lend: () => {
      const memory = free.pop() ?? new Uint8Array(size)
      lent.add(memory.buffer)
      return memory
    },
    giveBack: ({ buffer }: Uint8Array) => {
      if (lent.delete(buffer)) free.push(new Uint8Array(buffer))
    },
  }
}

interface Part {
  readonly number: number
  readonly bytes: Uint8Array
}

/** Cuts a body into parts of one size, the last one shorter; bytes of a large chunk are not copied. */
export async function* partsOf(body: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Part> {
  let number = 1
  let kept: Uint8Array[] = []
  let room = size
  for await (const chunk of body) {
    let rest = chunk
    while (rest.byteLength >= room) {
      yield { number: number++, bytes: joined([...kept, rest.subarray(0, room)]) }
      rest = rest.subarray(room)
      kept = []
      room = size
    }
    if (rest.byteLength === 0) continue
    kept.push(rest)
    room -= rest.byteLength
  }
  if (kept.length > 0) yield { number, bytes: joined(kept) }
}

function joined([only = new Uint8Array(), ...more]: Uint8Array[]): Uint8Array {
  return more.length === 0 ? only : Buffer.concat([only, ...more])
}
