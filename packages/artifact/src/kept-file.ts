import { open, readFile, rm } from 'node:fs/promises'
import { ArtifactError } from './artifact-error.ts'
import type { KeptBytes } from './spool.ts'

/** Bytes per read of a file, where the reader lends no memory of its own. */
const CHUNK = 256 * 1024

/** Bytes per write of a file: a file of 200 MB takes 200 turns through the pool of threads, where the chunks of its source would take 3,000. */
const BLOCK = 1024 * 1024

/** Blocks that are used again and again: memory that is asked for anew with every megabyte is given back too late. */
export type Blocks = Buffer[]

/** Keeps a source as a new file; nothing of it is left when the source or the disk fails. */
export async function onDisk(newFile: () => Promise<string>, source: WatchedSource, blocks: Blocks): Promise<KeptBytes> {
  let path: string | null = null
  const block = blocks.pop() ?? Buffer.allocUnsafeSlow(BLOCK)
  try {
    path = await newFile()
    const size = await write(path, source, block)
    const file = path
    return {
      size,
      place: file,
      bytes: () => readFile(file),
      open: (lend) => chunksOf(file, lend),
      discard: () => rm(file, { force: true }),
    }
  } catch (error) {
    await source.close()
    if (path !== null) await rm(path, { force: true })
    throw source.failure === undefined ? diskFailure(error) : error
  } finally {
    blocks.push(block)
  }
}

async function write(path: string, source: WatchedSource, block: Buffer): Promise<number> {
  const handle = await open(path, 'wx', 0o600)
  try {
    let filled = 0
    for await (const chunk of source.chunks()) {
      for (let taken = 0; taken < chunk.byteLength; ) {
        const piece = chunk.subarray(taken, taken + block.byteLength - filled)
        block.set(piece, filled)
        filled += piece.byteLength
        taken += piece.byteLength
        if (filled < block.byteLength) continue
        await handle.writeFile(block)
        filled = 0
      }
    }
    await handle.writeFile(block.subarray(0, filled))
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

async function* chunksOf(file: string, lend = () => Buffer.allocUnsafeSlow(CHUNK) as Uint8Array): AsyncGenerator<Uint8Array> {
  const handle = await open(file)
  try {
    for (;;) {
      const memory = lend()
      let filled = 0
      for (let read = -1; read !== 0 && filled < memory.byteLength; filled += read) read = (await handle.read(memory, filled)).bytesRead
      if (filled > 0) yield memory.subarray(0, filled)
      if (filled < memory.byteLength) return
    }
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
