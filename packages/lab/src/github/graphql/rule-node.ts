import { nodeId } from '../ids.ts'
import type { Repository } from '../records.ts'
import { type ListedRule, listRules } from '../rules/rule-list.ts'
import type { BranchRules } from '../types.ts'
import type { Node } from './context.ts'

const parameterTypes: Readonly<Record<string, string>> = {
  update: 'UpdateParameters',
  pull_request: 'PullRequestParameters',
  required_status_checks: 'RequiredStatusChecksParameters',
  required_deployments: 'RequiredDeploymentsParameters',
  merge_queue: 'MergeQueueParameters',
}

/** The rules of one ruleset as the `rules` connection of a branch has them. */
export function ruleNodes(repository: Repository, rule: BranchRules & { readonly id: number }): Node[] {
  return listRules(rule).map(({ type, parameters }) => ({
    __typename: 'RepositoryRule',
    id: nodeId('RRR', rule.id, type),
    type: type.toUpperCase(),
    parameters: parameters && { __typename: parameterTypes[type] ?? '', ...camelCased(parameters) },
    repositoryRuleset: {
      __typename: 'RepositoryRuleset',
      id: nodeId('RRS', rule.id),
      databaseId: rule.id,
      name: `Protect ${rule.branch}`,
      enforcement: 'ACTIVE',
      source: { __typename: 'Repository', nameWithOwner: repository.fullName },
    },
  }))
}

function camelCased(parameters: NonNullable<ListedRule['parameters']>): Record<string, unknown> {
  const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const changed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(changed)
    return typeof value === 'object' && value !== null ? camelCased(value as Record<string, unknown>) : value
  }
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [camel(name), changed(value)]))
}
