import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export type CheckResult =
  | 'success'
  | 'failure'
  | 'pending'
  | 'neutral'
  | 'skipped'
  | 'cancelled'
  | 'timed-out'
  | 'action-required'
  | 'stale'

/** A commit status or a check run of the head, by the name that rules use. */
export interface Check {
  readonly name: string
  readonly source: 'status' | 'check-run'
  readonly result: CheckResult
  readonly url: string | null
  /** App that made the check run; null for statuses. */
  readonly appId: number | null
  /** GitHub's own word on whether the rules require it for this pull request. */
  readonly isRequired: boolean
  readonly description: string | null
}

export interface RequiredCheck {
  readonly name: string
  /** App that must have reported it; null when any may. */
  readonly appId: number | null
}

export type MergeMethod = 'squash' | 'merge' | 'rebase'

export interface PullRequestState {
  readonly number: number
  readonly url: string
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly merged: boolean
  readonly mergeCommit: string | null
  readonly headCommit: string
  readonly head: string
  readonly base: string
  readonly baseCommit: string
  readonly isDraft: boolean
  readonly mergeable: 'MERGEABLE' | 'CONFLICTING' | 'UNKNOWN'
  /** GitHub computes it lazily: UNKNOWN is a normal answer that has to be asked again. */
  readonly mergeStateStatus: string
  readonly isInMergeQueue: boolean
  /** Types of the ruleset rules on the base branch, e.g. `PULL_REQUEST`, `MERGE_QUEUE`. */
  readonly rules: readonly string[]
  /** True when a ruleset or branch protection guards the base branch. */
  readonly isProtected: boolean
  readonly requiredChecks: readonly RequiredCheck[]
  readonly allowedMethods: readonly MergeMethod[]
  readonly checks: readonly Check[]
}

export const pullRequestStateDocument = `query PullRequestState($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    squashMergeAllowed mergeCommitAllowed rebaseMergeAllowed
    pullRequest(number: $number) {
      number url state merged isDraft mergeable mergeStateStatus isInMergeQueue
      headRefName headRefOid baseRefName baseRefOid
      mergeCommit { oid }
      baseRef {
        target { oid }
        rules(first: 100) {
          nodes {
            type
            parameters {
              ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } }
              ... on PullRequestParameters { allowedMergeMethods }
            }
          }
        }
        refUpdateRule { requiredStatusCheckContexts }
      }
      statusCheckRollup {
        contexts(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            __typename
            ... on StatusContext { context state targetUrl description isRequired(pullRequestNumber: $number) }
            ... on CheckRun {
              name status conclusion detailsUrl title isRequired(pullRequestNumber: $number)
              checkSuite { app { databaseId } }
            }
          }
        }
      }
    }
  }
}`

interface RuleNode {
  type: string
  parameters: { requiredStatusChecks?: { context: string; integrationId: number | null }[]; allowedMergeMethods?: string[] | null } | null
}

interface ContextNode {
  __typename: string
  context?: string
  state?: string
  targetUrl?: string | null
  description?: string | null
  isRequired?: boolean
  name?: string
  status?: string
  conclusion?: string | null
  detailsUrl?: string | null
  title?: string | null
  checkSuite?: { app: { databaseId: number } | null }
}

interface StateNode {
  number: number
  url: string
  state: PullRequestState['state']
  merged: boolean
  isDraft: boolean
  mergeable: PullRequestState['mergeable']
  mergeStateStatus: string
  isInMergeQueue: boolean
  headRefName: string
  headRefOid: string
  baseRefName: string
  baseRefOid: string
  mergeCommit: { oid: string } | null
  baseRef: {
    target: { oid: string } | null
    rules: { nodes: RuleNode[] } | null
    refUpdateRule: { requiredStatusCheckContexts: (string | null)[] | null } | null
  } | null
  statusCheckRollup: { contexts: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: ContextNode[] } } | null
}

interface Answer {
  repository: {
    squashMergeAllowed: boolean
    mergeCommitAllowed: boolean
    rebaseMergeAllowed: boolean
    pullRequest: StateNode | null
  } | null
}

/**
 * All that decides over a merge, in one query (a further one per hundred checks). Branch protection is read by `refUpdateRule`, since
 * `branchProtectionRule` needs administration rights, which an App that merges should not have.
 */
export async function readPullRequestState(
  github: GitHub,
  { owner, repo, number }: Repository & { readonly number: number },
): Promise<PullRequestState> {
  const contexts: ContextNode[] = []
  for (let after: string | null = null; ; ) {
    const answer: Answer = await github.graphql<Answer>(
      pullRequestStateDocument,
      { owner, name: repo, number, after },
      { justCreated: true },
    )
    const repository = required(answer.repository, `repository ${owner}/${repo}`)
    const node = required(repository.pullRequest, `pull request #${number}`)
    contexts.push(...(node.statusCheckRollup?.contexts.nodes ?? []))
    const page = node.statusCheckRollup?.contexts.pageInfo
    if (!page?.hasNextPage) return toState(repository, node, contexts)
    after = required(page.endCursor, 'cursor of the next page of checks')
  }
}

function toState(repository: NonNullable<Answer['repository']>, node: StateNode, contexts: readonly ContextNode[]): PullRequestState {
  const rules = node.baseRef?.rules?.nodes ?? []
  const { number, url, state, merged, isDraft, mergeable, mergeStateStatus, isInMergeQueue } = node
  return {
    ...{ number, url, state, merged, isDraft, mergeable, mergeStateStatus, isInMergeQueue },
    mergeCommit: node.mergeCommit?.oid ?? null,
    headCommit: node.headRefOid,
    head: node.headRefName,
    base: node.baseRefName,
    baseCommit: node.baseRef?.target?.oid ?? node.baseRefOid,
    rules: rules.map(({ type }) => type),
    isProtected: rules.length > 0 || Boolean(node.baseRef?.refUpdateRule),
    requiredChecks: requiredChecks(rules, node.baseRef?.refUpdateRule?.requiredStatusCheckContexts ?? []),
    allowedMethods: allowedMethods(repository, rules),
    checks: contexts.map(toCheck),
  }
}

/** Union of what rulesets and classic branch protection require; an entry bound to an App replaces one that is not. */
export function requiredChecks(rules: readonly RuleNode[], classic: readonly (string | null)[]): RequiredCheck[] {
  const fromRules = rules.flatMap(({ parameters }) => parameters?.requiredStatusChecks ?? [])
  const entries = [
    ...classic.flatMap((name) => (name === null ? [] : [{ name, appId: null }])),
    ...fromRules.map(({ context, integrationId }) => ({ name: context, appId: integrationId })),
  ]
  const unique = new Map<string, RequiredCheck>()
  for (const entry of entries) {
    if (entry.appId !== null) unique.delete(`${entry.name}\0any`)
    const bound = entry.appId === null && [...unique.values()].some(({ name }) => name === entry.name)
    if (!bound) unique.set(`${entry.name}\0${entry.appId ?? 'any'}`, entry)
  }
  return [...unique.values()]
}

function allowedMethods(
  repository: { squashMergeAllowed: boolean; mergeCommitAllowed: boolean; rebaseMergeAllowed: boolean },
  rules: readonly RuleNode[],
): MergeMethod[] {
  const byRepository = {
    squash: repository.squashMergeAllowed,
    merge: repository.mergeCommitAllowed,
    rebase: repository.rebaseMergeAllowed,
  }
  const byRules = rules.flatMap(({ parameters }) =>
    parameters?.allowedMergeMethods ? [parameters.allowedMergeMethods.map((name) => name.toLowerCase())] : [],
  )
  const methods = ['squash', 'merge', 'rebase'] as const
  return methods.filter((method) => byRepository[method] && byRules.every((allowed) => allowed.includes(method)))
}

function toCheck(node: ContextNode): Check {
  if (node.__typename === 'StatusContext') {
    const { context = '', state = '', targetUrl = null, description = null, isRequired = false } = node
    return { name: context, source: 'status', result: statusResult(state), url: targetUrl, appId: null, isRequired, description }
  }
  const { name = '', detailsUrl = null, title = null, isRequired = false } = node
  const result = node.status === 'COMPLETED' ? conclusionResult(node.conclusion ?? '') : 'pending'
  return {
    name,
    source: 'check-run',
    result,
    url: detailsUrl,
    appId: node.checkSuite?.app?.databaseId ?? null,
    isRequired,
    description: title,
  }
}

function statusResult(state: string): CheckResult {
  if (state === 'SUCCESS') return 'success'
  return state === 'PENDING' || state === 'EXPECTED' ? 'pending' : 'failure'
}

const conclusions: Readonly<Record<string, CheckResult>> = {
  SUCCESS: 'success',
  NEUTRAL: 'neutral',
  SKIPPED: 'skipped',
  CANCELLED: 'cancelled',
  TIMED_OUT: 'timed-out',
  ACTION_REQUIRED: 'action-required',
  STALE: 'stale',
}

// FAILURE, STARTUP_FAILURE and whatever GitHub adds one day: not a pass.
function conclusionResult(conclusion: string): CheckResult {
  return conclusions[conclusion] ?? 'failure'
}
