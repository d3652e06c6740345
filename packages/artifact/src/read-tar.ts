import { pipeline } from 'node:stream'
import { createGunzip, type ZlibOptions } from 'node:zlib'
import { showValue } from '@mfe-gitops/contract'
import { extract, type Header } from 'tar-stream'
import { ArtifactError } from './artifact-error.ts'
import type { Intake } from './intake.ts'
import type { KeptBytes } from './spool.ts'

/**
 * Bytes that are read of the archive, and unpacked, at once. In pieces of 16 KiB, as gunzip gives them by itself, an archive of 200 MB takes
 * 12,000 turns through the pool of threads.
 */
const CHUNK = 256 * 1024
/** Bytes that gunzip may be ahead of whoever takes them: while those are hashed and written, the next are unpacked. */
const AHEAD = 1024 * 1024

/** Reads a gzipped tar archive. Every entry goes through the intake's guard, also what comes after the archive's own end. */
export async function readTar(tgz: KeptBytes, intake: Intake): Promise<void> {
  // Each chunk is waited for, and so they all come through one and the same memory.
  const gunzip = createGunzip({ chunkSize: CHUNK, writableHighWaterMark: 1, readableHighWaterMark: AHEAD } as ZlibOptions)
  const memory = new Uint8Array(CHUNK)
  const archive = extract()
  gunzip.on('data', (chunk: Uint8Array) => {
    const fault = intake.budget.take(chunk.byteLength)
    if (fault !== null) gunzip.destroy(fault)
  })
  pipeline(
    tgz.open(() => memory),
    gunzip,
    archive,
    () => {},
  )
  try {
    for await (const entry of archive) {
      const path = intake.register(entryOf(entry.header))
      if (path === null || !intake.isWanted(path)) entry.resume()
      else await intake.keep(path, whole(entry))
    }
  } catch (error) {
    throw error instanceof ArtifactError ? error : damaged(error)
  } finally {
    gunzip.destroy()
  }
  if (gunzip.bytesWritten < tgz.size) throw damaged(new Error('there are bytes after its end'))
}

function entryOf({ name, type, size, pax }: Header) {
  // GNU tar writes a file with holes as a plain one with these records; its bytes are the pieces between the holes.
  const isSparse = Object.keys(pax ?? {}).some((record) => record.startsWith('GNU.sparse.'))
  return { name, kind: isSparse ? 'sparse file' : (type ?? 'unknown'), size: size ?? 0 }
}

/** The bytes of an entry, all that its header announces. */
async function* whole(entry: AsyncIterable<unknown> & { header: Header }): AsyncGenerator<Uint8Array> {
  let left = entry.header.size ?? 0
  for await (const chunk of entry as AsyncIterable<Uint8Array>) {
    left -= chunk.byteLength
    yield chunk
  }
  if (left !== 0) throw damaged(new Error(`the entry ${showValue(entry.header.name)} is cut off`))
}

function damaged(cause: unknown): ArtifactError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new ArtifactError(
    'artifact-invalid',
    `The archive is not a complete gzipped tar archive: ${showValue(what)}. Pack and publish it again.`,
    { cause },
  )
}
