import { commitsBetween, isAncestor, mergeBase } from '../git/history.ts'
import { mergeTree } from '../git/merge.ts'
import type { PullRequest, Repository } from '../records.ts'
import { type BranchChange, refusals, rulesOf } from '../rules/branch-rules.ts'
import { checkResults } from '../rules/check-results.ts'
import { missingOwners } from '../rules/code-owners.ts'
import { approvalsOf, changeRequestsOf } from '../rules/reviews.ts'
import type { World } from '../world.ts'

/** GraphQL's MergeStateStatus; REST gives the same word in lower case. */
export type MergeState = 'UNKNOWN' | 'DIRTY' | 'DRAFT' | 'BEHIND' | 'BLOCKED' | 'UNSTABLE' | 'HAS_HOOKS' | 'CLEAN'

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
  const change = await mergeAttempt(world, repository, { pull, appId: null, userId: null })
  // The state is the same for everybody: who may update the branch does not show in it. A queue takes what is clean (seen: gh's own use of it).
  const open = rules.map(({ onlyApps: _, mergeQueue: __, ...rule }) => rule)
  const found = refusals(open, change)
  if (found.length > 0) {
    const behind = found.length === 1 && change.holdsBase === false && rules.some((rule) => rule.strict)
    return behind ? 'BEHIND' : 'BLOCKED'
  }
  if (change.results.some((result) => result.state !== 'passing')) return 'UNSTABLE'
  return repository.settings.preReceiveHook ? 'HAS_HOOKS' : 'CLEAN'
}

/** The merge of a pull request, as the rules of its base want to see it. */
export async function mergeAttempt(
  world: World,
  repository: Repository,
  { pull, appId, userId }: { pull: PullRequest; appId: number | null; userId: number | null },
): Promise<BranchChange> {
  const rules = rulesOf(repository.rules.values(), pull.base)
  return {
    way: 'merge',
    appId,
    userId,
    results: checkResults(world, repository, pull.headSha),
    holdsBase: await isAncestor(repository.git, pull.baseSha, pull.headSha),
    reviews: {
      approvals: approvalsOf(pull).length,
      changesRequested: changeRequestsOf(pull).length,
      waitingFor: rules.some(({ codeOwners }) => codeOwners) ? await missingOwners(repository, pull) : [],
    },
    deployedTo: repository.deployments
      .filter((one) => one.sha === pull.headSha && one.statuses.at(-1)?.state === 'success')
      .map((one) => one.environment),
    allSigned: !rules.some(({ signatures }) => signatures) || (await isSigned(repository, pull)),
  }
}

async function isSigned(repository: Repository, pull: PullRequest): Promise<boolean> {
  const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
  const commits = await commitsBetween(repository.git, base, pull.headSha)
  return commits.every(({ oid }) => repository.signed.has(oid))
}

/** Tries the merge, once for each pair of ends. */
export async function mergesCleanly(repository: Repository, pull: PullRequest): Promise<boolean> {
  const key = `${pull.baseSha}..${pull.headSha}`
  if (pull.mergeTest?.key !== key) {
    pull.mergeTest = { key, clean: (await mergeTree(repository.git, pull.baseSha, pull.headSha)) !== null }
  }
  return pull.mergeTest.clean
}
