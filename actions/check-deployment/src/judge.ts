import { type DesiredStatePlace, isRegistrationFile, planDesiredState } from '@mfe-gitops/config-repository'
import {
  configFile,
  type DeploymentRequest,
  type DesiredState,
  parseDesiredState,
  parseGitopsConfig,
  parseRegistration,
  type Reason,
  type Registration,
  reason,
  registrationFile,
} from '@mfe-gitops/contract'
import type { Change } from './change.ts'

export type Rule = 'paths' | 'request' | 'schema' | 'registered' | 'generation' | 'artifact'

export interface Check {
  readonly rule: Rule
  readonly result: 'pass' | 'fail' | 'not-applicable'
  readonly detail: string
}

/** One desired state that the change sets. */
export interface Deployment {
  readonly place: DesiredStatePlace
  readonly before: DesiredState | null
  readonly after: DesiredState
  readonly registration: Registration | null
}

export interface Judgement {
  readonly checks: readonly Check[]
  readonly reasons: readonly Reason[]
  readonly deployments: readonly Deployment[]
}

/** Every rule that needs nothing but the change itself. `isDeployment` says that the branch belongs to a request, whether it is at hand or not. */
export function judgeChange(change: Change, request: DeploymentRequest | null, isDeployment: boolean): Judgement {
  const { deployments, reasons: schema } = readDeployments(change)
  const paths = isDeployment || request ? judgePaths(change, request) : null
  const byRule: [Rule, Reason[] | null][] = [
    ['paths', paths],
    ['schema', schema],
    ['request', request ? judgeRequest(change, request, deployments) : null],
    ['registered', deployments.length > 0 ? deployments.flatMap(judgeRegistered) : null],
    ['generation', deployments.length > 0 ? deployments.flatMap(judgeGeneration) : null],
  ]
  return {
    checks: byRule.map(([rule, reasons]) => checkOf(rule, reasons)),
    reasons: byRule.flatMap(([, reasons]) => reasons ?? []),
    deployments,
  }
}

export function checkOf(rule: Rule, reasons: readonly Reason[] | null): Check {
  if (reasons === null) return { rule, result: 'not-applicable', detail: '' }
  return { rule, result: reasons.length === 0 ? 'pass' : 'fail', detail: reasons.map(({ message }) => message).join(' ') }
}

function readDeployments(change: Change): { deployments: Deployment[]; reasons: Reason[] } {
  const { config, after, before } = change
  const reasons: Reason[] = []
  const keep = <T>(parsed: { ok: true; value: T } | { ok: false; reasons: Reason[] }): T | null => {
    if (parsed.ok) return parsed.value
    reasons.push(...parsed.reasons)
    return null
  }
  for (const path of change.changed) {
    const text = after[path] ?? null
    if (text === null) continue
    if (path === configFile) keep(parseGitopsConfig(text, path))
    if (isRegistrationFile(config, path)) keep(parseRegistration(text, path))
  }
  const deployments = change.places.flatMap((place): Deployment[] => {
    const text = after[place.file] ?? null
    if (text === null) return []
    const state = keep(parseDesiredState(text, place.file, place.key))
    if (!state) return []
    const old = before[place.file] ?? null
    const previous = old === null ? null : parseDesiredState(old, place.file, place.key)
    const registered = before[registrationFile(config, place.mfe)] ?? after[registrationFile(config, place.mfe)] ?? null
    const registration = registered === null ? null : parseRegistration(registered, registrationFile(config, place.mfe))
    return [
      { place, before: previous?.ok ? previous.value : null, after: state, registration: registration?.ok ? registration.value : null },
    ]
  })
  return { deployments: deployments.filter(({ before: was, after: is }) => JSON.stringify(was) !== JSON.stringify(is)), reasons }
}

function judgePaths({ changed, places, isComplete }: Change, request: DeploymentRequest | null): Reason[] {
  const own = places
    .filter(({ mfe, environment }) => !request || (mfe === request.mfe && environment === request.environment))
    .map(({ file }) => file)
  const strangers = changed.filter((path) => !own.includes(path))
  const seen = isComplete ? strangers : [...strangers, 'more files than GitHub lists']
  const allowed = own.join(', ') || 'a desired-state file'
  if (seen.length > 0) return [reason('check-path-not-allowed', { field: 'changed files', seen: seen.join(', '), allowed })]
  return changed.length === 0 ? [reason('check-path-not-allowed', { field: 'changed files', seen: 'none', allowed })] : []
}

/** Derives the change again from the request and the base, and compares every byte. */
function judgeRequest(change: Change, request: DeploymentRequest, deployments: readonly Deployment[]): Reason[] {
  const own = deployments.find(({ place }) => place.mfe === request.mfe && place.environment === request.environment)
  const differs = (seen: string) => [
    reason('check-content-mismatch', { field: own?.place.file ?? 'desired state', seen, allowed: 'exactly what the request asks for' }),
  ]
  if (!own) return differs('no desired state of this MFE and environment')
  if (!own.registration) return differs('an MFE that is not registered')
  const text = change.before[own.place.file] ?? null
  const plan = planDesiredState({
    request,
    config: change.config,
    registration: own.registration,
    text,
    integrity: own.after.artifact.integrity,
  })
  if (plan.kind === 'refused') return plan.reasons
  if (plan.kind === 'unchanged') return differs('a change where the base holds the version already')
  return plan.text === change.after[own.place.file] ? [] : differs('other bytes')
}

function judgeRegistered({ place, after, registration }: Deployment): Reason[] {
  if (!registration) return [reason('registration-missing', { field: place.file, seen: place.mfe })]
  const differences: Reason[] = []
  if (!Object.hasOwn(registration.environments, place.environment)) {
    differences.push(
      reason('environment-not-allowed', {
        field: place.file,
        seen: place.environment,
        allowed: Object.keys(registration.environments).join(', '),
      }),
    )
  }
  if (after.mfe !== place.mfe)
    differences.push(reason('check-content-mismatch', { field: `${place.file}: mfe`, seen: after.mfe, allowed: place.mfe }))
  if (after.artifact.name !== registration.artifact.name) {
    differences.push(
      reason('check-content-mismatch', {
        field: `${place.file}: artifact.name`,
        seen: after.artifact.name,
        allowed: registration.artifact.name,
      }),
    )
  }
  return differences
}

function judgeGeneration({ place, before, after }: Deployment): Reason[] {
  const next = (before?.generation ?? 0) + 1
  if (after.generation === next) return []
  return [reason('check-content-mismatch', { field: `${place.file}: generation`, seen: String(after.generation), allowed: String(next) })]
}
