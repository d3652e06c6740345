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

interface Encoding {
  readonly coding: Coding
  readonly encoded: ArtifactFile
  readonly isOwn: boolean
}

type Variants = Partial<Record<Coding, EncodedFile>>

// libuv has four threads for compressing, for reading files and for looking up names: two are left for the uploads.
const ENCODERS = 2

/** Stores a file in every coding that makes it smaller, beside it. `total` is how many bytes of the version may be compressed. */
export function createVariantStore(ports: { store: ArtifactStore; pace: UploadPace; spool: Spool; total: number }) {
  const { store, pace, spool } = ports
  const limit = pLimit(ENCODERS)
  const quality = brotliQuality(ports.total)

  /** The file in one coding: what the build brought, or what is made now. */
  async function encodingOf({ file, path, files }: PlainFile, coding: Coding): Promise<Encoding | null> {
    const own = files.get(path + codingSuffix[coding])
    if (own !== undefined) return (await isEncoded(own, coding, file)) ? { coding, encoded: own, isOwn: true } : null
    const encoded = await encode(file, coding, { spool, quality })
    return encoded === null ? null : { coding, encoded, isOwn: false }
  }

  async function storeVariant(
    { prefix, path: plainPath, file, headers }: PlainFile,
    { coding, encoded, isOwn }: Encoding,
  ): Promise<EncodedFile> {
    const path = plainPath + codingSuffix[coding]
    // What the build brought is a file of the version, and stored as such.
    if (isOwn) return describe(path, encoded)
    const key = objectKey(prefix, path)
    const meta = { ...headers, contentEncoding: coding, sha256: encoded.sha256 }
    const result = await pace.run(() => store.putIfAbsent(key, encoded, meta), encoded.size)
    await encoded.discard()
    if (result !== 'exists-different') return describe(path, encoded)
    // Another release of the compressor writes other bytes for the same file: then what is there already is as good.
    return pace.run(async () => {
      const stored = await store.read(key)
      if (stored === null || !(await isEncoded(fileOf(stored.body), coding, file))) throw otherBytes(key)
      return describe(path, stored.object)
    }, file.size)
  }

  /** In turns: the first files are on their way while the others are still being compressed. */
  const encodingsOf = (plain: PlainFile): Promise<Encoding[]> =>
    limit(async () => {
      const made: Encoding[] = []
      for (const coding of codings) {
        const encoding = await encodingOf(plain, coding)
        if (encoding !== null) made.push(encoding)
      }
      return made
    })

  return async (plain: PlainFile): Promise<Variants> => {
    const variants: Variants = {}
    for (const encoding of await encodingsOf(plain)) variants[encoding.coding] = await storeVariant(plain, encoding)
    return variants
  }
}

function describe(path: string, { size, sha256 }: { size: number; sha256: string }): EncodedFile {
  return { path, size, sha256 }
}
