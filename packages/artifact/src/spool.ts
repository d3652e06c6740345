import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Blocks, joined, onDisk } from './kept-file.ts'

/** Bytes that a spool keeps, until they are discarded or the spool is removed. */
export interface KeptBytes {
  readonly size: number
  /** The bytes from the start, each time. Those of a file are read into what `lend` gives, which is full with every chunk but the last. */
  open(lend?: () => Uint8Array): AsyncIterable<Uint8Array>
  /** All of them at once, for what is known to be small. */
  bytes(): Promise<Uint8Array>
  /** The bytes themselves, or the path of the file that they are in: for readers that jump. */
  readonly place: Uint8Array | string
  discard(): Promise<void>
}

/** Keeps bytes of any size: small ones in memory, up to a total, the others as files in one folder that nobody else can read. */
export interface Spool {
  /** Reads a source to its end. Nothing of it is kept when the source or the disk fails. */
  keep(source: AsyncIterable<Uint8Array>): Promise<KeptBytes>
}

/** The spool as whoever made it has it. */
export interface OwnSpool extends Spool {
  /** Removes the folder with everything in it. */
  remove(): Promise<void>
}

// A step is to stay below 250 MB. Measured, Node.js with the SDK of a cloud takes 120 of them, and requests on their way up to 60. Most
// micro-frontends fit into the second number and never see the disk.
const SMALL = 256 * 1024
const ROOM = 16 * 1024 * 1024

/** A spool below a folder that exists, such as RUNNER_TEMP, which the runner empties after each job. Nothing is created before it is needed. */
export function createSpool(parent: string, { room = ROOM, small = SMALL }: { room?: number; small?: number } = {}): OwnSpool {
  let left = room
  let folder: Promise<string> | null = null
  const blocks: Blocks = []
  // mkdtemp gives rights to the owner alone (0700); the names in it are ours, never those of an archive.
  const newFile = async () => {
    folder ??= mkdtemp(join(parent, 'mfe-spool-'))
    return join(await folder, randomUUID())
  }

  async function keep(source: AsyncIterable<Uint8Array>): Promise<KeptBytes> {
    const chunks = source[Symbol.asyncIterator]()
    const head: Uint8Array[] = []
    let size = 0
    const forget = () => {
      left += size
      size = 0
    }
    try {
      for (;;) {
        const { done, value } = await chunks.next()
        if (done === true) return inMemory(Buffer.concat(head, size), forget)
        head.push(value)
        size += value.byteLength
        left -= value.byteLength
        if (size > small || left < 0) break
      }
    } catch (error) {
      forget()
      throw error
    }
    forget()
    return onDisk(newFile, joined(head, chunks), blocks)
  }

  return {
    keep,
    remove: async () => {
      const made = await folder?.catch(() => undefined)
      if (made !== undefined) await rm(made, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function inMemory(bytes: Uint8Array, forget: () => void): KeptBytes {
  return { ...keptInMemory(bytes), discard: async () => forget() }
}

/** Bytes that are in memory anyhow. */
export function keptInMemory(bytes: Uint8Array): KeptBytes {
  return {
    size: bytes.byteLength,
    place: bytes,
    bytes: async () => bytes,
    open: async function* () {
      yield bytes
    },
    discard: async () => {},
  }
}
