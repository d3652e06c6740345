import type { ResolvedArtifact } from '@mfe-gitops/artifact'
import type { DeploymentRequest, DesiredState, Registration } from '@mfe-gitops/contract'

/** Where artifacts are looked up. */
export interface Registry {
  readonly registry: string | undefined
  readonly registryToken: string | undefined
}

/** A version, and the request that it comes from. */
interface Wanted {
  readonly version: string
  readonly type: DeploymentRequest['type']
  readonly sha: string
}

/** Asks the registry for the artifact of a version, and for the proof of where it was built when the registration wants it. */
export async function lookUpArtifact(
  registration: Registration,
  wanted: Wanted,
  { registry, registryToken }: Registry,
): Promise<ResolvedArtifact> {
  // Loaded when it is needed: steps that fold requests and ask no registry start sooner.
  const { resolveArtifact } = await import('@mfe-gitops/artifact')
  return resolveArtifact({ ...registration, commit: builtCommit(wanted) }, wanted.version, { registry, token: registryToken })
}

/** What a desired state says of the request behind its version. */
export function wantedBy({ version, request, source }: DesiredState): Wanted {
  return { version, type: request.type, sha: source.sha }
}

/** A rollback comes from the commit of whoever asks for it; its version was built from an earlier one. */
function builtCommit({ type, sha }: Wanted): string | undefined {
  return type === 'rollback-mfe-trigger' ? undefined : sha
}
