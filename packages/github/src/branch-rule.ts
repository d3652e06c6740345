export interface RequiredCheck {
  readonly name: string
  /** App that must have reported it; null when any may. */
  readonly appId: number | null
}

export type MergeMethod = 'squash' | 'merge' | 'rebase'

export const ruleFields = `type
            parameters {
              ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } }
              ... on PullRequestParameters {
                allowedMergeMethods requiredApprovingReviewCount requireCodeOwnerReview requireLastPushApproval requiredReviewThreadResolution
              }
              ... on RequiredDeploymentsParameters { requiredDeploymentEnvironments }
            }`

/** What of branch protection everybody may read: `branchProtectionRule` needs administration rights, which an App that merges should not have. */
export const protectionFields = `requiredStatusCheckContexts requiredApprovingReviewCount requiresCodeOwnerReviews
          requiresConversationResolution requiresSignatures`

export interface RuleNode {
  type: string
  parameters: {
    requiredStatusChecks?: { context: string; integrationId: number | null }[]
    allowedMergeMethods?: string[] | null
    requiredApprovingReviewCount?: number
    requireCodeOwnerReview?: boolean
    requireLastPushApproval?: boolean
    requiredReviewThreadResolution?: boolean
    requiredDeploymentEnvironments?: string[]
  } | null
}

export interface ProtectionNode {
  requiredStatusCheckContexts: (string | null)[] | null
  requiredApprovingReviewCount?: number | null
  requiresCodeOwnerReviews?: boolean
  requiresConversationResolution?: boolean
  requiresSignatures?: boolean
}

/** What a base demands beside checks, whether it is met or not. */
export interface BranchDemands {
  readonly approvals: number
  readonly codeOwners: boolean
  readonly lastPushApproval: boolean
  readonly conversations: boolean
  readonly deployments: readonly string[]
  readonly signatures: boolean
  readonly codeScanning: boolean
  readonly locked: boolean
  /** Only those who may bypass the rule update the branch. */
  readonly restrictedUpdates: boolean
}

/** Union of what rulesets and classic branch protection demand. */
export function branchDemands(rules: readonly RuleNode[], classic: ProtectionNode | null): BranchDemands {
  const has = (type: string) => rules.some((rule) => rule.type === type)
  const parameters = rules.flatMap((rule) => rule.parameters ?? [])
  const some = (name: 'requireCodeOwnerReview' | 'requireLastPushApproval' | 'requiredReviewThreadResolution') =>
    parameters.some((one) => one[name] === true)
  const counts = parameters.map(({ requiredApprovingReviewCount = 0 }) => requiredApprovingReviewCount)
  return {
    approvals: Math.max(0, classic?.requiredApprovingReviewCount ?? 0, ...counts),
    codeOwners: some('requireCodeOwnerReview') || classic?.requiresCodeOwnerReviews === true,
    lastPushApproval: some('requireLastPushApproval'),
    conversations: some('requiredReviewThreadResolution') || classic?.requiresConversationResolution === true,
    deployments: [...new Set(parameters.flatMap(({ requiredDeploymentEnvironments = [] }) => requiredDeploymentEnvironments))],
    signatures: has('REQUIRED_SIGNATURES') || classic?.requiresSignatures === true,
    codeScanning: has('CODE_SCANNING'),
    locked: has('LOCK_BRANCH'),
    restrictedUpdates: has('UPDATE'),
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

/** Merge methods that the repository and every rule allow. */
export function allowedMethods(
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
