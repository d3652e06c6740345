import { byLab, type Cause } from '../events/cause.ts'
import { zeroOid } from '../git/bare-repository.ts'
import { settleMerged } from '../pulls/follow-branch.ts'
import { mergeCommit } from '../pulls/merge-pull.ts'
import { sendPullEvent } from '../pulls/pull-event.ts'
import type { QueueEntry, QueueRemoval, Repository } from '../records.ts'
import { moveRef } from '../refs/update-ref.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import { checkResults } from '../rules/check-results.ts'
import { requiredChecks, unmetChecks } from '../rules/required-checks.ts'
import type { World } from '../world.ts'
import { queueBot, sendGroupEvent } from './group-event.ts'
import { removeEntry } from './queue-membership.ts'
import { queueOf } from './queue-rules.ts'

type Group = NonNullable<QueueEntry['group']>

const working = new WeakMap<Repository, Promise<void>>()

/** Goes on with the queue as far as the checks allow; one call after the other. */
export function advanceQueue(world: World, repository: Repository): Promise<void> {
  const before = working.get(repository) ?? Promise.resolve()
  const work = before.catch(() => undefined).then(() => advance(world, repository))
  working.set(repository, work)
  return work
}

async function advance(world: World, repository: Repository): Promise<void> {
  for (let entry = await unsettled(world, repository); entry; entry = await unsettled(world, repository)) {
    if (entry.done) await mergeGroup(world, repository, entry.entry)
    else await dropEntry(world, repository, entry.entry, entry.reason)
  }
}

type Settled = { readonly entry: QueueEntry } & (
  | { readonly done: true }
  | { readonly done: false; readonly reason: 'failed_checks' | 'merge_conflict' }
)

/** The first entry that can be settled now; makes the groups that are missing on the way to it. */
async function unsettled(world: World, repository: Repository): Promise<Settled | null> {
  for (const [at, entry] of repository.mergeQueue.entries()) {
    const ahead = repository.mergeQueue.slice(0, at).findLast(({ pull }) => pull.base === entry.pull.base)
    const parent = ahead ? ahead.group?.commit : await repository.git.ref(`refs/heads/${entry.pull.base}`)
    if (!parent) continue
    if (entry.group?.base !== parent) {
      if (entry.group) await dropGroup(world, repository, { entry, group: entry.group, reason: 'invalidated' })
      if (!(await makeGroup(world, repository, { entry, parent }))) return { entry, done: false, reason: 'merge_conflict' }
    }
    const state = groupState(world, repository, entry)
    if (state === 'failing') return { entry, done: false, reason: 'failed_checks' }
    if (state === 'passing' && !ahead) return { entry, done: true }
  }
  return null
}

/** Merges the head on top of what is ahead of it, on a branch that workflows run on. */
async function makeGroup(world: World, repository: Repository, { entry, parent }: { entry: QueueEntry; parent: string }): Promise<boolean> {
  const { pull, cause } = entry
  const method = queueOf(repository, pull.base)?.method ?? 'merge'
  const commit = await mergeCommit(world, repository, { wish: { pull, cause, method }, ends: { base: parent, head: pull.headSha } })
  if (!commit) return false
  repository.signed.add(commit)
  // documented: the name of the branch
  const group: Group = { branch: `gh-readonly-queue/${pull.base}/pr-${pull.number}-${parent}`, base: parent, commit }
  entry.group = group
  const byQueue = byLab(queueBot(world))
  await moveRef(world, repository, { move: { ref: `refs/heads/${group.branch}`, before: zeroOid, after: commit }, cause: byQueue })
  await sendGroupEvent(world, repository, { entry, group })
  return true
}

function groupState(world: World, repository: Repository, { pull, group }: QueueEntry): 'passing' | 'pending' | 'failing' {
  if (!group) return 'pending'
  const required = requiredChecks(rulesOf(repository.rules.values(), pull.base))
  const unmet = unmetChecks(required, checkResults(world, repository, group.commit))
  if (unmet.some(({ state }) => state === 'failing')) return 'failing'
  return unmet.length > 0 ? 'pending' : 'passing'
}

async function mergeGroup(world: World, repository: Repository, entry: QueueEntry): Promise<void> {
  const { pull, group, cause } = entry
  if (!group) return
  const byQueue = byLab(queueBot(world))
  const move = { ref: `refs/heads/${pull.base}`, before: group.base, after: group.commit }
  // from memory: the pull request counts as merged by who put it into the queue
  const whenMoved = () => settleMerged(world, { pull, commit: group.commit, cause })
  // The base moved meanwhile: the group is void and made again by the next look.
  if (!(await moveRef(world, repository, { move, cause: byQueue, whenMoved }))) return
  await removeEntry(world, repository, { entry, reason: 'merged', cause: byQueue })
  await sendPullEvent(world, repository, { pull, action: 'closed', cause })
  await dropGroup(world, repository, { entry, group, reason: 'merged' })
}

async function dropEntry(
  world: World,
  repository: Repository,
  entry: QueueEntry,
  reason: 'failed_checks' | 'merge_conflict',
): Promise<void> {
  const { group } = entry
  await removeEntry(world, repository, { entry, reason, cause: byLab(queueBot(world)) })
  if (group) await dropGroup(world, repository, { entry, group, reason: 'dequeued' })
}

/** Deletes the branch of a group. Its commit stays, and its checks with it. */
async function dropGroup(
  world: World,
  repository: Repository,
  { entry, group, reason }: { entry: QueueEntry; group: Group; reason: 'merged' | 'invalidated' | 'dequeued' },
): Promise<void> {
  if (entry.group === group) entry.group = null
  const move = { ref: `refs/heads/${group.branch}`, before: group.commit, after: zeroOid }
  await moveRef(world, repository, { move, cause: byLab(queueBot(world)) })
  await sendGroupEvent(world, repository, { entry, group, destroyed: reason })
}

/** Takes a pull request out for a reason that is not its checks. */
export async function leaveQueue(
  world: World,
  repository: Repository,
  { entry, reason, cause }: { entry: QueueEntry; reason: QueueRemoval['reason']; cause: Cause },
): Promise<void> {
  const { group } = entry
  await removeEntry(world, repository, { entry, reason, cause })
  const goOn = async () => {
    if (group) await dropGroup(world, repository, { entry, group, reason: 'dequeued' })
    await advanceQueue(world, repository)
  }
  // Not awaited: who moves a ref holds the line in which the deletion of the branch has to stand.
  void goOn().catch(() => undefined)
}
