import { appIdOf } from '../access/actor.ts'
import type { Cause } from '../events/cause.ts'
import { isAncestor, mergeBase } from '../git/history.ts'
import { type FieldError, invalid } from '../http/answer.ts'
import type { PullRequest, Repository } from '../records.ts'
import { inOrder, timestamp, type World } from '../world.ts'
import { openPulls } from './follow-branch.ts'
import { sendPullEvent } from './pull-event.ts'

export interface NewPull {
  readonly title: string
  readonly body: string | null
  /** Branch name, or `owner:branch` of the same owner. */
  readonly head: string
  readonly base: string
  readonly draft: boolean
  readonly cause: Cause
}

// from memory: the sentences and the limit of the title; the body's limit is documented
const longestTitle = 256
const longestBody = 65_536

/** Opens a pull request between two branches of one repository; the lab knows no forks. */
export function openPull(world: World, repository: Repository, wish: NewPull): Promise<PullRequest> {
  // In order with the moves of refs: the head must not move, and no twin be opened, between the check and the pull request.
  return inOrder(repository, () => open(world, repository, wish))
}

async function open(world: World, repository: Repository, wish: NewPull): Promise<PullRequest> {
  const head = wish.head.replace(new RegExp(`^${repository.owner.login}:`, 'i'), '')
  const [headSha, baseSha] = await Promise.all([repository.git.ref(`refs/heads/${head}`), repository.git.ref(`refs/heads/${wish.base}`)])
  const errors: Omit<FieldError, 'resource'>[] = [
    ...(wish.title.trim() === '' ? [{ field: 'title', code: 'missing_field' }] : []),
    ...(wish.title.length > longestTitle
      ? [{ field: 'title', code: 'custom', message: `title is too long (maximum is ${longestTitle} characters)` }]
      : []),
    ...((wish.body ?? '').length > longestBody
      ? [{ field: 'body', code: 'custom', message: `body is too long (maximum is ${longestBody} characters)` }]
      : []),
    ...(baseSha ? [] : [{ field: 'base', code: 'invalid' }]),
    ...(headSha ? [] : [{ field: 'head', code: 'invalid' }]),
  ]
  if (!headSha || !baseSha || errors.length > 0) throw invalid('PullRequest', errors)
  await refuseTwin(repository, { head, headSha, base: wish.base, baseSha })
  const pull = newPull(world, repository, { ...wish, head, headSha, baseSha })
  repository.pulls.set(pull.number, pull)
  await sendPullEvent(world, repository, { pull, action: 'opened', cause: wish.cause })
  return pull
}

async function refuseTwin(repository: Repository, ends: { head: string; headSha: string; base: string; baseSha: string }): Promise<void> {
  const custom = (message: string) => invalid('PullRequest', [{ code: 'custom', message }])
  const owner = repository.owner.login
  if (openPulls(repository).some((pull) => pull.head === ends.head && pull.base === ends.base)) {
    throw custom(`A pull request already exists for ${owner}:${ends.head}.`)
  }
  if (await isAncestor(repository.git, ends.headSha, ends.baseSha)) throw custom(`No commits between ${ends.base} and ${ends.head}`)
  if (!(await mergeBase(repository.git, ends.baseSha, ends.headSha))) {
    throw custom(`The ${ends.head} branch has no history in common with ${ends.base}`)
  }
}

function newPull(world: World, repository: Repository, wish: NewPull & { headSha: string; baseSha: string }): PullRequest {
  const at = timestamp(world)
  return {
    id: world.nextId('pull'),
    number: repository.nextNumber++,
    author: wish.cause.account,
    title: wish.title,
    body: wish.body,
    state: 'open',
    draft: wish.draft,
    head: wish.head,
    headSha: wish.headSha,
    base: wish.base,
    baseSha: wish.baseSha,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    merged: null,
    labels: [],
    comments: [],
    autoMerge: null,
    reviews: [],
    removals: [],
    unknownReads: world.consistency.mergeableAfterReads,
    mergeTest: null,
    size: null,
    appId: wish.cause.actor ? appIdOf(wish.cause.actor) : null,
  }
}
