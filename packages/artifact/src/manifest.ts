/** One file of a version; `integrity` is a SHA-384 for subresource integrity, `sha256` is hex as the stores compare it. */
export interface ManifestFile {
  size: number
  sha256: string
  integrity: string
  /** Headers as they were when the version was uploaded; the store knows them as they are now. */
  contentType: string
  cacheControl: string
  /** Present for a file that a build compressed itself. */
  contentEncoding?: string
  /** The same file in other content codings, as objects beside it. Manifests before this field have none. */
  encodings?: Partial<Record<'br' | 'gzip', EncodedFile>>
}

/** A file in a content coding; `path` is relative to the version. */
export interface EncodedFile {
  path: string
  size: number
  sha256: string
}

/** `mfe-manifest.json`: what a version consists of. It is written last, so a version without it is not complete. */
export interface ArtifactManifest {
  schema: 1
  mfe: string
  version: string
  /** Integrity of the package the files came from. */
  integrity: string
  /** Path of the entry file, relative to the version. */
  entry: string
  files: Record<string, ManifestFile>
}

/** The bytes of a manifest: equal manifests give equal bytes. */
export function serializeManifest(manifest: ArtifactManifest): Uint8Array {
  const { schema, mfe, version, integrity, entry } = manifest
  const files = Object.fromEntries(
    Object.keys(manifest.files)
      .sort()
      .map((path) => [path, sorted(manifest.files[path]!)]),
  )
  return new TextEncoder().encode(JSON.stringify({ schema, mfe, version, integrity, entry, files }, null, 2) + '\n')
}

/** A manifest as read from a store; null when the bytes are not one of ours. */
export function parseManifest(bytes: Uint8Array): ArtifactManifest | null {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
  return isManifest(value) ? value : null
}

/** Every object of a version but the manifest itself: its files, and their encoded variants. */
export function manifestObjects({ files }: Pick<ArtifactManifest, 'files'>): EncodedFile[] {
  return Object.entries(files).flatMap(([path, { size, sha256, encodings = {} }]) => [{ path, size, sha256 }, ...Object.values(encodings)])
}

/** The file at a path, never an inherited property. */
export function manifestFile(manifest: ArtifactManifest, path: string): ManifestFile | null {
  return Object.hasOwn(manifest.files, path) ? manifest.files[path]! : null
}

function sorted({ size, sha256, integrity, contentType, cacheControl, contentEncoding, encodings }: ManifestFile): ManifestFile {
  const { br, gzip } = encodings ?? {}
  return {
    size,
    sha256,
    integrity,
    contentType,
    cacheControl,
    ...(contentEncoding === undefined ? {} : { contentEncoding }),
    ...(br === undefined && gzip === undefined ? {} : { encodings: { ...(br && { br }), ...(gzip && { gzip }) } }),
  }
}

function isManifest(value: unknown): value is ArtifactManifest {
  if (!isRecord(value) || value.schema !== 1 || !isRecord(value.files)) return false
  const names = [value.mfe, value.version, value.integrity, value.entry]
  return names.every((name) => typeof name === 'string') && Object.values(value.files).every(isFile)
}

function isFile(value: unknown): boolean {
  if (!isRecord(value) || typeof value.size !== 'number') return false
  const texts = [value.sha256, value.integrity, value.contentType, value.cacheControl]
  return texts.every((text) => typeof text === 'string') && isEncodings(value.encodings)
}

function isEncodings(value: unknown): boolean {
  if (value === undefined) return true
  return (
    isRecord(value) && Object.values(value).every((one) => isRecord(one) && typeof one.path === 'string' && typeof one.size === 'number')
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
