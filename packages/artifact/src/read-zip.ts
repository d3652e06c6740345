import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { showValue } from '@mfe-gitops/contract'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { ArtifactError } from './artifact-error.ts'
import type { Intake } from './intake.ts'
import { refusedEntry } from './path-register.ts'
import type { KeptBytes } from './spool.ts'

const ENCRYPTED = 0x1
const STORED = 0
const DEFLATED = 8
const UNIX = 3
/** Bytes of the fixed parts of an entry of the central directory, and of the record at its end; APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16. */
const ENTRY_BYTES = 46
const END_BYTES = 22
/** Where that record tells the size of the central directory. */
const SIZE_AT = 12
/** What stands right before that record in a Zip64 archive, and leads to a record of its own; 4.3.14 and 4.3.15. */
const LOCATOR_BYTES = 20
const LOCATOR = 0x07064b50
const ZIP64_END_BYTES = 56
const ZIP64_SIZE_AT = 40
/** The four type bits of a Unix mode, which a zip made on Unix keeps at the top of the external attributes; see stat(2). */
const UNIX_KINDS = new Map([
  [0, 'file'],
  [1, 'fifo'],
  [2, 'character-device'],
  [4, 'directory'],
  [6, 'block-device'],
  [8, 'file'],
  [10, 'symlink'],
  [12, 'socket'],
])

/** Reads a zip archive by its central directory. Sizes and checksums are compared with what really comes out. */
export async function readZip({ place }: KeptBytes, intake: Intake): Promise<void> {
  // Names are decoded here: the library would replace what it cannot read, and then two names could become one.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const
  try {
    const archive = await (typeof place === 'string' ? openPromise(place, options) : fromBufferPromise(bufferOf(place), options))
    try {
      let size = 0
      for await (const entry of archive.eachEntry()) {
        size += ENTRY_BYTES + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength
        await readEntry(archive, entry, intake)
      }
      await checkEnd(place, archive, size)
    } finally {
      archive.close()
    }
  } catch (error) {
    throw error instanceof ArtifactError ? error : damaged(error)
  }
}

// The library reads as many entries as the archive counts; one that is there and not counted would be left out without a word.
async function checkEnd(place: KeptBytes['place'], { fileSize, comment }: ZipFile, size: number): Promise<void> {
  const told = await toldSize(place, fileSize - END_BYTES - comment.length)
  if (told !== BigInt(size)) throw damaged(`its list of entries has ${told} bytes, and ${size} were read`)
}

/** The size of the central directory by the record that the library read the count of entries from: that of Zip64 where there is one. */
async function toldSize(place: KeptBytes['place'], end: number): Promise<bigint> {
  const locator = end < LOCATOR_BYTES ? null : await bytesAt(place, end - LOCATOR_BYTES, LOCATOR_BYTES)
  if (locator?.readUInt32LE(0) !== LOCATOR) return BigInt((await bytesAt(place, end, END_BYTES)).readUInt32LE(SIZE_AT))
  return (await bytesAt(place, Number(locator.readBigUInt64LE(8)), ZIP64_END_BYTES)).readBigUInt64LE(ZIP64_SIZE_AT)
}

async function bytesAt(place: KeptBytes['place'], position: number, length: number): Promise<Buffer> {
  if (typeof place !== 'string') return bufferOf(place).subarray(position, position + length)
  await using file = await open(place)
  const { buffer } = await file.read(Buffer.alloc(length), { position })
  return buffer
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

async function readEntry(archive: ZipFile, entry: Entry, intake: Intake): Promise<void> {
  const name = nameOf(entry)
  const path = intake.register({ name, kind: kindOf(entry, name), size: entry.uncompressedSize })
  if (path === null) return
  if (entry.generalPurposeBitFlag & ENCRYPTED) throw refusedEntry(name, 'is encrypted')
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    throw refusedEntry(name, `is packed with method ${entry.compressionMethod}, and only stored and deflated are read`)
  if (intake.isWanted(path)) await intake.keep(path, unpacked(archive, entry, { name, intake }))
}

async function* unpacked(archive: ZipFile, entry: Entry, { name, intake }: { name: string; intake: Intake }): AsyncGenerator<Uint8Array> {
  let checksum = 0
  for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
    const fault = intake.budget.take(chunk.byteLength)
    if (fault !== null) throw fault
    checksum = crc32(chunk, checksum)
    yield chunk
  }
  // The library checks sizes only; a damaged stored entry would go through.
  if (checksum !== entry.crc32) throw refusedEntry(name, 'does not have the checksum that the archive gives it')
}

// Tools of our day write UTF-8, with or without the flag that says so; anything else is refused rather than guessed.
function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Uint8Array
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    throw refusedEntry(Buffer.from(raw).toString('latin1'), 'has a name that is not UTF-8')
  }
}

function kindOf({ versionMadeBy, externalFileAttributes }: Entry, name: string): string {
  const kind = versionMadeBy >>> 8 === UNIX ? (UNIX_KINDS.get(externalFileAttributes >>> 28) ?? 'unknown') : 'file'
  if (name.endsWith('/')) return kind === 'file' || kind === 'directory' ? 'directory' : kind
  return kind === 'directory' ? 'directory without a slash at its end' : kind
}

function damaged(cause: unknown): ArtifactError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new ArtifactError(
    'artifact-invalid',
    `The archive is not a complete zip archive: ${showValue(what)}. Pack and publish it again.`,
    {
      cause,
    },
  )
}
