import { causedBy } from '../events/cause.ts'
import { advanceQueue, leaveQueue } from '../merge-queue/advance-queue.ts'
import { enqueue, enqueueRefusal, entryOf } from '../merge-queue/queue-membership.ts'
import { failure, type Resolver } from './context.ts'
import { pullOf } from './pull-mutations.ts'
import { entryNode } from './queue-node.ts'

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string }
}

/** Mutations of the merge queue. from memory: both need what merging needs, contents: write */
export const queueMutations: Record<string, Resolver> = {
  enqueuePullRequest: async ({ input }: Input<{ pullRequestId: string; expectedHeadOid?: string | null }>, context) => {
    const { world } = context
    const { repository, pull } = pullOf(context, input.pullRequestId, 'contents')
    const refused = await enqueueRefusal(world, repository, { pull, head: input.expectedHeadOid ?? undefined })
    if (refused !== null) throw failure('UNPROCESSABLE', refused)
    const entry = await enqueue(world, repository, { pull, cause: causedBy(world, context.actor) })
    const answer = {
      __typename: 'EnqueuePullRequestPayload',
      clientMutationId: input.clientMutationId ?? null,
      mergeQueueEntry: entryNode({ world, repository }, entry),
    }
    await advanceQueue(world, repository)
    return answer
  },
  dequeuePullRequest: async ({ input }: Input<{ id: string }>, context) => {
    const { world } = context
    const { repository, pull } = pullOf(context, input.id, 'contents')
    const entry = entryOf(repository, pull)
    // from memory: the sentence
    if (!entry) throw failure('UNPROCESSABLE', 'Pull request is not in the merge queue')
    const answer = {
      __typename: 'DequeuePullRequestPayload',
      clientMutationId: input.clientMutationId ?? null,
      mergeQueueEntry: entryNode({ world, repository }, entry),
    }
    await leaveQueue(world, repository, { entry, reason: 'manual', cause: causedBy(world, context.actor) })
    return answer
  },
}
