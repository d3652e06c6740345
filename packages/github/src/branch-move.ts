import { findBranch } from './branch.ts'
import { GitHubError } from './error.ts'
import type { GitHub, Repository } from './github.ts'

export interface BranchMove extends Repository {
  readonly repositoryId: string
  readonly branch: string
  /** Commit that the branch must point to for it to move. */
  readonly from: string
  readonly to: string
  /** A branch that points to `to` as well, and goes with the move. */
  readonly scaffold: string
}

export type BranchMoved =
  | { readonly kind: 'moved' }
  /** The branch is there: moved here, though the answer was lost, or by a twin with the same commit. The scaffold may be left. */
  | { readonly kind: 'there' }
  /** The branch is elsewhere, or gone: read everything again. */
  | { readonly kind: 'stale' }
  /** The branch is where it was, which was looked up; `error` says why. When it is ambiguous, a repeat may move it. */
  | { readonly kind: 'not-moved'; readonly error: GitHubError }

export const moveDocument = `mutation MoveBranch($move: UpdateRefsInput!) {
  updateRefs(input: $move) { clientMutationId }
}`

const noCommit = '0'.repeat(40)

/** Moves a branch from one commit to another, whatever their history, and deletes its scaffold: both or none, and only if both are where they should be. */
export async function moveBranch(github: GitHub, wanted: BranchMove): Promise<BranchMoved> {
  const { repositoryId, branch, scaffold, from, to } = wanted
  const refUpdates = [
    { name: `refs/heads/${branch}`, beforeOid: from, afterOid: to, force: true },
    { name: `refs/heads/${scaffold}`, beforeOid: to, afterOid: noCommit, force: true },
  ]
  try {
    await github.graphql(moveDocument, { move: { repositoryId, refUpdates } }, { retry: true })
    return { kind: 'moved' }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    return settle(github, wanted, error)
  }
}

// GitHub documents neither type nor sentence of a refused update, and an answer may be lost: the branch itself tells what happened.
async function settle(github: GitHub, wanted: BranchMove, error: GitHubError): Promise<BranchMoved> {
  const head = await findBranch(github, wanted)
  if (head?.commit === wanted.to) return { kind: 'there' }
  return head?.commit === wanted.from ? { kind: 'not-moved', error } : { kind: 'stale' }
}
