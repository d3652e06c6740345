import type { BranchRules } from '../types.ts'
import type { CheckResult } from './check-results.ts'
import { checksSentence, requiredChecks, unmetChecks } from './required-checks.ts'

/** One attempt to change a branch, as the rules see it. */
export interface BranchChange {
  /** `merge` is a pull request that the API merges; all else changes the branch directly. */
  readonly way: 'merge' | 'direct'
  readonly appId: number | null
  readonly deletes?: boolean
  readonly forced?: boolean
  /** What is known about the commit that becomes the tip, or about the head of the pull request. */
  readonly results: readonly CheckResult[]
  readonly approvals?: number
  readonly holdsBase?: boolean
}

export function matchesBranch(pattern: string, branch: string): boolean {
  return pattern.endsWith('*') ? branch.startsWith(pattern.slice(0, -1)) : pattern === branch
}

export function rulesOf<Rules extends BranchRules>(all: Iterable<Rules>, branch: string): Rules[] {
  return [...all].filter((rules) => matchesBranch(rules.branch, branch))
}

/** Every sentence by which the rules refuse a change; none = allowed. */
export function refusals(rules: readonly BranchRules[], change: BranchChange): string[] {
  return [...new Set(rules.flatMap((rule) => refusalsOf(rule, change)))]
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
  const approvals = rule.requiredApprovals ?? 0
  if (change.way === 'merge' && (change.approvals ?? 0) < approvals) {
    found.push(`At least ${approvals} approving review${approvals === 1 ? ' is' : 's are'} required by reviewers with write access.`)
  }
  return found
}

const protectionPage =
  'https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches'

/** The refusals as the API words them: rulesets put a heading above, branch protection gives the first sentence. */
export function refusalMessage(rules: readonly BranchRules[], sentences: readonly string[]): string {
  if (rules.every((rule) => rule.kind === 'branch-protection')) return sentences[0] ?? ''
  // seen: akuity/kargo#6397, satisfactory-factories/application#67
  return `Repository rule violations found\n\n${sentences.join('\n\n')}\n\n`
}
