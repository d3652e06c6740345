import { frozen } from './freeze.ts'
import type { DeploymentRequest, Reason, Registration, VersionKind } from './generated/documents.ts'
import { own } from './own-value.ts'
import { reason } from './reason.ts'
import { isCommitSha, isSemanticVersion } from './version-order.ts'

type Wish = Pick<DeploymentRequest, 'environment' | 'ref' | 'version'>

/** What the registration allows: where, from which ref, which kind of version, and whether it is frozen. */
export function policyReasons({ request, registration }: { readonly request: Wish; readonly registration: Registration }): Reason[] {
  return [...checkEnvironment(request, registration), ...checkRef(request, registration), ...checkVersion(request, registration)]
}

function checkEnvironment({ environment }: Wish, { environments }: Registration): Reason[] {
  const registered = own(environments, environment)
  if (!registered)
    return [reason('environment-not-allowed', { field: 'environment', seen: environment, allowed: Object.keys(environments) })]
  return registered.frozen ? [frozen('mfe-frozen', 'mfe', environment, registered.frozen.reason)] : []
}

const mainBranch: readonly string[] = ['refs/heads/main']

/** Whether a registration lets a ref be deployed: named exactly, or by its beginning with a * behind it. */
export function isAllowedRef(ref: string, refs: readonly string[] = mainBranch): boolean {
  return refs.some((allowed) => (allowed.endsWith('*') ? ref.startsWith(allowed.slice(0, -1)) : ref === allowed))
}

function checkRef({ ref }: Wish, { refs }: Registration): Reason[] {
  return isAllowedRef(ref, refs) ? [] : [reason('ref-not-allowed', { field: 'ref', seen: ref, allowed: refs ?? mainBranch })]
}

const kinds: Record<VersionKind, { accepts: (version: string) => boolean; words: string }> = {
  semver: { accepts: isSemanticVersion, words: 'a semantic version such as 1.4.0' },
  commit: { accepts: isCommitSha, words: 'a full commit sha' },
  any: { accepts: () => true, words: 'any version' },
}

function checkVersion({ version }: Wish, { versions = 'semver' }: Registration): Reason[] {
  const kind = kinds[versions]
  return kind.accepts(version) ? [] : [reason('version-kind-not-allowed', { field: 'version', seen: version, allowed: kind.words })]
}
