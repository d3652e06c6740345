import { createHash } from 'node:crypto'
import { ActionError } from '@mfe-gitops/action-kit'
import { type ArtifactManifest, manifestFile, serializeManifest } from '@mfe-gitops/artifact'
import { showValue } from '@mfe-gitops/contract'
import { type ArtifactStore, MANIFEST_NAME, objectKey } from '@mfe-gitops/targets'
import pMap from 'p-map'
import { uploadWaves } from './upload-order.ts'

/** A version in memory, ready to be stored. */
export interface Upload {
  readonly prefix: string
  readonly manifest: ArtifactManifest
  readonly files: ReadonlyMap<string, Uint8Array>
  /** Labels that a CDN can purge by. */
  readonly tags: readonly string[]
}

export interface UploadCount {
  readonly uploaded: number
  readonly skipped: number
}

// More at once does not help one runner, and a fresh prefix of an object store throttles early.
const concurrency = 8

/** Stores a version: wave by wave, the manifest last. A failure in a wave keeps later waves, and so the manifest, from being written. */
export async function uploadVersion(store: ArtifactStore, upload: Upload): Promise<UploadCount> {
  let uploaded = 0
  let skipped = 0
  const put = async (path: string) => {
    if (await putFile(store, upload, path)) uploaded += 1
    else skipped += 1
  }
  for (const wave of uploadWaves(upload.manifest)) await pMap(wave, put, { concurrency })
  await putManifest(store, upload)
  return { uploaded, skipped }
}

/** True when the file was written, false when the store held the same bytes. */
async function putFile(store: ArtifactStore, { prefix, manifest, files, tags }: Upload, path: string): Promise<boolean> {
  const described = manifestFile(manifest, path)
  const body = files.get(path)
  if (described === null || body === undefined) throw new Error(`The manifest names ${path}, which is not among the files.`)
  const { contentType, cacheControl, sha256 } = described
  const result = await store.putIfAbsent(objectKey(prefix, path), body, { contentType, cacheControl, sha256, tags: [...tags] })
  if (result === 'exists-different') throw otherBytes(objectKey(prefix, path))
  return result === 'created'
}

async function putManifest(store: ArtifactStore, { prefix, manifest, tags }: Upload): Promise<void> {
  const body = serializeManifest(manifest)
  const meta = { contentType: 'application/json; charset=utf-8', cacheControl: 'no-cache', sha256: sha256(body), tags: [...tags] }
  const result = await store.putIfAbsent(objectKey(prefix, MANIFEST_NAME), body, meta)
  if (result === 'exists-different') throw otherBytes(objectKey(prefix, MANIFEST_NAME))
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A stored version never changes: somebody deployed other bytes under this name before. */
export function otherBytes(key: string): ActionError {
  return new ActionError(
    'version-exists-with-other-bytes',
    `The store holds ${showValue(key)} with other bytes than this artifact. A deployed version never changes: publish and deploy a new version.`,
  )
}
