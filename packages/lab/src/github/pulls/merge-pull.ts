import { appIdOf, userIdOf } from '../access/actor.ts'
import type { Cause } from '../events/cause.ts'
import { splitMessage } from '../git/commit-object.ts'
import { commitsBetween } from '../git/history.ts'
import { mergeTree, rebase } from '../git/merge.ts'
import { type Signature, writeCommit } from '../git/write-commit.ts'
import type { PullRequest, Repository } from '../records.ts'
import { moveRef } from '../refs/update-ref.ts'
import { mayBypass, refusalMessage, refusals, rulesOf } from '../rules/branch-rules.ts'
import type { Account, BranchRules, MergeMethod } from '../types.ts'
import type { World } from '../world.ts'
import { settleMerged } from './follow-branch.ts'
import { mergeAttempt, mergesCleanly } from './merge-state.ts'
import { sendPullEvent } from './pull-event.ts'

export interface MergeWish {
  readonly pull: PullRequest
  readonly cause: Cause
  readonly method: MergeMethod
  /** The head must be this commit. */
  readonly head?: string | undefined
  readonly title?: string | undefined
  readonly message?: string | undefined
}
export type MergeAnswer = { readonly merged: string } | { readonly status: 405 | 409 | 422; readonly message: string }

const methodNames = { squash: 'Squash merges', merge: 'Merge commits', rebase: 'Rebase merges' } as const

/** Merges a pull request, or answers why not with the status and sentence that GitHub gives. */
export async function mergePull(world: World, repository: Repository, wish: MergeWish): Promise<MergeAnswer> {
  const refused = await refusalOf(world, repository, wish)
  if (refused) return refused
  const { pull, cause } = wish
  const ends = { base: pull.baseSha, head: pull.headSha }
  const commit = await mergeCommit(world, repository, { wish, ends })
  if (!commit) return { status: 405, message: 'Pull Request is not mergeable' }
  repository.signed.add(commit)
  const move = { ref: `refs/heads/${pull.base}`, before: ends.base, after: commit }
  // The pull request is merged before its push is announced, so that nobody sees the one without the other.
  const moved = await moveRef(world, repository, { move, cause, whenMoved: () => settleMerged(world, { pull, commit, cause }) })
  if (!moved) return { status: 405, message: 'Base branch was modified. Review and try the merge again.' }
  await sendPullEvent(world, repository, { pull, action: 'closed', cause })
  if (repository.settings.deleteBranchOnMerge) {
    await moveRef(world, repository, { move: { ref: `refs/heads/${pull.head}`, before: pull.headSha, after: '0'.repeat(40) }, cause })
  }
  return { merged: commit }
}

async function refusalOf(world: World, repository: Repository, wish: MergeWish): Promise<MergeAnswer | null> {
  const { pull, cause, method } = wish
  if (pull.state !== 'open') return { status: 405, message: 'Pull Request is not mergeable' }
  if (pull.draft) return { status: 405, message: 'Pull Request is still a draft' }
  if (wish.head !== undefined && wish.head !== pull.headSha) {
    return { status: 409, message: 'Head branch was modified. Review and try the merge again.' }
  }
  const ids = { appId: cause.actor ? appIdOf(cause.actor) : null, userId: cause.actor ? userIdOf(cause.actor) : null }
  const rules = rulesOf(repository.rules.values(), pull.base).filter((rule) => !mayBypass(rule, ids))
  const byMethod = methodRefusal(repository, { rules, method })
  if (byMethod !== null) return { status: 405, message: byMethod }
  const found = cause.actor ? refusals(rules, await mergeAttempt(world, repository, { pull, ...ids })) : []
  if (found.length > 0) return { status: 405, message: refusalMessage(rules, found) }
  if (!(await mergesCleanly(repository, pull))) return { status: 405, message: 'Pull Request is not mergeable' }
  const { refusal } = repository.settings.preReceiveHook ?? {}
  // from memory: the status and the sentence
  return refusal === undefined ? null : { status: 405, message: `Pre-receive hook declined: ${refusal}` }
}

function methodRefusal(repository: Repository, { rules, method }: { rules: readonly BranchRules[]; method: MergeMethod }): string | null {
  const { allowSquash, allowMerge, allowRebase } = repository.settings
  const allowed = { squash: allowSquash, merge: allowMerge, rebase: allowRebase }[method]
  if (!allowed) return `${methodNames[method]} are not allowed on this repository.`
  // from memory: both sentences
  if (method === 'merge' && rules.some(({ linearHistory }) => linearHistory)) {
    return 'Repository rule violations found\n\nThis branch must not contain merge commits.\n\n'
  }
  if (rules.every((rule) => !rule.methods || rule.methods.includes(method))) return null
  const list = rules.flatMap((rule) => rule.methods ?? []).join(', ')
  return `Repository rule violations found\n\nThis branch only allows these merge methods: ${list}\n\n`
}

const platform: Signature = { name: 'GitHub', email: 'noreply@github.com' }

interface Ends {
  readonly base: string
  readonly head: string
}

/** Writes the commit that merges the head into the base, and moves no branch; null on a conflict. */
export async function mergeCommit(
  world: World,
  repository: Repository,
  { wish, ends }: { wish: MergeWish; ends: Ends },
): Promise<string | null> {
  const { pull, cause, method } = wish
  const at = world.now()
  if (method === 'rebase') return rebase(repository.git, { ...ends, committer: platform, at })
  const tree = await mergeTree(repository.git, ends.base, ends.head)
  if (!tree) return null
  const standard = method === 'squash' ? await squashMessage(repository, { pull, ends }) : mergeMessage(repository, pull)
  const title = wish.title ?? standard.title
  const body = wish.message ?? standard.body
  return writeCommit(repository.git, {
    tree,
    parents: method === 'squash' ? [ends.base] : [ends.base, ends.head],
    message: body === '' ? title : `${title}\n\n${body}`,
    // from memory: a squash is authored by who opened the pull request, a merge commit by who merged
    author: signatureOf(method === 'squash' ? pull.author : cause.account),
    committer: platform,
    at,
  })
}

export function signatureOf(account: Account): Signature {
  return { name: account.login, email: `${account.id}+${account.login}@users.noreply.github.com` }
}

/** COMMIT_OR_PR_TITLE and COMMIT_MESSAGES, the defaults of a repository. */
async function squashMessage(
  repository: Repository,
  { pull, ends }: { pull: PullRequest; ends: Ends },
): Promise<{ title: string; body: string }> {
  const commits = await commitsBetween(repository.git, ends.base, ends.head)
  const [only] = commits
  if (only && commits.length === 1) {
    const { headline, body } = splitMessage(only.message)
    return { title: `${headline} (#${pull.number})`, body }
  }
  return { title: `${pull.title} (#${pull.number})`, body: commits.map((commit) => `* ${commit.message}`).join('\n\n') }
}

function mergeMessage(repository: Repository, pull: PullRequest): { title: string; body: string } {
  return { title: `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.head}`, body: pull.title }
}
