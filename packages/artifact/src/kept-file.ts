import { createReadStream } from 'node:fs'
import { open, readFile, rm } from 'node:fs/promises'
import { ArtifactError } from './artifact-error.ts'
import type { KeptBytes } from './spool.ts'

/** Bytes per read of a file: fewer calls than with the 64 KiB of Node.js, and still nothing beside the requests. */
const CHUNK = 256 * 1024

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
      bytes: () => readFile(file),
      open: () => createReadStream(file, { highWaterMark: CHUNK }),
      discard: () => rm(file, { force: true }),
    }
  } catch (error) {
    await source.close()
    if (path !== null) await rm(path, { force: true })
    throw source.failure === undefined ? diskFailure(error) : error
  }
}

async function write(path: string, source: WatchedSource): Promise<number> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(source.chunks())
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

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

function diskFailure(cause: unknown): ArtifactError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new ArtifactError(
    'runner-file-failed',
    `The artifact could not be kept on the runner's disk: ${what}. Free space below RUNNER_TEMP, or use a runner with a larger disk.`,
    { cause },
  )
}
