import {
  type ArtifactFile,
  type ArtifactFiles,
  brotliQuality,
  type Coding,
  codingSuffix,
  codings,
  type EncodedFile,
  encode,
  type FileHeaders,
  fileOf,
  isEncoded,
  type Spool,
} from '@mfe-gitops/artifact'
import { type ArtifactStore, objectKey } from '@mfe-gitops/targets'
import pLimit from 'p-limit'
import { otherBytes } from './other-bytes.ts'
import type { UploadPace } from './upload-pace.ts'

interface PlainFile {
  readonly prefix: string
  readonly path: string
  readonly file: ArtifactFile
  readonly headers: FileHeaders
  /** All files of the version: a build may bring variants of its own. */
  readonly files: ArtifactFiles
}

type Variants = Partial<Record<Coding, EncodedFile>>

// libuv has four threads for compressing, for reading files and for looking up names: two are left for the uploads.
const ENCODERS = 2

/** Stores a file in every coding that makes it smaller, beside it. `total` is how many bytes of the version may be compressed. */
export function createVariantStore(ports: { store: ArtifactStore; pace: UploadPace; spool: Spool; total: number }) {
  const { store, pace, spool } = ports
  const limit = pLimit(ENCODERS)
  const quality = brotliQuality(ports.total)

  async function variantOf(plain: PlainFile, coding: Coding): Promise<EncodedFile | null> {
    const { file, files } = plain
    const path = plain.path + codingSuffix[coding]
    const own = files.get(path)
    // What the build brought is a file of the version, and stored as such.
    if (own !== undefined) return (await limit(() => isEncoded(own, coding, file))) ? describe(path, own) : null
    const encoded = await limit(() => encode(file, coding, { spool, quality }))
    if (encoded === null) return null
    const stored = await storeVariant(plain, { coding, path, encoded })
    await encoded.discard()
    return stored
  }

  async function storeVariant(
    { prefix, file, headers }: PlainFile,
    { coding, path, encoded }: { coding: Coding; path: string; encoded: ArtifactFile },
  ): Promise<EncodedFile> {
    const key = objectKey(prefix, path)
    const meta = { ...headers, contentEncoding: coding, sha256: encoded.sha256 }
    const result = await pace.run(() => store.putIfAbsent(key, encoded, meta), encoded.size)
    if (result !== 'exists-different') return describe(path, encoded)
    // Another release of the compressor writes other bytes for the same file: then what is there already is as good.
    return pace.run(async () => {
      const stored = await store.read(key)
      if (stored === null || !(await isEncoded(fileOf(stored.body), coding, file))) throw otherBytes(key)
      return describe(path, stored.object)
    }, file.size)
  }

  return async (plain: PlainFile): Promise<Variants> => {
    const variants: Variants = {}
    for (const coding of codings) {
      const variant = await variantOf(plain, coding)
      if (variant !== null) variants[coding] = variant
    }
    return variants
  }
}

function describe(path: string, { size, sha256 }: { size: number; sha256: string }): EncodedFile {
  return { path, size, sha256 }
}
