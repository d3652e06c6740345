import type { BranchRules } from '../types.ts'
import { requiredChecks } from './required-checks.ts'

/** One rule of a ruleset, in the words of REST; GraphQL has the same ones in another case. */
export interface ListedRule {
  readonly type: string
  readonly parameters: Readonly<Record<string, unknown>> | null
}

/** The rules of one ruleset; nothing of branch protection is among them. */
export function listRules(rule: BranchRules): ListedRule[] {
  const optional = (wanted: unknown, type: string, parameters: ListedRule['parameters'] = null): ListedRule[] =>
    wanted ? [{ type, parameters }] : []
  const checks = requiredChecks([rule])
  return [
    { type: 'deletion', parameters: null },
    { type: 'non_fast_forward', parameters: null },
    ...optional(rule.onlyApps, 'update', { update_allows_fetch_and_merge: false }),
    ...optional(rule.pullRequest !== false, 'pull_request', pullRequestParameters(rule)),
    ...optional(checks.length > 0, 'required_status_checks', {
      strict_required_status_checks_policy: rule.strict ?? false,
      do_not_enforce_on_create: false,
      required_status_checks: checks.map(({ context, appId }) => ({ context, integration_id: appId })),
    }),
    ...optional(rule.deployments, 'required_deployments', { required_deployment_environments: rule.deployments }),
    ...optional(rule.signatures, 'required_signatures'),
    ...optional(rule.linearHistory, 'required_linear_history'),
    ...optional(rule.locked, 'lock_branch'),
    ...optional(rule.mergeQueue, 'merge_queue', queueParameters(rule)),
  ]
}

function pullRequestParameters(rule: BranchRules): Readonly<Record<string, unknown>> {
  return {
    required_approving_review_count: rule.requiredApprovals ?? 0,
    dismiss_stale_reviews_on_push: rule.dismissStaleReviews ?? false,
    require_code_owner_review: rule.codeOwners ?? false,
    require_last_push_approval: false,
    required_review_thread_resolution: false,
    allowed_merge_methods: rule.methods ?? ['merge', 'squash', 'rebase'],
  }
}

/** The lab's queue merges one pull request after the other, each on top of those before it; it never waits for a group to fill. */
function queueParameters({ mergeQueue }: BranchRules): Readonly<Record<string, unknown>> {
  return {
    check_response_timeout_minutes: 60,
    grouping_strategy: 'ALLGREEN',
    max_entries_to_build: 5,
    max_entries_to_merge: 1,
    merge_method: (mergeQueue?.method ?? 'squash').toUpperCase(),
    min_entries_to_merge: 1,
    min_entries_to_merge_wait_minutes: 0,
  }
}
