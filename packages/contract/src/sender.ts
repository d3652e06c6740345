import type { DeploymentRequest, GitopsConfig, ProofLevel, Reason, Registration, Transport } from './generated/documents.ts'
import { own } from './own-value.ts'
import { reason } from './reason.ts'

/** What the platform says about the event; nothing in it comes from the request. */
export interface DispatchEvent {
  readonly name: string
  /** Event type of a repository_dispatch; null for other events. */
  readonly action: string | null
  readonly senderId: number | null
  readonly installationId: number | null
}

interface Sender {
  readonly request: DeploymentRequest
  readonly event: DispatchEvent
  readonly config: GitopsConfig
  readonly registration: Registration | null
  readonly sourceRepositoryId: number | null
  readonly proof?: ProofLevel
}

const transports: readonly Transport[] = ['repository_dispatch', 'workflow_dispatch']
const levels: readonly ProofLevel[] = ['basic', 'verified', 'attested']

/** Who sends, how, and whether the claimed repository owns the micro-frontend. */
export function senderReasons(sender: Sender): Reason[] {
  return [...checkEvent(sender), ...checkSender(sender), ...checkRepository(sender), ...checkProof(sender)]
}

function checkEvent({ request, event, config }: Sender): Reason[] {
  const allowed = config.transports ?? transports
  const reasons: Reason[] = []
  if (!allowed.some((name) => name === event.name))
    reasons.push(reason('transport-not-allowed', { field: 'event', seen: event.name, allowed }))
  if (event.name === 'repository_dispatch' && event.action !== request.type) {
    reasons.push(
      reason('type-mismatch', { field: 'type', seen: request.type, allowed: `the event type, ${event.action ?? 'which is missing'}` }),
    )
  }
  return reasons
}

/** The platform team says who may ask at all, a registration who of them may ask for its micro-frontend. */
function checkSender({ event, config, registration }: Sender): Reason[] {
  return [...checkSenders(event, config.senders, 'gitops.yaml'), ...checkSenders(event, registration?.senders, 'the registration')]
}

function checkSenders(event: DispatchEvent, senders: GitopsConfig['senders'], place: string): Reason[] {
  if (!senders) return []
  const isKnown = (ids: number[] | undefined, id: number | null) => id !== null && (ids ?? []).includes(id)
  if (isKnown(senders.users, event.senderId) || isKnown(senders.installations, event.installationId)) return []
  const seenText = `user ${event.senderId ?? 'unknown'}, installation ${event.installationId ?? 'none'}`
  return [reason('sender-not-allowed', { field: 'sender', seenText, allowed: `the ids under senders in ${place}` })]
}

/** The name is what the request claims; the id is what GitHub says about that name, and survives renaming and recreation. */
function checkRepository({ request, registration, sourceRepositoryId }: Sender): Reason[] {
  if (!registration) return []
  if (request.repository.toLowerCase() !== registration.repository.toLowerCase()) {
    return [reason('repository-mismatch', { field: 'repository', seen: request.repository, allowed: registration.repository })]
  }
  if (sourceRepositoryId === null || sourceRepositoryId === registration.repositoryId) return []
  return [reason('repository-id-mismatch', { field: 'repository', seen: sourceRepositoryId, allowed: String(registration.repositoryId) })]
}

function checkProof({ request, config, registration, proof: reached = 'basic' }: Sender): Reason[] {
  // Without provenance where it is required, no step after this one goes on: the proof is still to come, but it cannot be left out.
  const proof = registration?.artifact.provenance?.level === 'require' ? 'attested' : reached
  const least = own(config.environments, request.environment)?.proof ?? 'basic'
  if (levels.indexOf(proof) >= levels.indexOf(least)) return []
  return [reason('proof-too-low', { field: 'proof', seenText: proof, allowed: levels.slice(levels.indexOf(least)) })]
}
