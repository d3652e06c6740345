import type { CanaryWish } from '@mfe-gitops/config-repository'
import type { DesiredState, Registration } from '@mfe-gitops/contract'
import { matchingOption } from '../option-grammar.ts'

/** What the options of a subcommand ask for. */
export type CanaryOptions =
  | ({ readonly kind: 'set'; readonly version: string; readonly percentage: number } & SourceOptions & RegistryOptions)
  | { readonly kind: 'raise'; readonly percentage: number }
  | ({ readonly kind: 'finish' } & SourceOptions)
  | { readonly kind: 'abort' }

export interface SourceOptions {
  readonly sha?: string | undefined
  readonly sourceRef?: string | undefined
}

export interface RegistryOptions {
  readonly registry?: string | undefined
  readonly registryToken?: string | undefined
}

/** Turns options into a wish; for a new canary the registration's source is asked for the digest, as a deployment would. */
export async function readWish(options: CanaryOptions, registration: Registration): Promise<CanaryWish> {
  if (options.kind === 'raise' || options.kind === 'abort') return options
  const source = sourceOf(options, registration)
  const known = source === undefined ? {} : { source }
  if (options.kind === 'finish') return { kind: 'finish', ...known }
  const { percentage, registry, registryToken: token } = options
  const version = matchingOption('--version', options.version, 'version')
  // Loaded when it is needed: the other commands start sooner.
  const { resolveArtifact } = await import('@mfe-gitops/artifact')
  const { integrity } = await resolveArtifact({ ...registration, commit: source?.sha }, version, { registry, token })
  return { kind: 'set', version, percentage, integrity, ...known }
}

/** The commit that the version was built from, when it is named. */
function sourceOf({ sha, sourceRef }: SourceOptions, { repository, refs }: Registration): DesiredState['source'] | undefined {
  if (sha === undefined) return undefined
  const ref = sourceRef === undefined ? usualRef(refs) : matchingOption('--source-ref', sourceRef, 'ref')
  return { repository, ref, sha: matchingOption('--sha', sha, 'sha') }
}

/** The branch that versions come from as a rule: the first one that the registration names without a wildcard. */
function usualRef(refs: readonly string[] = []): string {
  return refs.find((ref) => !ref.endsWith('*')) ?? 'refs/heads/main'
}
