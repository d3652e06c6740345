import type { DesiredStatePlace } from '@mfe-gitops/config-repository'
import {
  type DesiredState,
  freezeReasons,
  type GitopsConfig,
  policyReasons,
  type Reason,
  type Registration,
  reason,
} from '@mfe-gitops/contract'

/** One desired state that the change sets. */
export interface Deployment {
  readonly place: DesiredStatePlace
  readonly before: DesiredState | null
  readonly after: DesiredState
  readonly registration: Registration | null
}

/** One of the versions that a desired state names: the one for everybody, or its canary. */
export interface NamedVersion extends Pick<DesiredState, 'version' | 'artifact'> {
  /** What the paths of its fields start with. */
  readonly at: '' | 'canary.'
  readonly source: DesiredState['source'] | undefined
}

/** The versions that a desired state names. */
export function versionsOf({ version, artifact, source, canary }: DesiredState): NamedVersion[] {
  const stable: NamedVersion = { at: '', version, artifact, source }
  return canary === undefined
    ? [stable]
    : [stable, { at: 'canary.', version: canary.version, artifact: canary.artifact, source: canary.source }]
}

/** Every rule on one desired state that its history has no part in. */
export function judgeDeployment(deployment: Deployment, config: GitopsConfig): Reason[] {
  return [...judgeRegistered(deployment), ...judgePolicy(deployment, config)]
}

/** The desired state must be of the MFE as it is registered. */
export function judgeRegistered({ place, after, registration }: Deployment): Reason[] {
  if (!registration) return [reason('registration-missing', { field: place.file, seen: place.mfe })]
  const { repository, artifact: registered } = registration
  return [
    ...differing(`${place.file}: mfe`, after.mfe, place.mfe),
    ...versionsOf(after).flatMap(({ at, artifact, source }) => {
      const field = `${place.file}: ${at}`
      const isOwner = source === undefined || source.repository.toLowerCase() === repository.toLowerCase()
      return [
        ...differing(`${field}artifact.source`, artifact.source, registered.source),
        ...differing(`${field}artifact.name`, artifact.name, registered.name),
        ...(isOwner
          ? []
          : [reason('repository-mismatch', { field: `${field}source.repository`, seen: source.repository, allowed: repository })]),
      ]
    }),
  ]
}

function differing(field: string, seen: string, allowed: string): Reason[] {
  return seen === allowed ? [] : [reason('check-content-mismatch', { field, seen, allowed })]
}

/** What was allowed when the request came may be forbidden by now, and a person's change has asked nobody yet. */
export function judgePolicy({ place, after, registration }: Deployment, config: GitopsConfig): Reason[] {
  const { environment, file } = place
  const reasons = [
    ...freezeReasons(config, environment),
    ...(registration ? versionsOf(after).flatMap((named) => judgeVersion({ ...named, environment, registration, after })) : []),
  ]
  return reasons.map((found) => ({ ...found, file, message: `${file}, ${found.message}` }))
}

/** A canary whose commit nobody has said is judged as if it came from the ref of the version beside it. */
function judgeVersion({
  at,
  version,
  source,
  environment,
  registration,
  after,
}: NamedVersion & { environment: string; registration: Registration; after: DesiredState }): Reason[] {
  const { ref } = source ?? after.source
  const reasons = policyReasons({ request: { environment, ref, version }, registration })
  // Of the place the version for everybody has told already.
  const own = at === '' ? reasons : reasons.filter(({ field }) => field === 'ref' || field === 'version')
  return own.map((found) => (at === '' ? found : { ...found, field: `${at}${found.field}`, message: `${at}${found.message}` }))
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
