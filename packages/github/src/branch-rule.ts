export interface RequiredCheck {
  readonly name: string
  /** App that must have reported it; null when any may. */
  readonly appId: number | null
}

export type MergeMethod = 'squash' | 'merge' | 'rebase'

export const ruleFields = `type
            parameters {
              ... on RequiredStatusChecksParameters { requiredStatusChecks { context integrationId } }
              ... on PullRequestParameters { allowedMergeMethods }
            }`

export interface RuleNode {
  type: string
  parameters: { requiredStatusChecks?: { context: string; integrationId: number | null }[]; allowedMergeMethods?: string[] | null } | null
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
