import { createHash } from 'node:crypto'
import {
  type ArtifactFiles,
  type ArtifactManifest,
  type FileRules,
  type ManifestFile,
  manifestFile,
  parseManifest,
  type Spool,
  serializeManifest,
} from '@mfe-gitops/artifact'
import { type ArtifactStore, MANIFEST_NAME, objectKey } from '@mfe-gitops/targets'
import { createVariantStore } from './encoded-variants.ts'
import { mendHeaders } from './header-mending.ts'
import { manifestHeaders } from './manifest-headers.ts'
import { otherBytes } from './other-bytes.ts'
import { runWave, uploadWaves } from './upload-order.ts'
import { createUploadPace, type PacePorts, type UploadPace } from './upload-pace.ts'
import { createProgress, type UploadProgress } from './upload-progress.ts'

/** A version, ready to be stored. */
export interface Upload {
  readonly prefix: string
  readonly manifest: ArtifactManifest
  readonly files: ArtifactFiles
  readonly rules: FileRules
}

export interface UploadCount {
  /** Files that were written; their encoded variants are not counted. */
  readonly uploaded: number
  /** Files that the store held with the same bytes. */
  readonly skipped: number
  /** Files whose headers were other ones. */
  readonly mended: number
}

export interface UploadPorts extends PacePorts {
  now(): number
  say(line: string): void
  /** Where encoded variants wait for their upload. */
  readonly spool: Spool
}

/**
 * Stores a version: wave by wave, the manifest last. A failure in a wave keeps later waves, and so the manifest, from being written.
 * Gives the manifest as it was stored, with the encoded variants in it.
 */
export async function uploadVersion(
  store: ArtifactStore,
  upload: Upload,
  ports: UploadPorts,
): Promise<{ count: UploadCount; manifest: ArtifactManifest }> {
  const { files, manifest, rules } = upload
  const paths = new Set(files.keys())
  const bytesOf = (some: string[]) => some.reduce((sum, path) => sum + (files.get(path)?.size ?? 0), 0)
  const pace = createUploadPace(ports, files.size)
  const total = bytesOf([...paths].filter((path) => rules.plan(path, paths).isCompressible))
  const work: Work = {
    store,
    upload,
    paths,
    pace,
    storeVariants: createVariantStore({ store, pace, spool: ports.spool, total }),
    progress: createProgress({ files: files.size, bytes: bytesOf([...paths]) }, ports),
    count: { uploaded: 0, skipped: 0, mended: 0 },
  }
  // A map: a file may have any name, `__proto__` too.
  const described = new Map<string, ManifestFile>()
  for (const wave of uploadWaves(manifest)) {
    await runWave(wave, async (path, isStopped) => {
      const file = await putFile(work, path, isStopped)
      if (file !== null) described.set(path, file)
    })
  }
  const complete = { ...manifest, files: Object.fromEntries(described) }
  await putManifest(work, complete)
  return { count: work.count, manifest: complete }
}

interface Work {
  readonly store: ArtifactStore
  readonly upload: Upload
  readonly paths: ReadonlySet<string>
  readonly pace: UploadPace
  readonly storeVariants: ReturnType<typeof createVariantStore>
  readonly progress: UploadProgress
  readonly count: { -readonly [name in keyof UploadCount]: number }
}

/** The file as the manifest describes it, with its variants; null when the upload stopped before its turn. */
async function putFile({ store, upload, paths, pace, storeVariants, progress, count }: Work, path: string, isStopped: () => boolean) {
  const { prefix, manifest, files, rules } = upload
  const [described, file] = [manifestFile(manifest, path), files.get(path)]
  if (described === null || file === undefined) throw new Error(`The manifest names ${path}, which is not among the files.`)
  const { headers, isCompressible } = rules.plan(path, paths)
  const key = objectKey(prefix, path)
  const put = async () => (isStopped() ? null : store.putIfAbsent(key, file, { ...headers, sha256: file.sha256 }))
  const result = await pace.run(put, file.size)
  if (result === null) return null
  if (result === 'exists-different') throw otherBytes(key)
  // An earlier run may have stopped half-way, and the rules may have changed since.
  if (result === 'exists-equal' && (await pace.run(() => mendHeaders(store, key, headers)))) count.mended++
  count[result === 'created' ? 'uploaded' : 'skipped']++
  progress.add(file.size)
  const encodings = isCompressible ? await storeVariants({ prefix, path, file, headers, files }) : {}
  return Object.keys(encodings).length === 0 ? described : { ...described, encodings }
}

async function putManifest({ store, upload: { prefix, rules }, pace }: Work, manifest: ArtifactManifest): Promise<void> {
  const key = objectKey(prefix, MANIFEST_NAME)
  const body = serializeManifest(manifest)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const result = await pace.run(() => store.putIfAbsent(key, body, { ...manifestHeaders(rules, manifest), sha256 }))
  if (result !== 'exists-different') return
  // Another run was faster, perhaps with other rules for headers: what counts is that it stored the same files.
  const stored = await pace.run(() => store.read(key))
  const other = stored === null ? null : parseManifest(stored.body)
  if (other === null || contentOf(other) !== contentOf(manifest)) throw otherBytes(key)
}

function contentOf({ integrity, entry, files }: ArtifactManifest): string {
  const digests = Object.entries(files).map(([path, { sha256 }]) => [path, sha256])
  return JSON.stringify([integrity, entry, digests.sort()])
}
