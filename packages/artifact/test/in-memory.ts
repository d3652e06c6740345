import { tmpdir } from 'node:os'
import type { ArtifactFiles } from '../src/artifact-file.ts'
import { createSpool, keptInMemory, type Spool } from '../src/spool.ts'
import { type UnpackOptions, unpackParts } from '../src/unpack.ts'

/** A spool for what is small: it never gets to its folder. */
export const smallSpool = (): Spool => createSpool(tmpdir(), { room: Number.POSITIVE_INFINITY, small: Number.POSITIVE_INFINITY })

/** Unpacks an archive that is in memory, and gives the bytes of its files. */
export async function unpack(archive: Uint8Array, options: UnpackOptions = {}): Promise<Map<string, Uint8Array>> {
  return bytesOf(await unpackParts([{ archive: keptInMemory(archive) }], smallSpool(), options))
}

export async function bytesOf(files: ArtifactFiles): Promise<Map<string, Uint8Array>> {
  const read = [...files].map(async ([path, file]) => [path, await file.bytes()] as const)
  return new Map(await Promise.all(read))
}
