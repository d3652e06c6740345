import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { ArtifactError } from './artifact-error.ts'
import type { KeptBytes } from './spool.ts'

/** Bytes per read of a file: fewer calls than with the 64 KiB of Node.js, and still nothing beside the requests. */
const CHUNK = 256 * 1024
/** Bytes that wait while others are being written, and are then written together. */
const WAITING = 1024 * 1024

/** A source that tells whose fault it is when it cannot be kept. */
export interface WatchedSource {
  chunks(): AsyncGenerator<Uint8Array>
  /** What the source itself failed with: no fault of the disk. */
  failure?: unknown
  close(): Promise<unknown>
}

/** The chunks that were taken from a source already, and then the rest of it. */
export function joined(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): WatchedSource {
  const source: WatchedSource = {
    close: async () => rest.return?.(),
    chunks: async function* () {
      yield* head
      try {
        yield* { [Symbol.asyncIterator]: () => rest }
      } catch (error) {
        source.failure = error
        throw error
      }
    },
  }
  return source
}

/** Keeps a source as a new file; nothing of it is left when the source or the disk fails. */
export async function onDisk(newFile: () => Promise<string>, source: WatchedSource): Promise<KeptBytes> {
  let path: string | null = null
  try {
    path = await newFile()
    const size = await write(path, source)
    const file = path
    return {
      size,
      place: file,
      bytes: () => readWhole(file, size),
      open: () => readChunks(file, { size, chunk: CHUNK }),
      discard: () => rm(file, { force: true }),
    }
  } catch (error) {
    await source.close()
    if (path !== null) await rm(path, { force: true })
    throw source.failure === undefined ? diskFailure(error) : error
  }
}

async function write(path: string, source: WatchedSource): Promise<number> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: WAITING })
  try {
    await pipeline(source.chunks(), file)
    return file.bytesWritten
  } finally {
    // What fails while the file is being opened must not leave one that appears afterwards.
    if (!file.closed) await once(file, 'close')
  }
}

async function readWhole(path: string, size: number): Promise<Uint8Array> {
  for await (const bytes of readChunks(path, { size, chunk: size })) return bytes
  return new Uint8Array()
}

async function* readChunks(path: string, { size, chunk }: { size: number; chunk: number }): AsyncGenerator<Uint8Array> {
  const handle = await open(path)
  try {
    for (let left = size; left > 0; left -= chunk) yield await readNext(handle, Math.min(chunk, left))
  } finally {
    await handle.close()
  }
}

/** As many bytes as were asked for: fewer only where the file ends before, which its digest then shows. */
async function readNext(handle: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

function diskFailure(cause: unknown): ArtifactError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new ArtifactError(
    'runner-file-failed',
    `The artifact could not be kept on the runner's disk: ${what}. Free space below RUNNER_TEMP, or use a runner with a larger disk.`,
    { cause },
  )
}
