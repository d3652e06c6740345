import { accessTo, appIdOf } from '../access/actor.ts'
import { nodeId } from '../ids.ts'
import type { Repository } from '../records.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import { requiredChecks } from '../rules/required-checks.ts'
import type { BranchRules } from '../types.ts'
import type { World } from '../world.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node, Resolver } from './context.ts'
import { objectNode } from './git-node.ts'
import { type PullFilter, pullConnection } from './pull-node.ts'
import { repositoryNode } from './repository-node.ts'
import { ruleNodes } from './rule-node.ts'

/** A branch or tag, by its full name; null when there is none. */
export async function findRef(world: World, repository: Repository, fullName: string): Promise<Node | null> {
  const oid = await repository.git.ref(fullName)
  return oid ? refNode(world, repository, { name: fullName, oid }) : null
}

export function refNode(world: World, repository: Repository, { name, oid }: { name: string; oid: string }): Node {
  const prefix = /^refs\/[^/]+\//.exec(name)?.[0] ?? 'refs/'
  const short = name.slice(prefix.length)
  const rules = prefix === 'refs/heads/' ? rulesOf(repository.rules.values(), short) : []
  const classic = rules.find((rule) => rule.kind === 'branch-protection')
  return {
    __typename: 'Ref',
    id: nodeId('REF', repository.id, name),
    name: short,
    prefix,
    target: () => objectNode({ world, repository }, oid),
    repository: () => repositoryNode(world, repository),
    rules: ((args: ConnectionArguments) => rulesConnection(repository, rules, args)) satisfies Resolver,
    // documented: "Branch protection rules that are viewable by non-admins"
    refUpdateRule: ((_, context: Context) => (classic ? updateRuleNode(classic, context) : null)) satisfies Resolver,
    branchProtectionRule: ((_, { actor }: Context) => {
      const admin = accessTo(actor, repository, 'administration') !== 'none'
      return classic && admin ? protectionNode(classic) : null
    }) satisfies Resolver,
    associatedPullRequests: ((args: ConnectionArguments & PullFilter) => {
      const all = [...repository.pulls.values()].filter((pull) => pull.head === short)
      return pullConnection(world, repository, { name: 'associatedPullRequests', args, all })
    }) satisfies Resolver,
  }
}

type Rules = BranchRules & { readonly id: number }

function rulesConnection(repository: Repository, rules: readonly Rules[], args: ConnectionArguments) {
  const all = rules.filter((rule) => rule.kind !== 'branch-protection').flatMap((rule) => ruleNodes(repository, rule))
  return connection('RepositoryRuleConnection', { name: 'rules', args, all }, (node) => node)
}

function updateRuleNode(rule: Rules, { actor }: Context): Node {
  return {
    __typename: 'RefUpdateRule',
    pattern: rule.branch,
    allowsDeletions: false,
    allowsForcePushes: false,
    blocksCreations: false,
    requiredApprovingReviewCount: rule.requiredApprovals ?? null,
    requiredStatusCheckContexts: requiredChecks([rule]).map(({ context }) => context),
    requiresCodeOwnerReviews: rule.codeOwners ?? false,
    requiresConversationResolution: false,
    requiresLinearHistory: rule.linearHistory ?? false,
    requiresSignatures: rule.signatures ?? false,
    viewerAllowedToDismissReviews: false,
    viewerCanPush: !rule.onlyApps || rule.onlyApps.includes(appIdOf(actor) ?? -1),
  }
}

function protectionNode(rule: Rules): Node {
  const contexts = requiredChecks([rule]).map(({ context }) => context)
  return {
    __typename: 'BranchProtectionRule',
    id: nodeId('BPR', rule.id),
    databaseId: rule.id,
    pattern: rule.branch,
    isAdminEnforced: true,
    allowsDeletions: false,
    allowsForcePushes: false,
    requiredStatusCheckContexts: contexts,
    requiresStatusChecks: contexts.length > 0,
    requiresStrictStatusChecks: rule.strict ?? false,
    requiresApprovingReviews: rule.pullRequest !== false,
    requiredApprovingReviewCount: rule.requiredApprovals ?? 0,
    restrictsPushes: rule.onlyApps !== undefined,
  }
}
