import type { ConfigSnapshot } from '@mfe-gitops/config-repository'
import {
  type DesiredState,
  desiredStateFile,
  entryUrl,
  findTarget,
  own,
  type Parsed,
  parseDesiredState,
  type Reason,
  type Registration,
  reason,
} from '@mfe-gitops/contract'
import { type TargetDescriptor, versionPrefix } from '@mfe-gitops/targets'

/** What a commit of the config repository asks to be released, and where to. */
export interface ReleasePlan {
  readonly desired: DesiredState
  /** What the registration of the same commit says about the artifact. */
  readonly artifact: Registration['artifact']
  readonly rules: NonNullable<Registration['files']>
  readonly prefix: string
  readonly target: TargetDescriptor
  /** Public URL of the entry file. */
  readonly url: string
}

type Snapshot = Pick<ConfigSnapshot, 'config' | 'registration' | 'desiredFile' | 'desiredText'>

/** Plans a release from what the commit says; nothing of the request or of the branch's tip comes in. */
export function planRelease(snapshot: Snapshot, { mfe, environment }: { mfe: string; environment: string }): Parsed<ReleasePlan> {
  const { config, registration } = snapshot
  const place = own(config.environments, environment)
  const target = place === undefined ? undefined : findTarget(config, place.target)
  const desired = readDesired(snapshot, { mfe, environment })
  const reasons = [
    ...(place === undefined
      ? [reason('environment-unknown', { field: 'environment', seen: environment, allowed: Object.keys(config.environments) })]
      : []),
    ...(place !== undefined && target === undefined
      ? [reason('target-unknown', { field: 'target', seen: place.target, allowed: Object.keys(config.targets) })]
      : []),
    ...(registration === null ? [reason('registration-missing', { field: 'mfe', seen: mfe })] : []),
    ...(desired.ok ? [] : desired.reasons),
    ...(registration !== null && desired.ok ? mismatches(registration.artifact, mfe, desired.value) : []),
  ]
  if (reasons.length > 0 || place === undefined || target === undefined || registration === null || !desired.ok)
    return { ok: false, reasons }
  const { artifact, files: rules = [] } = registration
  const prefix = versionPrefix(mfe, desired.value.version)
  return { ok: true, value: { desired: desired.value, artifact, rules, prefix, target, url: entryUrl(place.url, mfe, artifact.entry) } }
}

function readDesired({ config, desiredFile, desiredText }: Snapshot, names: { mfe: string; environment: string }): Parsed<DesiredState> {
  const missing = { ok: false as const, reasons: [reason('desired-state-missing', { file: desiredFile })] }
  if (desiredText === null) return missing
  const parsed = parseDesiredState(desiredText, desiredFile, desiredStateFile(config, names).key)
  if (!parsed.ok) return parsed
  return parsed.value === null ? missing : { ok: true, value: parsed.value }
}

// The registration is the platform's word on which artifact belongs to the micro-frontend; desired state may not name another one.
function mismatches({ source, name }: Registration['artifact'], mfe: string, { mfe: own, artifact, canary }: DesiredState): Reason[] {
  const pairs: (readonly [field: string, seen: string, allowed: string])[] = [
    ['mfe', own, mfe],
    ['artifact.source', artifact.source, source],
    ['artifact.name', artifact.name, name],
    ['canary.artifact.source', canary?.artifact.source ?? source, source],
    ['canary.artifact.name', canary?.artifact.name ?? name, name],
  ]
  return pairs.flatMap(([field, seen, allowed]) => (seen === allowed ? [] : [reason('desired-state-invalid', { field, seen, allowed })]))
}
