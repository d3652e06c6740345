import type { DeploymentRequest, DesiredState, GitopsConfig, Ordering, Reason } from './generated/documents.ts'
import { own } from './own-value.ts'
import { reason } from './reason.ts'
import { compareVersions, isSemanticVersion } from './version-order.ts'

/** How one commit stands to another, in the words of GitHub's compare. */
export type Ancestry = 'ahead' | 'identical' | 'behind' | 'diverged'

interface Order {
  readonly request: DeploymentRequest
  readonly desired: DesiredState | null
  readonly ordering: Ordering
  readonly ancestry: Ancestry | null
}

/** A desired state as far as its order matters. */
interface Waiting {
  readonly version: string
  readonly request: Pick<DesiredState['request'], 'type'>
}

/** What "newer" means in an environment. */
export function orderingOf({ environments }: GitopsConfig, environment: string): Ordering {
  return own(environments, environment)?.ordering ?? 'version'
}

/** Why a request may not follow what is desired now; never looks at timestamps. */
export function orderingReasons(order: Order): { isSuperseded: boolean; reasons: Reason[] } {
  if (order.request.type === 'rollback-mfe-trigger') return { isSuperseded: false, reasons: checkRollback(order) }
  if (order.desired === null || order.desired.version === order.request.version) return { isSuperseded: false, reasons: [] }
  const reasons = { version: checkVersion, ancestry: checkAncestry, none: () => [] }[order.ordering](
    order.request,
    order.desired,
    order.ancestry,
  )
  return { isSuperseded: reasons.some(({ code }) => code === 'older-version' || code === 'older-commit'), reasons }
}

/**
 * How a request stands to a desired state that waits in another pull request. `level` where the environment's order does not tell them apart: a
 * rollback, say, goes back on purpose.
 */
export function precedence({
  request,
  desired,
  ordering,
  ancestry,
}: Omit<Order, 'desired'> & { readonly desired: Waiting }): 'newer' | 'older' | 'level' {
  if (request.type === 'rollback-mfe-trigger' || desired.request.type === 'rollback-mfe-trigger') return 'level'
  if (ordering === 'ancestry') return ancestry === 'ahead' ? 'newer' : ancestry === 'behind' ? 'older' : 'level'
  if (ordering === 'none' || ![request.version, desired.version].every(isSemanticVersion)) return 'level'
  const order = compareVersions(request.version, desired.version)
  return order === 0 ? 'level' : order > 0 ? 'newer' : 'older'
}

function checkVersion(request: DeploymentRequest, desired: DesiredState): Reason[] {
  const wrong = [request.version, desired.version].find((version) => !isSemanticVersion(version))
  if (wrong !== undefined) return [reason('version-not-comparable', { field: 'version', seen: wrong, allowed: 'semantic versions' })]
  if (compareVersions(request.version, desired.version) >= 0) return []
  return [reason('older-version', { field: 'version', seen: request.version, allowed: `${desired.version} or newer` })]
}

function checkAncestry(request: DeploymentRequest, desired: DesiredState, ancestry: Ancestry | null): Reason[] {
  if (ancestry === 'ahead' || ancestry === 'identical') return []
  if (ancestry === null)
    return [reason('ancestry-unknown', { field: 'sha', seen: request.sha, allowed: `a descendant of ${desired.source.sha}` })]
  return [
    reason('older-commit', { field: 'sha', seenText: `${request.sha} (${ancestry})`, allowed: `a descendant of ${desired.source.sha}` }),
  ]
}

/** Versions that cannot be compared may be rolled back to: the request says on purpose that it goes back. */
function checkRollback({ request, desired }: Order): Reason[] {
  if (desired === null) return [reason('nothing-to-roll-back', { field: 'type', seen: request.type, allowed: 'deploy-mfe-trigger' })]
  const isComparable = [request.version, desired.version].every(isSemanticVersion)
  const isOlder = isComparable ? compareVersions(request.version, desired.version) < 0 : request.version !== desired.version
  return isOlder
    ? []
    : [reason('rollback-not-older', { field: 'version', seen: request.version, allowed: `a version older than ${desired.version}` })]
}
