import { nodeId } from '../ids.ts'
import { repositoryPage } from '../json/repository.ts'
import { queueOf } from '../merge-queue/queue-rules.ts'
import type { PullRequest, QueueEntry, QueueRemoval, Repository } from '../records.ts'
import { checkResults } from '../rules/check-results.ts'
import type { World } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Node, Resolver } from './context.ts'
import { commitNode } from './git-node.ts'
import { pullNode } from './pull-node.ts'
import { repositoryNode } from './repository-node.ts'

interface Place {
  readonly world: World
  readonly repository: Repository
}

/** The queue of a branch, or null. */
export function queueNode({ world, repository }: Place, base: string): Node | null {
  const queue = queueOf(repository, base)
  const url = `${repositoryPage(world, repository)}/queue/${base}`
  const entries = () => repository.mergeQueue.filter(({ pull }) => pull.base === base)
  return (
    queue && {
      __typename: 'MergeQueue',
      id: nodeId('MQ', repository.id, base),
      url,
      resourcePath: new URL(url).pathname,
      nextEntryEstimatedTimeToMerge: null,
      repository: () => repositoryNode(world, repository),
      configuration: {
        __typename: 'MergeQueueConfiguration',
        mergeMethod: queue.method.toUpperCase(),
        mergingStrategy: 'ALLGREEN',
        maximumEntriesToMerge: 1,
        minimumEntriesToMerge: 1,
      },
      entries: ((args: ConnectionArguments) =>
        connection('MergeQueueEntryConnection', { name: 'entries', args, all: entries() }, (entry) =>
          entryNode({ world, repository }, entry),
        )) satisfies Resolver,
    }
  )
}

export function entryNode(place: Place, entry: QueueEntry): Node {
  const { world, repository } = place
  const { pull, group } = entry
  const commit = async (oid: string | undefined) => {
    const found = oid === undefined ? null : await repository.git.commit(oid)
    return found && commitNode(place, found)
  }
  const ahead = repository.mergeQueue.filter((one) => one.pull.base === pull.base)
  return {
    __typename: 'MergeQueueEntry',
    id: nodeId('MQE', entry.id),
    enqueuedAt: entry.enqueuedAt,
    enqueuer: actorNode(world, entry.cause.account),
    estimatedTimeToMerge: null,
    jump: false,
    solo: false,
    position: ahead.indexOf(entry) + 1,
    state: stateOf(place, entry),
    baseCommit: () => commit(group?.base),
    headCommit: () => commit(group?.commit),
    mergeQueue: () => queueNode(place, pull.base),
    pullRequest: () => pullNode(world, repository, pull),
  }
}

// from memory: which state an entry has when
function stateOf({ world, repository }: Place, { group }: QueueEntry): string {
  if (!group) return 'QUEUED'
  const results = checkResults(world, repository, group.commit)
  return results.some(({ state }) => state === 'failing') ? 'UNMERGEABLE' : 'AWAITING_CHECKS'
}

/** What happened to a pull request, as far as the lab writes it down: its removals from the queue. */
export function timelineConnection(place: Place, pull: PullRequest, args: ConnectionArguments & { itemTypes?: readonly string[] | null }) {
  const wanted = !args.itemTypes || args.itemTypes.includes('REMOVED_FROM_MERGE_QUEUE_EVENT')
  const all = wanted ? pull.removals : []
  const found = connection('PullRequestTimelineItemsConnection', { name: 'timelineItems', args, all }, (one) =>
    removalNode(place, pull, one),
  )
  return { ...found, filteredCount: all.length, pageCount: all.length, updatedAt: pull.updatedAt }
}

function removalNode(place: Place, pull: PullRequest, removal: QueueRemoval): Node {
  const { world, repository } = place
  return {
    __typename: 'RemovedFromMergeQueueEvent',
    id: nodeId('RFMQE', removal.id),
    reason: removal.reason,
    createdAt: removal.at,
    actor: actorNode(world, removal.by),
    // documented: a user; an App that enqueues is none
    enqueuer: removal.enqueuer.type === 'User' ? actorNode(world, removal.enqueuer) : null,
    beforeCommit: async () => {
      const commit = removal.commit === null ? null : await repository.git.commit(removal.commit)
      return commit && commitNode(place, commit)
    },
    mergeQueue: () => queueNode(place, pull.base),
    pullRequest: () => pullNode(world, repository, pull),
  }
}
