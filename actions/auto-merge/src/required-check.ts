import { reason } from '@mfe-gitops/contract'
import type { Check, PullRequestState, RequiredCheck } from '@mfe-gitops/github'
import { fieldOf, type MergeWish, stop, type Verdict, wait } from './verdict.ts'

// What GitHub itself counts as passed for a required check.
const passed: ReadonlySet<Check['result']> = new Set(['success', 'neutral', 'skipped'])

/** Required checks and what was reported for each, by whoever may report it. */
export interface CheckSurvey {
  readonly failed: readonly Check[]
  /** Reported, and still going on. */
  readonly pending: readonly Check[]
  readonly missing: readonly RequiredCheck[]
}

/** The checks are looked at here as well, so that a token that may bypass the rules cannot merge a red pull request. */
export function judgeChecks(state: PullRequestState, wish: MergeWish): Verdict | null {
  const named = wish.requiredChecks.map((name) => ({ name, appId: null }))
  const required = named.length > 0 ? named : state.requiredChecks
  if (required.length === 0) return wish.allowNoRules ? null : stop('blocked', reason('no-rules', { field: 'base', seen: state.base }))
  const survey = surveyChecks(required, state.checks)
  if (survey.failed.length > 0) {
    const summary = `A required check failed: ${survey.failed.map(tell).join('; ')}`
    return stop('checks-failed', reason('required-check-failed', { field: fieldOf(state), summary, remedy: failedRemedy(survey.failed) }))
  }
  const open = [...survey.pending, ...survey.missing].map(({ name }) => name)
  if (open.length === 0) return null
  const facts = [
    ...survey.pending.map((check) => tellPending(check, wish)),
    ...survey.missing.map((check) => tellMissing(check, state.checks)),
  ]
  const summary = `Required checks did not pass in time: ${facts.join('; ')}`
  return wait(`required checks: ${open.join(', ')}`, 'timed-out', reason('required-check-missing', { field: fieldOf(state), summary }))
}

export function surveyChecks(required: readonly RequiredCheck[], checks: readonly Check[]): CheckSurvey {
  // A status and a check run of one name both have to pass, as for GitHub.
  const found = required.map((wanted) => ({ wanted, reported: checks.filter((check) => isReportOf(check, wanted)) }))
  const reported = found.flatMap((one) => one.reported)
  return {
    failed: reported.filter(({ result }) => result !== 'pending' && !passed.has(result)),
    pending: reported.filter(({ result }) => result === 'pending'),
    missing: found.flatMap((one) => (one.reported.length === 0 ? [one.wanted] : [])),
  }
}

// GraphQL does not tell which App made a commit status, so that GitHub's own refusal has the last word there.
function isReportOf(check: Check, { name, appId }: RequiredCheck): boolean {
  return check.name === name && (appId === null || check.appId === null || check.appId === appId)
}

export function tell({ name, result, description }: Check): string {
  return `${name}: ${result}${description ? `, ${description}` : ''}`
}

function tellPending({ name, url }: Check, { runUrl }: MergeWish): string {
  const isOwn = runUrl !== undefined && url?.startsWith(`${runUrl}/`)
  return isOwn ? `${name} is part of this very run, which cannot wait for itself` : `${name} has not ended`
}

function tellMissing({ name, appId }: RequiredCheck, checks: readonly Check[]): string {
  const others = checks.some((check) => check.name === name) ? ', only by somebody else' : ''
  return `${name} was not reported${appId === null ? '' : ` by App ${appId}`}${others}`
}

function failedRemedy(failed: readonly Check[]): string {
  const pages = failed.flatMap(({ url }) => url ?? [])
  return `Whoever owns the check can tell why${pages.length > 0 ? `: ${pages.join(', ')}` : ''}. Mend its cause, then ask again.`
}
