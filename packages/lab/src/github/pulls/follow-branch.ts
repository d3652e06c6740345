import type { Cause } from '../events/cause.ts'
import { isAncestor } from '../git/history.ts'
import type { PullRequest, Repository } from '../records.ts'
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
    pull.headSha = tip
    pull.updatedAt = timestamp(world)
    pull.unknownReads = world.consistency.mergeableAfterReads
    await sendPullEvent(world, repository, { pull, action: 'synchronize', cause, extra: { before, after: tip } })
  }
}

/** Open pull requests see their base move; one whose head has arrived there is merged. */
export async function followBase(
  world: World,
  repository: Repository,
  { branch, tip, cause, merging }: { branch: string; tip: string; cause: Cause; merging?: PullRequest },
): Promise<void> {
  for (const pull of openPulls(repository).filter((one) => one.base === branch && one !== merging)) {
    if (await isAncestor(repository.git, pull.headSha, tip)) {
      await markMerged(world, repository, { pull, commit: tip, cause })
      continue
    }
    pull.baseSha = tip
    pull.unknownReads = world.consistency.mergeableAfterReads
  }
}

export async function closePull(world: World, repository: Repository, { pull, cause }: { pull: PullRequest; cause: Cause }): Promise<void> {
  pull.state = 'closed'
  pull.closedAt = timestamp(world)
  pull.updatedAt = pull.closedAt
  pull.autoMerge = null
  await sendPullEvent(world, repository, { pull, action: 'closed', cause })
}

export async function markMerged(
  world: World,
  repository: Repository,
  { pull, commit, cause }: { pull: PullRequest; commit: string; cause: Cause },
): Promise<void> {
  pull.merged = { commit, by: cause.account, at: timestamp(world) }
  await closePull(world, repository, { pull, cause })
}
