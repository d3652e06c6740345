import type { Cause } from '../events/cause.ts'
import { type RefMove, sendPush } from '../events/push-event.ts'
import { zeroOid } from '../git/bare-repository.ts'
import { followBase, followHead } from '../pulls/follow-branch.ts'
import type { Repository } from '../records.ts'
import { inOrder, timestamp, type World } from '../world.ts'

export interface CausedMoves {
  readonly moves: readonly RefMove[]
  readonly cause: Cause
  /** Runs between the move and its events: what must not be seen apart from it. */
  readonly whenMoved?: () => void
}

/** Moves refs if all of them still are where `before` says, and does what follows from it. One change of a repository after the other. */
export function moveRefs(world: World, repository: Repository, { moves, cause, whenMoved }: CausedMoves): Promise<boolean> {
  return inOrder(repository, async () => {
    if (!(await repository.git.updateRefs(moves))) return false
    whenMoved?.()
    for (const move of moves) await follow(world, repository, { move, cause })
    return true
  })
}

export function moveRef(
  world: World,
  repository: Repository,
  { move, ...rest }: Omit<CausedMoves, 'moves'> & { move: RefMove },
): Promise<boolean> {
  return moveRefs(world, repository, { moves: [move], ...rest })
}

/** What follows from refs that git has moved already. */
export function announceMoves(world: World, repository: Repository, { moves, cause }: CausedMoves): Promise<void> {
  return inOrder(repository, async () => {
    for (const move of moves) await follow(world, repository, { move, cause })
  })
}

async function follow(world: World, repository: Repository, { move, cause }: { move: RefMove; cause: Cause }): Promise<void> {
  if (move.before === move.after) return
  repository.pushedAt = timestamp(world)
  await sendPush(world, repository, { move, cause })
  if (!move.ref.startsWith('refs/heads/')) return
  const branch = move.ref.slice('refs/heads/'.length)
  const tip = move.after === zeroOid ? null : move.after
  await followHead(world, repository, { branch, before: move.before, tip, cause })
  if (tip) await followBase(world, repository, { branch, tip, cause })
}
