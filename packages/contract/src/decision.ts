import { freezeReasons } from './freeze.ts'
import type { DeploymentRequest, DesiredState, GitopsConfig, ProofLevel, Reason, Registration } from './generated/documents.ts'
import { parseInvalidationKeys } from './invalidation-keys.ts'
import { type Ancestry, orderingOf, orderingReasons } from './ordering.ts'
import { own } from './own-value.ts'
import { policyReasons } from './policy.ts'
import { reason } from './reason.ts'
import { requestId } from './request-names.ts'
import { type DispatchEvent, senderReasons } from './sender.ts'
import { replayedReason } from './succession.ts'

/** Everything that decides about a request. The request is parsed; the files come from the default branch, never from the request. */
export interface DecisionInput {
  readonly request: DeploymentRequest
  readonly event: DispatchEvent
  readonly config: GitopsConfig
  readonly registration: Registration | null
  readonly desired: DesiredState | null
  /** Id of the repository that has the requested name today; null when the token cannot see it. */
  readonly sourceRepositoryId: number | null
  /** How the requested commit stands to the desired one, as GitHub compares them; needed where ordering is ancestry. */
  readonly ancestry?: Ancestry | null
  /** The merged pull request of this very request, when it had its turn before. */
  readonly carriedBy?: { readonly number: number; readonly url: string } | null
  /** Level of proof that was reached; basic when absent. */
  readonly proof?: ProofLevel
}

/** Accepted and unchanged requests go on to the release; the others end here with every reason. */
export type Decision = { outcome: 'accepted' | 'unchanged'; proof: ProofLevel } | { outcome: 'rejected' | 'superseded'; reasons: Reason[] }

/** Accepts or rejects a request: all rules, no input or output, every reason at once. */
export function decide(input: DecisionInput): Decision {
  const { request, config, registration, desired } = input
  const reasons = [...senderReasons(input), ...placeReasons(input)]
  if (registration) reasons.push(...policyReasons({ ...input, registration }))
  reasons.push(...freezeReasons(config, request.environment))
  const keys = parseInvalidationKeys(request.cache_invalidation_keys)
  if (!keys.ok) reasons.push(...keys.reasons)
  if (reasons.length > 0) return { outcome: 'rejected', reasons }
  const proof = input.proof ?? 'basic'
  if (desired?.request.id === requestId(request)) return { outcome: 'unchanged', proof }
  if (input.carriedBy) return { outcome: 'superseded', reasons: [replayedReason(input.carriedBy)] }
  const order = orderingReasons({ request, desired, ordering: orderingOf(config, request.environment), ancestry: input.ancestry ?? null })
  if (order.reasons.length > 0) return { outcome: order.isSuperseded ? 'superseded' : 'rejected', reasons: order.reasons }
  return { outcome: desired?.version === request.version ? 'unchanged' : 'accepted', proof }
}

/** The environment and the micro-frontend must be known, and their files must fit together. */
function placeReasons({ request, config, registration, desired }: DecisionInput): Reason[] {
  const environment = own(config.environments, request.environment)
  const reasons: Reason[] = []
  if (!environment)
    reasons.push(
      reason('environment-unknown', { field: 'environment', seen: request.environment, allowed: Object.keys(config.environments) }),
    )
  else if (!Object.hasOwn(config.targets, environment.target)) {
    reasons.push(
      reason('target-unknown', {
        field: `environments.${request.environment}.target`,
        seen: environment.target,
        allowed: Object.keys(config.targets),
      }),
    )
  }
  if (!registration)
    reasons.push(reason('registration-missing', { field: 'mfe', seen: request.mfe, allowed: 'a registered micro-frontend' }))
  else if (registration.mfe !== request.mfe)
    reasons.push(reason('registration-invalid', { field: 'mfe', seen: registration.mfe, allowed: request.mfe }))
  if (desired && desired.mfe !== request.mfe)
    reasons.push(reason('desired-state-invalid', { field: 'mfe', seen: desired.mfe, allowed: request.mfe }))
  return reasons
}
