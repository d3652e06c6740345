import type { Repository } from '../records.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import type { BranchRules } from '../types.ts'

/** How the queue of a branch merges, or null when it has none. */
export function queueOf(repository: Repository, base: string): NonNullable<BranchRules['mergeQueue']> | null {
  return rulesOf(repository.rules.values(), base).find(({ mergeQueue }) => mergeQueue)?.mergeQueue ?? null
}
