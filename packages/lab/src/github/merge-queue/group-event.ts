import { byLab } from '../events/cause.ts'
import { sendEvent } from '../events/send-event.ts'
import type { Person } from '../git/commit-object.ts'
import type { QueueEntry, Repository } from '../records.ts'
import type { Account } from '../types.ts'
import { addAccount, type World } from '../world.ts'

type Group = NonNullable<QueueEntry['group']>

/** seen: objectstack-ai/objectstack#19343; who makes groups, merges them and takes out what fails */
export function queueBot(world: World): Account {
  return world.accounts.get('github-merge-queue[bot]') ?? addAccount(world, 'github-merge-queue[bot]', 'Bot')
}

/** Sends a merge_group event: `checks_requested` is what workflows run on. */
export async function sendGroupEvent(
  world: World,
  repository: Repository,
  { entry, group, destroyed }: { entry: QueueEntry; group: Group; destroyed?: 'merged' | 'invalidated' | 'dequeued' },
): Promise<void> {
  const commit = await repository.git.commit(group.commit)
  if (!commit) return
  const person = ({ name, email }: Person) => ({ name, email })
  const action = destroyed === undefined ? 'checks_requested' : 'destroyed'
  sendEvent(world, repository, {
    name: 'merge_group',
    action,
    cause: byLab(queueBot(world)),
    sha: group.commit,
    ref: `refs/heads/${group.branch}`,
    payload: {
      action,
      ...(destroyed === undefined ? {} : { reason: destroyed }),
      merge_group: {
        head_sha: group.commit,
        head_ref: `refs/heads/${group.branch}`,
        base_sha: group.base,
        base_ref: `refs/heads/${entry.pull.base}`,
        head_commit: {
          id: commit.oid,
          tree_id: commit.tree,
          message: commit.message,
          timestamp: commit.committer.date,
          author: person(commit.author),
          committer: person(commit.committer),
        },
      },
    },
  })
}
