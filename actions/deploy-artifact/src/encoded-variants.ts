import { createHash } from 'node:crypto'
import { type Coding, codingSuffix, codings, decode, type EncodedFile, encode, type FileHeaders } from '@mfe-gitops/artifact'
import { type ArtifactStore, objectKey } from '@mfe-gitops/targets'
import { otherBytes } from './other-bytes.ts'
import type { UploadPace } from './upload-pace.ts'

interface PlainFile {
  readonly prefix: string
  readonly path: string
  readonly bytes: Uint8Array
  readonly headers: FileHeaders
  /** All files of the version: a build may bring variants of its own. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Stores the file in every coding that makes it smaller, beside it. */
export async function storeVariants(
  store: ArtifactStore,
  file: PlainFile,
  pace: UploadPace,
): Promise<Partial<Record<Coding, EncodedFile>>> {
  const variants: Partial<Record<Coding, EncodedFile>> = {}
  for (const coding of codings) {
    const path = file.path + codingSuffix[coding]
    const own = file.files.get(path)
    const encoded = own ?? (await encode(file.bytes, coding))
    if (encoded === null || (own !== undefined && !(await isVariant(own, coding, file.bytes)))) continue
    // What the build brought is a file of the version, and stored as such.
    variants[coding] = own === undefined ? await storeVariant(store, file, { coding, path, encoded }, pace) : describe(path, own)
  }
  return variants
}

async function storeVariant(
  store: ArtifactStore,
  { prefix, bytes, headers }: PlainFile,
  { coding, path, encoded }: { coding: Coding; path: string; encoded: Uint8Array },
  pace: UploadPace,
): Promise<EncodedFile> {
  const key = objectKey(prefix, path)
  const described = describe(path, encoded)
  const result = await pace.run(() => store.putIfAbsent(key, encoded, { ...headers, contentEncoding: coding, sha256: described.sha256 }))
  if (result !== 'exists-different') return described
  // Another release of the compressor writes other bytes for the same file: then what is there already is as good.
  const stored = await pace.run(() => store.read(key))
  if (stored === null || !(await isVariant(stored.body, coding, bytes))) throw otherBytes(key)
  return describe(path, stored.body)
}

async function isVariant(encoded: Uint8Array, coding: Coding, bytes: Uint8Array): Promise<boolean> {
  const decoded = await decode(encoded, coding, bytes.byteLength)
  return decoded !== null && Buffer.compare(decoded, bytes) === 0
}

function describe(path: string, encoded: Uint8Array): EncodedFile {
  return { path, size: encoded.byteLength, sha256: createHash('sha256').update(encoded).digest('hex') }
}
