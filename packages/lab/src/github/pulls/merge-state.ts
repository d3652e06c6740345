import { isAncestor } from '../git/history.ts'
import { mergeTree } from '../git/merge.ts'
import type { PullRequest, Repository } from '../records.ts'
import { type BranchChange, refusals, rulesOf } from '../rules/branch-rules.ts'
import { checkResults } from '../rules/check-results.ts'
import type { World } from '../world.ts'

/** GraphQL's MergeStateStatus; REST gives the same word in lower case. */
export type MergeState = 'UNKNOWN' | 'DIRTY' | 'DRAFT' | 'BEHIND' | 'BLOCKED' | 'UNSTABLE' | 'CLEAN'

export interface Mergeability {
  readonly mergeable: boolean | null
  readonly state: MergeState
}

/** What GitHub says about merging at this moment. Reading it counts when answers are told to lag. */
export async function readMergeability(world: World, repository: Repository, pull: PullRequest): Promise<Mergeability> {
  if (pull.state !== 'open') return { mergeable: null, state: 'UNKNOWN' }
  if (pull.unknownReads > 0) {
    pull.unknownReads--
    return { mergeable: null, state: 'UNKNOWN' }
  }
  if (!(await mergesCleanly(repository, pull))) return { mergeable: false, state: 'DIRTY' }
  if (pull.draft) return { mergeable: true, state: 'DRAFT' }
  return { mergeable: true, state: await openState(world, repository, pull) }
}

async function openState(world: World, repository: Repository, pull: PullRequest): Promise<MergeState> {
  const rules = rulesOf(repository.rules.values(), pull.base)
  const change = await mergeAttempt(world, repository, { pull, appId: null })
  // The state is the same for everybody: who may update the branch does not show in it.
  const open = rules.map(({ onlyApps: _, ...rule }) => rule)
  const found = refusals(open, change)
  if (found.length > 0) {
    const behind = found.length === 1 && change.holdsBase === false && rules.some((rule) => rule.strict)
    return behind ? 'BEHIND' : 'BLOCKED'
  }
  return change.results.every((result) => result.state === 'passing') ? 'CLEAN' : 'UNSTABLE'
}

/** The merge of a pull request, as the rules of its base want to see it. */
export async function mergeAttempt(
  world: World,
  repository: Repository,
  { pull, appId }: { pull: PullRequest; appId: number | null },
): Promise<BranchChange> {
  return {
    way: 'merge',
    appId,
    results: checkResults(world, repository, pull.headSha),
    approvals: pull.approvals.size,
    holdsBase: await isAncestor(repository.git, pull.baseSha, pull.headSha),
  }
}

/** Tries the merge, once for each pair of ends. */
export async function mergesCleanly(repository: Repository, pull: PullRequest): Promise<boolean> {
  const key = `${pull.baseSha}..${pull.headSha}`
  if (pull.mergeTest?.key !== key) {
    pull.mergeTest = { key, clean: (await mergeTree(repository.git, pull.baseSha, pull.headSha)) !== null }
  }
  return pull.mergeTest.clean
}
