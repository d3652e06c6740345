import { type DesiredStatePlace, isRegistrationFile, planDesiredState } from '@mfe-gitops/config-repository'
import {
  configFile,
  type DeploymentRequest,
  parseDesiredState,
  parseGitopsConfig,
  parseRegistration,
  type Reason,
  reason,
  registrationFile,
} from '@mfe-gitops/contract'
import type { Change } from './change.ts'
import { type Deployment, judgeGeneration, judgePolicy, judgeRegistered } from './deployment-rules.ts'
import type { Subject } from './subject.ts'

export type Rule = 'paths' | 'request' | 'schema' | 'registered' | 'policy' | 'generation' | 'artifact'

export interface Check {
  readonly rule: Rule
  readonly result: 'pass' | 'fail' | 'not-applicable'
  readonly detail: string
}

export interface Judgement {
  readonly checks: readonly Check[]
  readonly reasons: readonly Reason[]
  readonly deployments: readonly Deployment[]
}

/** Every rule that needs nothing but the change itself. The request may be out of reach where only the pull request is at hand. */
export function judgeChange(change: Change, subject: Subject | null, request: DeploymentRequest | null): Judgement {
  const { deployments, reasons: schema } = readDeployments(change)
  const own = subject && (deployments.find(({ place }) => isOf(place, subject)) ?? null)
  const byRule: [Rule, Reason[] | null][] = [
    ['paths', subject ? judgePaths(change, subject) : null],
    ['schema', schema],
    ['request', subject ? judgeRequest(change, own, { subject, request }) : null],
    ['registered', deployments.length > 0 ? deployments.flatMap(judgeRegistered) : null],
    ['policy', deployments.length > 0 ? deployments.flatMap((one) => judgePolicy(one, change.config)) : null],
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

function isOf({ mfe, environment }: DesiredStatePlace, subject: Subject): boolean {
  return mfe === subject.mfe && environment === subject.environment
}

function judgePaths({ changed, places, isComplete }: Change, subject: Subject): Reason[] {
  const own = places.filter((place) => isOf(place, subject)).map(({ file }) => file)
  const strangers = changed.filter((path) => !own.includes(path))
  const seen = isComplete ? strangers : [...strangers, 'files that GitHub does not list']
  const allowed = own.join(', ') || 'the desired state that the branch is named after'
  if (seen.length > 0) return [reason('check-path-not-allowed', { field: 'changed files', seen: seen.join(', '), allowed })]
  return changed.length === 0 ? [reason('check-path-not-allowed', { field: 'changed files', seen: 'none', allowed })] : []
}

/** Derives the change again from the request and the base, and compares every byte; without the request, its id must do. */
function judgeRequest(change: Change, own: Deployment | null, asked: { subject: Subject; request: DeploymentRequest | null }): Reason[] {
  const { subject, request } = asked
  const differs = (seen: string) => [
    reason('check-content-mismatch', { field: own?.place.file ?? 'desired state', seen, allowed: 'exactly what the request asks for' }),
  ]
  if (!own) return differs('no new desired state of this MFE and environment')
  if (!own.after.request.id.startsWith(subject.shortId)) return differs('the id of another request')
  if (!own.registration) return differs('an MFE that is not registered')
  if (!request) return []
  const text = change.before[own.place.file] ?? null
  const { integrity } = own.after.artifact
  const plan = planDesiredState({ request, config: change.config, registration: own.registration, text, integrity })
  if (plan.kind === 'refused') return plan.reasons
  if (plan.kind === 'unchanged') return differs('a change where the base holds the version already')
  return plan.text === change.after[own.place.file] ? [] : differs('other bytes')
}
