import type { Cause } from '../events/cause.ts'
import { type RefMove, sendPush } from '../events/push-event.ts'
import { zeroOid } from '../git/bare-repository.ts'
import { followBase, followHead } from '../pulls/follow-branch.ts'
import type { PullRequest, Repository } from '../records.ts'
import { inOrder, timestamp, type World } from '../world.ts'

export interface CausedMove {
  readonly move: RefMove
  readonly cause: Cause
  /** The pull request whose merge moves the ref: it must not look merged by somebody's push. */
  readonly merging?: PullRequest
}

/** Moves a ref if it still is where `before` says, and does all that follows from it: events, pull requests. */
export async function moveRef(world: World, repository: Repository, caused: CausedMove): Promise<boolean> {
  const { move } = caused
  const moved = await inOrder(repository, () => repository.git.updateRefs([move]))
  if (moved && move.before !== move.after) await announceMove(world, repository, caused)
  return moved
}

/** What follows from a ref that has moved already, by git for instance. */
export async function announceMove(world: World, repository: Repository, { move, cause, merging }: CausedMove): Promise<void> {
  repository.pushedAt = timestamp(world)
  await sendPush(world, repository, { move, cause })
  if (!move.ref.startsWith('refs/heads/')) return
  const branch = move.ref.slice('refs/heads/'.length)
  const tip = move.after === zeroOid ? null : move.after
  await followHead(world, repository, { branch, before: move.before, tip, cause })
  if (tip) await followBase(world, repository, { branch, tip, cause, ...(merging ? { merging } : {}) })
}
