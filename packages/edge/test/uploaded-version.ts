import { createHash } from 'node:crypto'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type ManifestFile, serializeManifest } from '@mfe-gitops/artifact/manifest'
import { type ArtifactStore, MANIFEST_NAME, versionPrefix } from '@mfe-gitops/targets'

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
}
const codings = [
  ['br', '.br', brotliCompressSync],
  ['gzip', '.gz', gzipSync],
] as const

const hash = (algorithm: string, body: Uint8Array) => createHash(algorithm).update(body)

/** A version in the store as a deployment leaves it: files, their variants in other codings, and the manifest last. */
export async function uploadVersion(
  store: ArtifactStore,
  mfe: string,
  version: string,
  contents: Record<string, string>,
  integrity = `sha512-${version}`,
): Promise<void> {
  const prefix = versionPrefix(mfe, version)
  const files: Record<string, ManifestFile> = {}
  for (const [path, text] of Object.entries(contents)) {
    const body = new TextEncoder().encode(text)
    const isHashed = /-[A-Z0-9]{8}\./.test(path)
    const headers = {
      contentType: types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      cacheControl: isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=0, s-maxage=60, must-revalidate',
    }
    const sha256 = hash('sha256', body).digest('hex')
    await store.putIfAbsent(`${prefix}/${path}`, body, { ...headers, sha256 })
    const encodings: NonNullable<ManifestFile['encodings']> = {}
    for (const [coding, suffix, encode] of body.byteLength < 1024 ? [] : codings) {
      const encoded = encode(body)
      const of = { path: path + suffix, size: encoded.byteLength, sha256: hash('sha256', encoded).digest('hex') }
      await store.putIfAbsent(`${prefix}/${of.path}`, encoded, { ...headers, contentEncoding: coding, sha256: of.sha256 })
      encodings[coding] = of
    }
    const sri = `sha384-${hash('sha384', body).digest('base64')}`
    files[path] = { size: body.byteLength, sha256, integrity: sri, ...headers, ...(body.byteLength < 1024 ? {} : { encodings }) }
  }
  const entry = Object.keys(files)[0] ?? ''
  const manifest = serializeManifest({ schema: 1, mfe, version, integrity, entry, files })
  const meta = { contentType: 'application/json', cacheControl: 'no-cache', sha256: hash('sha256', manifest).digest('hex') }
  await store.putIfAbsent(`${prefix}/${MANIFEST_NAME}`, manifest, meta)
}
