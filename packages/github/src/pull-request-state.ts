import { allowedMethods, type MergeMethod, type RequiredCheck, type RuleNode, requiredChecks, ruleFields } from './branch-rule.ts'
import { type Check, type ContextNode, checkFields, toCheck } from './check.ts'
import { existing, required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

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
            ${ruleFields}
          }
        }
        refUpdateRule { requiredStatusCheckContexts }
      }
      statusCheckRollup {
        contexts(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            ${checkFields}
          }
        }
      }
    }
  }
}`

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
    const repository = existing(answer.repository, `repository ${owner}/${repo}`)
    const node = existing(repository.pullRequest, `pull request #${number}`)
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
