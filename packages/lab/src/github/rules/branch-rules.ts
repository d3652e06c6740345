import type { BranchRules } from '../types.ts'
import type { CheckResult } from './check-results.ts'
import { checksSentence, requiredChecks, unmetChecks } from './required-checks.ts'

/** What the reviews of a pull request come to. */
export interface ReviewFacts {
  readonly approvals: number
  readonly changesRequested: number
  /** Owners of changed files of whom none has approved. */
  readonly waitingFor: readonly string[]
}

/** One attempt to change a branch, as the rules see it. */
export interface BranchChange {
  /** `merge` is a pull request that the API merges; all else changes the branch directly. */
  readonly way: 'merge' | 'direct'
  readonly appId: number | null
  /** The person who acts, if it is one. */
  readonly userId?: number | null
  readonly deletes?: boolean
  readonly forced?: boolean
  /** What is known about the commit that becomes the tip, or about the head of the pull request. */
  readonly results: readonly CheckResult[]
  readonly holdsBase?: boolean
  readonly reviews?: ReviewFacts
  /** Environments to which the head was deployed. */
  readonly deployedTo?: readonly string[]
  readonly allSigned?: boolean
}

function matchesBranch(pattern: string, branch: string): boolean {
  return pattern.endsWith('*') ? branch.startsWith(pattern.slice(0, -1)) : pattern === branch
}

export function rulesOf<Rules extends BranchRules>(all: Iterable<Rules>, branch: string): Rules[] {
  return [...all].filter((rules) => matchesBranch(rules.branch, branch))
}

/** Every sentence by which the rules refuse a change; none = allowed. */
export function refusals(rules: readonly BranchRules[], change: BranchChange): string[] {
  return [...new Set(rules.filter((rule) => !mayBypass(rule, change)).flatMap((rule) => refusalsOf(rule, change)))]
}

/** Whether none of these rules apply to who acts. */
export function mayBypass({ bypass = [] }: BranchRules, { appId, userId }: Pick<BranchChange, 'appId' | 'userId'>): boolean {
  return [appId, userId].some((id) => typeof id === 'number' && bypass.includes(id))
}

function refusalsOf(rule: BranchRules, change: BranchChange): string[] {
  const byRuleset = rule.kind !== 'branch-protection'
  // from memory: the sentences of deletions and forced pushes
  if (change.deletes) return [byRuleset ? 'Cannot delete this branch' : 'Cannot delete a protected branch']
  const found: string[] = []
  if (change.forced) found.push(byRuleset ? 'Cannot force-push to this branch' : 'Cannot force-push to a protected branch')
  if (rule.onlyApps && !(change.appId !== null && rule.onlyApps.includes(change.appId))) {
    // from memory: the sentence of rulesets; seen: spaceshelter/orbitar#525 for branch protection
    found.push(
      byRuleset
        ? 'Cannot update this protected ref.'
        : `You're not authorized to push to this branch. Visit ${protectionPage} for more information.`,
    )
  }
  if (change.way === 'direct' && rule.pullRequest !== false) found.push('Changes must be made through a pull request.')
  const required = requiredChecks([rule])
  const unmet = unmetChecks(required, change.results)
  if (unmet.length > 0) found.push(checksSentence(unmet, required.length))
  if (change.way === 'merge' && rule.strict && change.holdsBase === false) {
    found.push('The head branch must be up to date with the base branch.')
  }
  // seen: pascalgn/automerge-action#235
  if (rule.mergeQueue) found.push('Changes must be made through the merge queue')
  // from memory: the sentence
  if (rule.locked) found.push('Cannot change this locked branch')
  return change.way === 'merge' ? [...found, ...reviewRefusals(rule, change), ...contentRefusals(rule, change)] : found
}

function reviewRefusals(rule: BranchRules, { reviews }: BranchChange): string[] {
  const { approvals = 0, changesRequested = 0, waitingFor = [] } = reviews ?? {}
  const wanted = rule.requiredApprovals ?? 0
  const found: string[] = []
  if (approvals < wanted) {
    found.push(`At least ${wanted} approving review${wanted === 1 ? ' is' : 's are'} required by reviewers with write access.`)
  }
  // from memory: the sentence
  if (wanted > 0 && changesRequested > 0) {
    found.push(
      `Changes requested: ${changesRequested} review${changesRequested === 1 ? '' : 's'} requesting changes by reviewers with write access.`,
    )
  }
  // seen: Mergifyio/mergify#448
  if (rule.codeOwners && waitingFor.length > 0) found.push(`Waiting on code owner review from ${waitingFor.join(' and/or ')}.`)
  return found
}

function contentRefusals(rule: BranchRules, { deployedTo = [], allSigned = true }: BranchChange): string[] {
  // from memory: the sentence of deployments
  const missing = (rule.deployments ?? []).filter((environment) => !deployedTo.includes(environment))
  return [
    ...missing.map((environment) => `Missing successful active ${environment} deployment.`),
    ...(rule.signatures && !allSigned ? ['Commits must have verified signatures.'] : []),
  ]
}

const protectionPage =
  'https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches'

/** The refusals as the API words them: rulesets put a heading above, branch protection gives the first sentence. */
export function refusalMessage(rules: readonly BranchRules[], sentences: readonly string[]): string {
  if (rules.every((rule) => rule.kind === 'branch-protection')) return sentences[0] ?? ''
  // seen: akuity/kargo#6397, satisfactory-factories/application#67
  return `Repository rule violations found\n\n${sentences.join('\n\n')}\n\n`
}
