import { type ArtifactManifest, parseManifest } from '@mfe-gitops/artifact/manifest'
import type { ArtifactStore, ServedVersion } from '@mfe-gitops/targets'
import { MANIFEST_NAME, objectKey } from '@mfe-gitops/targets/storage-key'

/** The manifest of a version; null while there is none. */
export type Manifests = (version: ServedVersion) => Promise<ArtifactManifest | null>

const MANIFESTS_KEPT = 200

/** A manifest never changes once it is there, so it is read once; requests that come meanwhile wait for the same read. */
export function createManifests(store: Pick<ArtifactStore, 'read'>): Manifests {
  const known = new Map<string, ReturnType<Manifests>>()
  return (version) => {
    const before = known.get(version.prefix)
    if (before !== undefined) return before
    const reading = readManifest(store, version)
    const forget = () => known.get(version.prefix) === reading && known.delete(version.prefix)
    known.set(version.prefix, reading)
    if (known.size > MANIFESTS_KEPT) known.delete(known.keys().next().value!)
    reading.then((found) => found === null && forget(), forget)
    return reading
  }
}

async function readManifest(store: Pick<ArtifactStore, 'read'>, version: ServedVersion): Promise<ArtifactManifest | null> {
  const object = await store.read(objectKey(version.prefix, MANIFEST_NAME))
  return object === null ? null : parseManifest(object.body)
}
