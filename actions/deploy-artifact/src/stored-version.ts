import { rejection } from '@mfe-gitops/action-kit'
import { type ArtifactManifest, codings, createFileRules, type FileHeaders, type FileRules, parseManifest } from '@mfe-gitops/artifact'
import { reason } from '@mfe-gitops/contract'
import { type ArtifactStore, isBeingPruned, MANIFEST_NAME, objectKey } from '@mfe-gitops/targets'
import { mendHeaders } from './header-mending.ts'
import { manifestHeaders } from './manifest-headers.ts'
import { otherBytes, otherEntry } from './other-bytes.ts'
import type { ReleasePlan } from './release-plan.ts'
import { runWave } from './upload-order.ts'
import type { UploadPace } from './upload-pace.ts'

/** A version that is complete in the store. */
export interface StoredVersion {
  readonly manifest: ArtifactManifest
  /** Whether every file has the headers that the rules give it now. */
  readonly hasHeaders: boolean
}

/** The rules for the files of a release. */
export function rulesOf({ desired, artifact, rules }: Pick<ReleasePlan, 'desired' | 'artifact' | 'rules'>): FileRules {
  return createFileRules({ mfe: desired.mfe, entry: artifact.entry, rules })
}

/** The complete upload of this very package, found with two requests; null when there is none yet. A version that is being pruned is refused. */
export async function readStored(store: ArtifactStore, plan: ReleasePlan): Promise<StoredVersion | null> {
  const key = objectKey(plan.prefix, MANIFEST_NAME)
  const [isPruned, found] = await Promise.all([isBeingPruned(store, plan.prefix), store.read(key)])
  if (isPruned) throw rejection([reason('version-being-pruned', { field: plan.prefix })], 'failed')
  if (found === null) return null
  const manifest = parseManifest(found.body)
  const { desired, artifact } = plan
  if (manifest?.integrity !== desired.artifact.integrity) throw otherBytes(key)
  if (manifest.entry !== artifact.entry) throw otherEntry(plan, manifest)
  const wanted = manifestHeaders(rulesOf(plan), manifest)
  return { manifest, hasHeaders: wanted.tags.every((tag) => found.object.tags?.includes(tag) === true) }
}

/** Mends the headers of all files and then of the manifest; gives the number of objects that had others. */
export async function mendVersion(
  store: ArtifactStore,
  { prefix, manifest, rules }: { prefix: string; manifest: ArtifactManifest; rules: FileRules },
  pace: UploadPace,
): Promise<number> {
  const paths = new Set(Object.keys(manifest.files))
  let mended = 0
  await runWave([...paths], async (path, isStopped) => {
    for (const { name, headers } of objectsOf(manifest, path, rules.plan(path, paths).headers)) {
      if (isStopped()) return
      if (await pace.run(() => mendHeaders(store, objectKey(prefix, name), headers))) mended++
    }
  })
  await pace.run(() => mendHeaders(store, objectKey(prefix, MANIFEST_NAME), manifestHeaders(rules, manifest)))
  return mended
}

/** A file and its encoded variants. */
function objectsOf(manifest: ArtifactManifest, path: string, headers: FileHeaders): { name: string; headers: FileHeaders }[] {
  const { encodings = {} } = manifest.files[path]!
  const variants = codings.flatMap((coding) => {
    const variant = encodings[coding]
    return variant === undefined ? [] : [{ name: variant.path, headers: { ...headers, contentEncoding: coding } }]
  })
  return [{ name: path, headers }, ...variants]
}
