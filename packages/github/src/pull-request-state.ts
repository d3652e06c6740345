import {
  allowedMethods,
  type BranchDemands,
  branchDemands,
  type MergeMethod,
  type ProtectionNode,
  protectionFields,
  type RequiredCheck,
  type RuleNode,
  requiredChecks,
  ruleFields,
} from './branch-rule.ts'
import { type Check, type ContextNode, checkFields, toCheck } from './check.ts'
import { existing, required } from './field.ts'
import type { GitHub, Repository } from './github.ts'
import { type QueueNode, type QueueState, queueFields, toQueueState } from './merge-queue-state.ts'

export interface PullRequestState {
  /** Global node id, for mutations. */
  readonly id: string
  readonly number: number
  readonly url: string
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly merged: boolean
  readonly mergeCommit: string | null
  readonly headCommit: string
  readonly head: string
  readonly base: string
  readonly isDraft: boolean
  readonly mergeable: 'MERGEABLE' | 'CONFLICTING' | 'UNKNOWN'
  /** GitHub computes it lazily: UNKNOWN is a normal answer that has to be asked again. */
  readonly mergeStateStatus: string
  readonly queue: QueueState
  /** Who has told GitHub to merge it by itself, or null. */
  readonly armedBy: string | null
  /** Whether the reviews that the base demands are there, whoever merges; null when it demands none. */
  readonly reviewDecision: 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null
  /** Last opinions of reviewers who may write. */
  readonly approvedBy: readonly string[]
  readonly changesRequestedBy: readonly string[]
  readonly demands: BranchDemands
  /** Types of the ruleset rules on the base branch, e.g. `PULL_REQUEST`, `MERGE_QUEUE`. */
  readonly rules: readonly string[]
  readonly requiredChecks: readonly RequiredCheck[]
  readonly allowedMethods: readonly MergeMethod[]
  readonly checks: readonly Check[]
}

export const pullRequestStateDocument = `query PullRequestState($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    squashMergeAllowed mergeCommitAllowed rebaseMergeAllowed
    pullRequest(number: $number) {
      id number url state merged isDraft mergeable mergeStateStatus reviewDecision
      headRefName headRefOid baseRefName
      mergeCommit { oid }
      autoMergeRequest { enabledBy { login } }
      latestOpinionatedReviews(first: 100, writersOnly: true) { nodes { state author { login } } }
      ${queueFields}
      baseRef {
        rules(first: 100) {
          nodes {
            ${ruleFields}
          }
        }
        refUpdateRule {
          ${protectionFields}
        }
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

interface StateNode extends QueueNode {
  id: string
  number: number
  url: string
  state: PullRequestState['state']
  merged: boolean
  isDraft: boolean
  mergeable: PullRequestState['mergeable']
  mergeStateStatus: string
  reviewDecision: PullRequestState['reviewDecision']
  autoMergeRequest: { enabledBy: { login: string } | null } | null
  latestOpinionatedReviews: { nodes: { state: string; author: { login: string } | null }[] } | null
  headRefName: string
  headRefOid: string
  baseRefName: string
  mergeCommit: { oid: string } | null
  baseRef: {
    rules: { nodes: RuleNode[] } | null
    refUpdateRule: ProtectionNode | null
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

/** All that decides over a merge, in one query (a further one per hundred checks). */
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
  const { id, number, url, state, merged, isDraft, mergeable, mergeStateStatus, reviewDecision } = node
  const opinions = node.latestOpinionatedReviews?.nodes ?? []
  const reviewers = (wanted: string) =>
    opinions.flatMap(({ state: opinion, author }) => (opinion === wanted ? [author?.login ?? 'ghost'] : []))
  return {
    ...{ id, number, url, state, merged, isDraft, mergeable, mergeStateStatus, reviewDecision },
    queue: toQueueState(node),
    armedBy: node.autoMergeRequest && (node.autoMergeRequest.enabledBy?.login ?? 'ghost'),
    approvedBy: reviewers('APPROVED'),
    changesRequestedBy: reviewers('CHANGES_REQUESTED'),
    demands: branchDemands(rules, node.baseRef?.refUpdateRule ?? null),
    mergeCommit: node.mergeCommit?.oid ?? null,
    headCommit: node.headRefOid,
    head: node.headRefName,
    base: node.baseRefName,
    rules: rules.map(({ type }) => type),
    requiredChecks: requiredChecks(rules, node.baseRef?.refUpdateRule?.requiredStatusCheckContexts ?? []),
    allowedMethods: allowedMethods(repository, rules),
    checks: contexts.map(toCheck),
  }
}
