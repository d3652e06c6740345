import type { ResolvedArtifact, SourcePorts } from '@mfe-gitops/artifact'
import type { DeploymentRequest, DesiredState, Registration } from '@mfe-gitops/contract'
import type { NamedVersion } from './deployment-rules.ts'

/** Where artifacts are looked up. */
export interface Registry {
  readonly registry: string | undefined
  readonly registryToken: string | undefined
  readonly sourcePorts?: SourcePorts
}

/** A version, and the request that it comes from. */
interface Wanted {
  readonly version: string
  readonly type: DeploymentRequest['type']
  /** Commit that it was built from; undefined when nobody has said. */
  readonly sha: string | undefined
}

/** Asks the registry for the artifact of a version, and for the proof of where it was built when the registration wants it. */
export async function lookUpArtifact(
  registration: Registration,
  wanted: Wanted,
  { registry, registryToken: token, sourcePorts }: Registry,
): Promise<ResolvedArtifact> {
  // Loaded when it is needed: steps that fold requests and ask no registry start sooner.
  const { resolveArtifact } = await import('@mfe-gitops/artifact')
  return resolveArtifact({ ...registration, commit: builtCommit(wanted) }, wanted.version, { registry, token }, sourcePorts)
}

/** What a desired state says of the request behind one of its versions. No request asks for a canary: a person names its commit, or nobody. */
export function wantedBy({ request }: DesiredState, { at, version, source }: NamedVersion): Wanted {
  return { version, type: at === '' ? request.type : 'deploy-mfe-trigger', sha: source?.sha }
}

/** A rollback comes from the commit of whoever asks for it; its version was built from an earlier one. */
function builtCommit({ type, sha }: Wanted): string | undefined {
  return type === 'rollback-mfe-trigger' ? undefined : sha
}
