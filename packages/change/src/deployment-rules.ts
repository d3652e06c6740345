import type { DesiredStatePlace } from '@mfe-gitops/config-repository'
import { type DesiredState, frozen, type GitopsConfig, policyReasons, type Reason, type Registration, reason } from '@mfe-gitops/contract'

/** One desired state that the change sets. */
export interface Deployment {
  readonly place: DesiredStatePlace
  readonly before: DesiredState | null
  readonly after: DesiredState
  readonly registration: Registration | null
}

/** The desired state must be of the MFE as it is registered. */
export function judgeRegistered({ place, after, registration }: Deployment): Reason[] {
  if (!registration) return [reason('registration-missing', { field: place.file, seen: place.mfe })]
  const { repository } = registration
  const isOwner = after.source.repository.toLowerCase() === repository.toLowerCase()
  const fields: [string, string, string][] = [
    ['mfe', after.mfe, place.mfe],
    ['artifact.source', after.artifact.source, registration.artifact.source],
    ['artifact.name', after.artifact.name, registration.artifact.name],
  ]
  return [
    ...fields.flatMap(([field, seen, allowed]) =>
      seen === allowed ? [] : [reason('check-content-mismatch', { field: `${place.file}: ${field}`, seen, allowed })],
    ),
    ...(isOwner
      ? []
      : [reason('repository-mismatch', { field: `${place.file}: source.repository`, seen: after.source.repository, allowed: repository })]),
  ]
}

/** What was allowed when the request came may be forbidden by now, and a person's change has asked nobody yet. */
export function judgePolicy({ place, after, registration }: Deployment, config: GitopsConfig): Reason[] {
  const { environment, file } = place
  const freeze = config.environments[environment]?.frozen
  const wish = { environment, ref: after.source.ref, version: after.version }
  const reasons = [
    ...(freeze ? [frozen('environment-frozen', 'environment', environment, freeze.reason)] : []),
    ...(registration ? policyReasons({ request: wish, registration }) : []),
  ]
  return reasons.map((found) => ({ ...found, file, message: `${file}, ${found.message}` }))
}

/**
 * Generations fence older runs out of the live table, so none may be left out or used twice. What is merged already may hold several changes of
 * one file, each one generation on: a push of them only goes up.
 */
export function judgeGeneration({ place, before, after }: Deployment, isMerged = false): Reason[] {
  const next = (before?.generation ?? 0) + 1
  if (after.generation === next || (isMerged && after.generation > next)) return []
  const allowed = isMerged ? `${next} or more` : String(next)
  return [reason('check-content-mismatch', { field: `${place.file}: generation`, seen: String(after.generation), allowed })]
}
