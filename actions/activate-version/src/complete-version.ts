import type { ArtifactManifest } from '@mfe-gitops/artifact/manifest'
import { type Reason, reason } from '@mfe-gitops/contract'

/** The part of a manifest that says whether it belongs to the version at hand. */
export type ManifestClaim = Readonly<Pick<ArtifactManifest, 'mfe' | 'version' | 'integrity' | 'entry'>>

/** Why a version must not go live: its upload is not complete, or the store holds something else under its name. Null when it may. */
export function findObstacle(wanted: ManifestClaim, manifest: ManifestClaim | null, entryIsThere: boolean): Reason | null {
  const name = `${wanted.mfe}/${wanted.version}`
  if (manifest === null || !entryIsThere) {
    return reason('artifact-entry-missing', {
      field: name,
      summary: `The store does not hold the complete version: ${manifest === null ? 'its manifest' : `its entry ${wanted.entry}`} is missing or cannot be read`,
      remedy: 'Run deploy-artifact for this version first; the files of an old version may have been pruned.',
    })
  }
  const differing = (['mfe', 'version', 'integrity', 'entry'] as const).find((key) => manifest[key] !== wanted[key])
  if (differing === undefined) return null
  return reason('version-exists-with-other-bytes', { field: `${name} ${differing}`, seen: manifest[differing], allowed: wanted[differing] })
}
