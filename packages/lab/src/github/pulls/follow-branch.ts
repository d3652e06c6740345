import type { Cause } from '../events/cause.ts'
import { isAncestor } from '../git/history.ts'
import { advanceQueue, leaveQueue } from '../merge-queue/advance-queue.ts'
import { entryOf } from '../merge-queue/queue-membership.ts'
import type { PullRequest, Repository } from '../records.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import { approvalsOf } from '../rules/reviews.ts'
import type { World } from '../world.ts'
import { timestamp } from '../world.ts'
import { sendPullEvent } from './pull-event.ts'

export function openPulls(repository: Repository): PullRequest[] {
  return [...repository.pulls.values()].filter((pull) => pull.state === 'open')
}

/** Open pull requests follow their head branch; a deleted head closes them. */
export async function followHead(
  world: World,
  repository: Repository,
  { branch, before, tip, cause }: { branch: string; before: string; tip: string | null; cause: Cause },
): Promise<void> {
  for (const pull of openPulls(repository).filter((one) => one.head === branch)) {
    if (!tip) {
      await closePull(world, repository, { pull, cause })
      continue
    }
    const dismissed = rulesOf(repository.rules.values(), pull.base).some(({ dismissStaleReviews }) => dismissStaleReviews)
    for (const review of dismissed ? approvalsOf(pull) : []) review.state = 'DISMISSED'
    pull.headSha = tip
    // documented: a push takes a pull request out of the queue
    await leave(world, repository, { pull, cause })
    pull.updatedAt = timestamp(world)
    pull.unknownReads = world.consistency.mergeableAfterReads
    await sendPullEvent(world, repository, { pull, action: 'synchronize', cause, extra: { before, after: tip } })
  }
}

/** Open pull requests see their base move; one whose head has arrived there is merged. */
export async function followBase(
  world: World,
  repository: Repository,
  { branch, tip, cause }: { branch: string; tip: string; cause: Cause },
): Promise<void> {
  for (const pull of openPulls(repository).filter((one) => one.base === branch)) {
    if (await isAncestor(repository.git, pull.headSha, tip)) {
      settleMerged(world, { pull, commit: tip, cause })
      await sendPullEvent(world, repository, { pull, action: 'closed', cause })
      continue
    }
    pull.baseSha = tip
    pull.unknownReads = world.consistency.mergeableAfterReads
  }
  // Not awaited: it moves refs itself, and this is one being moved.
  void advanceQueue(world, repository).catch(() => undefined)
}

async function leave(world: World, repository: Repository, { pull, cause }: { pull: PullRequest; cause: Cause }): Promise<void> {
  const entry = entryOf(repository, pull)
  if (entry) await leaveQueue(world, repository, { entry, reason: 'branch_invalidated', cause })
}

export async function closePull(world: World, repository: Repository, { pull, cause }: { pull: PullRequest; cause: Cause }): Promise<void> {
  settleClosed(world, pull)
  await leave(world, repository, { pull, cause })
  await sendPullEvent(world, repository, { pull, action: 'closed', cause })
}

function settleClosed(world: World, pull: PullRequest): void {
  pull.state = 'closed'
  pull.closedAt = timestamp(world)
  pull.updatedAt = pull.closedAt
  pull.autoMerge = null
}

/** Writes down that a pull request is merged; the event is the caller's. */
export function settleMerged(world: World, { pull, commit, cause }: { pull: PullRequest; commit: string; cause: Cause }): void {
  pull.merged = { commit, by: cause.account, at: timestamp(world) }
  settleClosed(world, pull)
}
