import type { Cause } from '../events/cause.ts'
import { mergeAttempt, mergesCleanly } from '../pulls/merge-state.ts'
import { sendPullEvent } from '../pulls/pull-event.ts'
import type { PullRequest, QueueEntry, QueueRemoval, Repository } from '../records.ts'
import { refusals, rulesOf } from '../rules/branch-rules.ts'
import { timestamp, type World } from '../world.ts'
import { queueOf } from './queue-rules.ts'

export function entryOf(repository: Repository, pull: PullRequest): QueueEntry | null {
  return repository.mergeQueue.find((entry) => entry.pull === pull) ?? null
}

/** Why a pull request cannot be put into the queue, or null. documented: all that its base demands must be met first. */
export async function enqueueRefusal(
  world: World,
  repository: Repository,
  { pull, head }: { pull: PullRequest; head?: string | undefined },
): Promise<string | null> {
  // from memory: these sentences; seen: flutter/cocoon#5017 for the words in front of a rule's own
  if (!queueOf(repository, pull.base)) return 'Merge queue is not enabled for this branch'
  if (head !== undefined && head !== pull.headSha) return 'Head branch was modified. Review and try the merge again.'
  if (pull.state !== 'open') return 'Pull request is closed'
  if (entryOf(repository, pull)) return 'Pull request is already in the queue'
  if (pull.draft) return 'Pull request is a draft'
  if (!(await mergesCleanly(repository, pull))) return 'Pull request has merge conflicts'
  const rules = rulesOf(repository.rules.values(), pull.base).map(({ mergeQueue: _, onlyApps: __, ...rule }) => rule)
  const [first] = refusals(rules, await mergeAttempt(world, repository, { pull, appId: null, userId: null }))
  return first === undefined ? null : `Pull request ${first}`
}

export async function enqueue(
  world: World,
  repository: Repository,
  { pull, cause }: { pull: PullRequest; cause: Cause },
): Promise<QueueEntry> {
  const entry: QueueEntry = { id: world.nextId('queueEntry'), pull, cause, enqueuedAt: timestamp(world), group: null }
  repository.mergeQueue.push(entry)
  await sendPullEvent(world, repository, { pull, action: 'enqueued', cause })
  return entry
}

/** documented: the reasons of events. seen: open-metadata/OpenMetadata#30752 for those of the timeline, which has words of its own */
const eventReasons: Readonly<Record<QueueRemoval['reason'], string>> = {
  merged: 'MERGE',
  failed_checks: 'CI_FAILURE',
  merge_conflict: 'MERGE_CONFLICT',
  manual: 'MANUAL',
  branch_invalidated: 'UNKNOWN_REMOVAL_REASON',
}

/** Takes an entry out and writes down why; the groups of those behind it are void. seen: a merge is a removal too. */
export async function removeEntry(
  world: World,
  repository: Repository,
  { entry, reason, cause }: { entry: QueueEntry; reason: QueueRemoval['reason']; cause: Cause },
): Promise<void> {
  const { pull } = entry
  repository.mergeQueue.splice(repository.mergeQueue.indexOf(entry), 1)
  pull.removals.push({
    id: world.nextId('queueEntry'),
    reason,
    commit: entry.group?.commit ?? null,
    by: cause.account,
    enqueuer: entry.cause.account,
    at: timestamp(world),
  })
  await sendPullEvent(world, repository, { pull, action: 'dequeued', cause, extra: { reason: eventReasons[reason] } })
}
