import { isRegistrationFile } from '@mfe-gitops/config-repository'
import {
  configFile,
  type DeploymentRequest,
  type Parsed,
  parseGitopsConfig,
  parseRegistration,
  type Reason,
  reason,
  registrationFile,
  requestId,
} from '@mfe-gitops/contract'
import type { ProposedChange } from './change-reading.ts'
import { type Deployment, judgeGeneration, judgePolicy, judgeRegistered } from './deployment-rules.ts'
import { writeRequests } from './folding.ts'
import type { Subject, Subjects } from './subject.ts'

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

/** Every rule that needs nothing but the change itself. The requests may be out of reach where only the pull request is at hand. */
export function judgeChange(
  change: ProposedChange & { readonly isMerged?: boolean },
  subjects: Subjects | null,
  requests: readonly DeploymentRequest[],
): Judgement {
  const { deployments, reasons: schema } = readDeployments(change)
  const byRule: [Rule, Reason[] | null][] = [
    ['paths', subjects ? judgePaths(change, deployments, subjects) : null],
    ['schema', schema],
    ['request', subjects ? judgeSubjects(deployments, subjects, (own) => rederive(change, own, requests)) : null],
    ['registered', deployments.length > 0 ? deployments.flatMap(judgeRegistered) : null],
    ['policy', deployments.length > 0 ? deployments.flatMap((one) => judgePolicy(one, change.config)) : null],
    ['generation', deployments.length > 0 ? deployments.flatMap((one) => judgeGeneration(one, change.isMerged)) : null],
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

function readDeployments(change: ProposedChange): { deployments: Deployment[]; reasons: Reason[] } {
  const { config, after, before, states } = change
  const policies = change.changed.flatMap((path): Parsed<unknown>[] => {
    const text = after[path] ?? null
    if (text === null) return []
    if (path === configFile) return [parseGitopsConfig(text, path)]
    return isRegistrationFile(config, path) ? [parseRegistration(text, path)] : []
  })
  const reasons = [...policies, ...states.flatMap(({ differs, after: state }) => (differs ? [state] : []))].flatMap((parsed) =>
    parsed.ok ? [] : parsed.reasons,
  )
  const deployments = states.flatMap(({ place, before: old, after: state, differs }): Deployment[] => {
    if (!differs || !state.ok || state.value === null) return []
    const file = registrationFile(config, place.mfe)
    const registered = before[file] ?? after[file] ?? null
    const registration = registered === null ? null : parseRegistration(registered, file)
    return [{ place, before: old, after: state.value, registration: registration?.ok ? registration.value : null }]
  })
  return { deployments, reasons }
}

const isOf =
  ({ mfe, environment }: Subject) =>
  ({ place }: Pick<Deployment, 'place'>) =>
    mfe === place.mfe && environment === place.environment

/** Only the files of the subjects may differ, and of a shared file only what is theirs. */
function judgePaths({ changed, states, isComplete }: ProposedChange, deployments: readonly Deployment[], subjects: Subjects): Reason[] {
  const own = states.filter((state) => subjects === 'several' || subjects.some((subject) => isOf(subject)(state)))
  const files = new Set(own.map(({ place: { file } }) => file))
  const neighbours = deployments.filter(({ place }) => files.has(place.file) && !own.some((state) => state.place === place))
  const strangers = [
    ...changed.filter((path) => !files.has(path)),
    ...neighbours.map(({ place: { file, key } }) => `${file}: ${key.join('.')}`),
    ...(isComplete ? [] : ['files that GitHub does not list']),
  ]
  const allowed = [...files].join(', ') || 'the desired state that the branch is named after'
  if (strangers.length > 0) return [reason('check-path-not-allowed', { field: 'changed files', seen: strangers.join(', '), allowed })]
  return changed.length === 0 ? [reason('check-path-not-allowed', { field: 'changed files', seen: 'none', allowed })] : []
}

function differs(place: string | undefined, seen: string): Reason {
  return reason('check-content-mismatch', { field: place ?? 'desired state', seen, allowed: 'exactly what the request asks for' })
}

/** Each subject must have its own new desired state; whether that is what its request asks for, the requests tell when they are at hand. */
function judgeSubjects(deployments: readonly Deployment[], subjects: Subjects, derive: (own: readonly Deployment[]) => Reason[]): Reason[] {
  if (subjects === 'several') {
    const kept = deployments.filter(({ before, after }) => before?.request.id === after.request.id)
    if (deployments.length === 0) return [differs(undefined, 'no new desired state')]
    const canaries = deployments.filter(({ after }) => after.canary)
    return [
      ...kept.map(({ place }) => differs(place.file, 'the request that is deployed already')),
      ...canaries.map(({ place }) => differs(place.file, 'a canary')),
    ]
  }
  if (subjects.length === 0) return [differs(undefined, 'a branch that is named after no request')]
  const found = subjects.map((subject) => ({ subject, own: deployments.find(isOf(subject)) }))
  const reasons = found.flatMap(({ subject, own }) => {
    if (!own) return [differs(undefined, 'no new desired state of this MFE and environment')]
    if (!own.after.request.id.startsWith(subject.shortId)) return [differs(own.place.file, 'the id of another request')]
    // No request asks for one, and this branch may be merged without a person.
    if (own.after.canary) return [differs(own.place.file, 'a canary')]
    return own.registration ? [] : [differs(own.place.file, 'an MFE that is not registered')]
  })
  return reasons.length > 0 ? reasons : derive(found.flatMap(({ own }) => own ?? []))
}

/** Folds the requests again on the base, with the digests of the change, and compares every byte. */
function rederive({ config, before, after }: ProposedChange, own: readonly Deployment[], requests: readonly DeploymentRequest[]): Reason[] {
  const entries = requests.flatMap((request) => {
    const { place, after: desired, registration } = own.find((one) => one.after.request.id === requestId(request)) ?? {}
    if (!place || !desired || !registration) return []
    return [{ request, config, registration, file: place.file, text: before[place.file] ?? null, integrity: desired.artifact.integrity }]
  })
  const fold = writeRequests(entries)
  const unchanged = fold.unchanged.map(({ file }) => differs(file, 'a change where the base holds the version already'))
  const reasons = [...fold.dropped.flatMap((one) => one.reasons), ...unchanged]
  if (reasons.length > 0) return reasons
  return fold.files.filter(({ path, text }) => after[path] !== text).map(({ path }) => differs(path, 'other bytes'))
}
