import { createHash } from 'node:crypto'
import { pipeline, type Transform } from 'node:stream'
import { promisify } from 'node:util'
import {
  type BrotliOptions,
  brotliCompress,
  constants,
  createBrotliCompress,
  createBrotliDecompress,
  createGunzip,
  createGzip,
  gzip,
} from 'node:zlib'
import { type ArtifactFile, fileOf, keepFile } from './artifact-file.ts'
import type { Spool } from './spool.ts'

/** A content coding that browsers accept, best first. */
export const codings = ['br', 'gzip'] as const
export type Coding = (typeof codings)[number]

/** What the coding's files are called beside the file itself. */
export const codingSuffix: Readonly<Record<Coding, string>> = { br: '.br', gzip: '.gz' }

// Below this the headers weigh more than what is saved. Above it brotli takes more than two seconds, also at a low quality.
const SMALLEST = 1024
const LARGEST = 64 * 1024 * 1024

const KIBIBYTE = 1024
/** Up to here a stream costs more than what it carries: 0.6 ms instead of 0.4 ms for a script of 10 KB. */
const AT_ONCE = 64 * KIBIBYTE
const inOnePiece = { br: promisify(brotliCompress), gzip: promisify(gzip) }
/**
 * What brotli costs and saves on the script of a real bundle, per megabyte of one core:
 * quality 11 takes 1,760 ms and gives 172 KB; 9: 79 ms, 189 KB; 6: 35 ms, 195 KB; 4: 16 ms, 216 KB; gzip takes 19 ms and gives 214 KB.
 */
const QUALITIES = [
  // The usual micro-frontend: an eighth less for every visitor, for at most a second of one core while other files go up.
  { total: 512 * KIBIBYTE, quality: 11 },
  { total: 64 * 1024 * KIBIBYTE, quality: 6 },
  { total: Number.POSITIVE_INFINITY, quality: 4 },
] as const

/** The quality for a version with so many bytes to compress; all of its files together decide how long a deployment takes. */
export function brotliQuality(total: number): number {
  return QUALITIES.find((step) => total <= step.total)?.quality ?? 4
}

/** A file in the coding, kept in the spool; null when that is not smaller, or not worth it. */
export async function encode(
  file: ArtifactFile,
  coding: Coding,
  { spool, quality }: { spool: Spool; quality: number },
): Promise<ArtifactFile | null> {
  if (file.size < SMALLEST || file.size > LARGEST) return null
  const options = coding === 'br' ? brotliOptions(file.size, quality) : {}
  const encoded =
    file.size <= AT_ONCE
      ? fileOf(await inOnePiece[coding](await file.bytes(), options))
      : await keepFile(spool, through(file, coding === 'br' ? createBrotliCompress(options) : createGzip(options)))
  if (encoded.size < file.size) return encoded
  await encoded.discard()
  return null
}

/** Whether the bytes are this file in the coding; not one byte more than the file has is unpacked. */
export async function isEncoded(
  encoded: Pick<ArtifactFile, 'open'>,
  coding: Coding,
  file: Pick<ArtifactFile, 'size' | 'sha256'>,
): Promise<boolean> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of through(encoded, coding === 'br' ? createBrotliDecompress() : createGunzip())) {
      size += chunk.byteLength
      if (size > file.size) return false
      hash.update(chunk)
    }
  } catch {
    return false
  }
  return hash.digest('hex') === file.sha256
}

function through(file: Pick<ArtifactFile, 'open'>, transform: Transform): AsyncIterable<Uint8Array> {
  // A failure of either side destroys the other one, and shows where the result is read.
  return pipeline(file.open(), transform, () => {})
}

/** The window need not be larger than the file: with the default one a compressor takes tens of megabytes at quality 11. */
function brotliOptions(size: number, quality: number): BrotliOptions {
  const window = Math.min(Math.max(Math.ceil(Math.log2(size + 16)), constants.BROTLI_MIN_WINDOW_BITS), constants.BROTLI_DEFAULT_WINDOW)
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: window,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
    },
  }
}
