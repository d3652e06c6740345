import { type ArtifactManifest, manifestFile, manifestObjects, parseManifest } from '@mfe-gitops/artifact/manifest'
import { type ArtifactStore, MANIFEST_NAME, objectKey, pruneMarksPrefix, type ServedVersion } from '@mfe-gitops/targets'

/** What the store holds of a version: its manifest when everything is there, else what stands in the way. */
export type Holding = { readonly manifest: ArtifactManifest } | { readonly obstacle: string }

/** Looks whether every file of a version is in the store, each of its encodings too, with one read and one list. */
export async function examineVersion(store: ArtifactStore, served: ServedVersion): Promise<Holding> {
  const { prefix, version, integrity, entry } = served
  const [found, listed] = await Promise.all([store.read(objectKey(prefix, MANIFEST_NAME)), store.list(`${prefix}/`)])
  const marks = pruneMarksPrefix(prefix)
  if (listed.some(({ key }) => key.startsWith(marks))) return { obstacle: `${version} is being pruned` }
  const manifest = found === null ? null : parseManifest(found.body)
  if (manifest === null) return { obstacle: `the store has no manifest of ${version}` }
  if (manifest.version !== version || manifest.integrity !== integrity) return { obstacle: `the store holds another package as ${version}` }
  if (manifestFile(manifest, entry) === null) return { obstacle: `${version} has no entry ${entry}` }
  const sizes = new Map(listed.map(({ key, size }) => [key, size]))
  const missing = manifestObjects(manifest).find(({ path, size }) => sizes.get(objectKey(prefix, path)) !== size)
  return missing === undefined ? { manifest } : { obstacle: `${missing.path} of ${version} is not in the store` }
}
