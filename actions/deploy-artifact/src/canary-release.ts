import { type ArtifactManifest, manifestFile } from '@mfe-gitops/artifact'
import { type Canary, versionPrefix } from '@mfe-gitops/targets'
import type { ReleasePlan } from './release-plan.ts'

export type CanaryRelease = ReleasePlan & Pick<Canary, 'percentage'>

/** The release of the canary's version, which goes the way of any other version; null where there is no canary. */
export function planCanaryRelease(plan: ReleasePlan): CanaryRelease | null {
  const { canary, ...state } = plan.desired
  if (canary === undefined) return null
  const { version, percentage, artifact } = canary
  return { ...plan, percentage, desired: { ...state, version, artifact }, prefix: versionPrefix(state.mfe, version) }
}

/** The canary as activate-version takes it. */
export function describeCanary({ desired, artifact: { entry }, prefix, percentage }: CanaryRelease, manifest: ArtifactManifest): Canary {
  const { version, artifact } = desired
  return {
    version,
    percentage,
    integrity: artifact.integrity,
    prefix,
    entry,
    entryIntegrity: manifestFile(manifest, entry)?.integrity ?? null,
  }
}
