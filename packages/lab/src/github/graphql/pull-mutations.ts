import { canSee } from '../access/actor.ts'
import { causedBy } from '../events/cause.ts'
import { Refusal } from '../http/answer.ts'
import { parseNodeId } from '../ids.ts'
import { queueOf } from '../merge-queue/queue-rules.ts'
import { armAutoMerge, autoMergeRefusal, tryAutoMerge } from '../pulls/auto-merge.ts'
import { closePull } from '../pulls/follow-branch.ts'
import { mergePull } from '../pulls/merge-pull.ts'
import { openPull } from '../pulls/open-pull.ts'
import type { MergeMethod } from '../types.ts'
import { repositoryById } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { type Context, failure, missingNode, needAccess, type PullPlace, type Resolver } from './context.ts'
import { pullNode } from './pull-node.ts'
import { findPull } from './query-root.ts'

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string }
}
interface MergeInput {
  readonly pullRequestId: string
  readonly mergeMethod?: string
  readonly expectedHeadOid?: string | null
  readonly commitHeadline?: string | null
  readonly commitBody?: string | null
}
interface OpenInput {
  readonly repositoryId: string
  readonly title: string
  readonly body?: string | null
  readonly headRefName: string
  readonly baseRefName: string
  readonly draft?: boolean
}

/** Mutations of pull requests. Each adds to the record what it created. */
export const pullMutations: Record<string, Resolver> = {
  createPullRequest: async ({ input }: Input<OpenInput>, context) => {
    const parsed = parseNodeId(input.repositoryId)
    const repository = repositoryById(context.world, Number(parsed?.parts[0]))
    if (!repository || !canSee(context.actor, repository)) throw missingNode(input.repositoryId)
    needAccess(context, repository, ['pull_requests', 'write'])
    const head = input.headRefName.replace(/^refs\/heads\//, '')
    const base = input.baseRefName.replace(/^refs\/heads\//, '')
    const wish = {
      title: input.title,
      body: input.body ?? null,
      head,
      base,
      draft: input.draft ?? false,
      cause: causedBy(context.world, context.actor),
    }
    const pull = await openPull(context.world, repository, wish).catch((error: unknown) => {
      throw error instanceof Refusal ? failure('UNPROCESSABLE', sentences(error)) : error
    })
    return payload(context, 'CreatePullRequestPayload', { input, place: { repository, pull } })
  },
  closePullRequest: async ({ input }: Input<{ pullRequestId: string }>, context) => {
    const place = pullOf(context, input.pullRequestId, 'pull_requests')
    if (place.pull.state === 'open')
      await closePull(context.world, place.repository, { pull: place.pull, cause: causedBy(context.world, context.actor) })
    return payload(context, 'ClosePullRequestPayload', { input, place })
  },
  mergePullRequest: async ({ input }: Input<MergeInput>, context) => {
    const place = pullOf(context, input.pullRequestId, 'contents')
    const answer = await mergePull(context.world, place.repository, {
      pull: place.pull,
      cause: causedBy(context.world, context.actor),
      method: methodOf(input),
      head: input.expectedHeadOid ?? undefined,
      title: input.commitHeadline ?? undefined,
      message: input.commitBody ?? undefined,
    })
    if (!('merged' in answer)) throw failure('UNPROCESSABLE', answer.message)
    return payload(context, 'MergePullRequestPayload', { input, place })
  },
  enablePullRequestAutoMerge: async ({ input }: Input<MergeInput>, context) => {
    const place = pullOf(context, input.pullRequestId, 'pull_requests')
    const { repository, pull } = place
    if (input.expectedHeadOid && input.expectedHeadOid !== pull.headSha)
      throw failure('UNPROCESSABLE', 'Head branch was modified. Review and try the merge again.')
    const refused = await autoMergeRefusal(context.world, repository, pull)
    if (refused) throw failure('UNPROCESSABLE', refused)
    armAutoMerge(pull, { cause: causedBy(context.world, context.actor), method: methodOf(input) })
    if (queueOf(repository, pull.base)) await tryAutoMerge(context.world, repository, pull.headSha)
    return payload(context, 'EnablePullRequestAutoMergePayload', { input, place })
  },
  disablePullRequestAutoMerge: ({ input }: Input<{ pullRequestId: string }>, context) => {
    const place = pullOf(context, input.pullRequestId, 'pull_requests')
    // from memory: the sentence
    if (!place.pull.autoMerge) throw failure('UNPROCESSABLE', "Can't disable auto-merge for this pull request.")
    place.pull.autoMerge = null
    return payload(context, 'DisablePullRequestAutoMergePayload', { input, place })
  },
}

function methodOf({ mergeMethod }: MergeInput): MergeMethod {
  return (mergeMethod ?? 'MERGE').toLowerCase() as MergeMethod
}

/** The pull request of a mutation, if the actor may have it done. */
export function pullOf(context: Context, id: string, permission: string): PullPlace {
  const place = findPull(context.world, id)
  if (!place || !canSee(context.actor, place.repository)) throw missingNode(id)
  needAccess(context, place.repository, [permission, 'write'])
  return place
}

function payload(context: Context, typename: string, { input, place }: { input: { clientMutationId?: string }; place: PullPlace }) {
  return {
    __typename: typename,
    clientMutationId: input.clientMutationId ?? null,
    actor: actorNode(context.world, causedBy(context.world, context.actor).account),
    pullRequest: pullNode(context.world, place.repository, place.pull),
  }
}

function sentences({ message, errors = [] }: Refusal): string {
  const found = errors.map((error) => (typeof error === 'string' ? error : (error.message ?? `${error.field} is ${error.code}`)))
  return found.length > 0 ? found.join(', ') : message
}
