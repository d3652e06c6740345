import { createHash } from 'node:crypto'
import { type KeptBytes, keptInMemory, type Spool } from './spool.ts'

/** One file of an artifact: its digests, and its bytes wherever they are kept. Stores take it as it is. */
export interface ArtifactFile extends Omit<KeptBytes, 'place'> {
  /** Lower-case hex, as the stores compare it. */
  readonly sha256: string
  /** SHA-384 as for subresource integrity. */
  readonly integrity: string
}

export type ArtifactFiles = ReadonlyMap<string, ArtifactFile>

/** Keeps what a source gives as a file; the digests are made on the way, once. */
export async function keepFile(spool: Spool, source: AsyncIterable<Uint8Array>): Promise<ArtifactFile> {
  const [sha256, sha384] = [createHash('sha256'), createHash('sha384')]
  const kept = await spool.keep(
    watched(source, (chunk) => {
      sha256.update(chunk)
      sha384.update(chunk)
    }),
  )
  return { ...kept, sha256: sha256.digest('hex'), integrity: `sha384-${sha384.digest('base64')}` }
}

/** A file of bytes that are in memory anyhow. */
export function fileOf(bytes: Uint8Array): ArtifactFile {
  return {
    ...keptInMemory(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`,
  }
}

/** Passes chunks on and shows each one to `look`, which may refuse it by throwing. */
export async function* watched(source: AsyncIterable<Uint8Array>, look: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    look(chunk)
    yield chunk
  }
}
