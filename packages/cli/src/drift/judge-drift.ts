import { type ArtifactManifest, manifestObjects } from '@mfe-gitops/artifact/manifest'
import type { DesiredState } from '@mfe-gitops/contract'
import { type LiveRow, MANIFEST_NAME, type ServedVersion } from '@mfe-gitops/targets'

/** One way in which a store is not as the config repository wants it. */
export interface Drift {
  readonly environment: string
  readonly mfe: string
  readonly code: DriftCode
  readonly seen: string
  readonly wanted: string
}

type DriftCode = keyof typeof remedies

/** What mends each kind. Nothing here mends by itself: a release does, or a person. */
export const remedies = {
  'not-released': 'Run the release of the merged commit again; until then the version before is served.',
  'ahead-of-git':
    'Somebody wrote the live table, or git was set back. Ask for the wanted version again and raise its generation above the live one.',
  'other-than-desired': 'Somebody wrote the live table. Ask for the wanted version again, which gives it a new generation.',
  withdrawn: 'The probe took the version back. Deploy a new version, or roll back by a request.',
  'not-desired': 'The file was removed from the config repository, and the version is still served. Put the file back, or remove the row.',
  'version-incomplete': 'Run the release of the merged commit again; it writes what is missing, the manifest last.',
  'files-missing':
    'A release trusts the manifest and uploads nothing beside it. Remove the manifest of the version, then run the release of the merged commit again.',
  'other-files':
    'The files are not those of the artifact. Find out who wrote them; publish and deploy a new version, since no release writes over them.',
  'prune-died': 'No release of the version passes this mark. Run `mfe prune --apply`: it takes the mark away from what is wanted.',
  'other-entry-served': 'Purge the entry. If that changes nothing, the distribution in front does not read this live table.',
} as const

/** How the live row differs from the desired state of its place. */
export function judgeRow(
  place: { readonly environment: string; readonly mfe: string },
  desired: DesiredState | null,
  live: LiveRow | null,
): Drift[] {
  const drift = (code: DriftCode): Drift[] => [{ ...place, code, seen: describe(live), wanted: describe(desired) }]
  if (desired === null) return live === null ? [] : drift('not-desired')
  if (live === null || live.generation < desired.generation) return drift('not-released')
  if (live.generation > desired.generation) return drift('ahead-of-git')
  if (live.withdrawn !== undefined) return drift('withdrawn')
  return isAsDesired(desired, live) ? [] : drift('other-than-desired')
}

function isAsDesired(desired: DesiredState, live: LiveRow): boolean {
  const [wanted, canary] = [desired.canary, live.canary]
  return (
    live.version === desired.version &&
    live.integrity === desired.artifact.integrity &&
    live.requestId === desired.request.id &&
    canary?.version === wanted?.version &&
    canary?.integrity === wanted?.artifact.integrity &&
    canary?.percentage === wanted?.percentage
  )
}

/** What the store holds of a version: sizes of all files, and digests where they were looked at. */
export interface HeldVersion {
  readonly manifest: ArtifactManifest | null
  readonly files: ReadonlyMap<string, { readonly size: number; readonly sha256?: string | undefined }>
}

/** How the files of a version that is served differ from its manifest. */
export function judgeFiles(
  place: { readonly environment: string; readonly mfe: string },
  served: ServedVersion,
  { manifest, files }: HeldVersion,
): Drift[] {
  const drift = (code: DriftCode, path: string, seen: string, wanted: string): Drift => ({
    ...{ ...place, code, wanted },
    seen: `${served.prefix}/${path}: ${seen}`,
  })
  if (manifest === null) return [drift('version-incomplete', MANIFEST_NAME, 'missing or unreadable', 'a manifest')]
  if (manifest.integrity !== served.integrity) return [drift('other-files', MANIFEST_NAME, `of ${manifest.integrity}`, served.integrity)]
  return manifestObjects(manifest).flatMap(({ path, size, sha256 }) => {
    const found = files.get(path)
    if (found === undefined) return [drift('files-missing', path, 'missing', `${size} bytes`)]
    if (found.size !== size) return [drift('other-files', path, `${found.size} bytes`, `${size} bytes`)]
    return found.sha256 === undefined || found.sha256 === sha256
      ? []
      : [drift('other-files', path, `sha256 ${found.sha256}`, `sha256 ${sha256}`)]
  })
}

function describe(state: DesiredState | LiveRow | null): string {
  if (state === null) return 'nothing'
  const canary = state.canary === undefined ? '' : `, canary ${state.canary.version} for ${state.canary.percentage} of 100`
  return `${state.version} (generation ${state.generation})${canary}`
}
