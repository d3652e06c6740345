import { type BranchHead, findBranch } from './branch.ts'
import { GitHubError } from './error.ts'
import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface CommitRequest extends Repository {
  readonly branch: string
  /** Commit that the branch must point to for the commit to be made. */
  readonly base: string
  readonly message: { readonly headline: string; readonly body?: string }
  readonly additions: readonly { readonly path: string; readonly contents: string }[]
  readonly deletions?: readonly string[]
}

export type NewBranchCommit =
  /** On the branch as it was made here, or as an earlier try left it at the base. */
  | { readonly kind: 'committed'; readonly commit: string }
  /** The branch is there with another head, which lets the caller see whether that commit is its own. */
  | { readonly kind: 'branch-exists'; readonly head: BranchHead }
  /** Nothing was committed, which was looked up; `error` says why. When it is ambiguous, a repeat of the call may commit. */
  | { readonly kind: 'not-committed'; readonly error: GitHubError }
  /** Somebody removed or moved the branch in the meantime: read everything again. */
  | { readonly kind: 'stale' }

export const newBranchDocument = `mutation CommitOnNewBranch($ref: CreateRefInput!, $commit: CreateCommitOnBranchInput!) {
  createRef(input: $ref) { ref { target { oid } } }
  createCommitOnBranch(input: $commit) { commit { oid } }
}`

interface Mutations {
  createRef?: { ref: { target: { oid: string } | null } | null } | null
  createCommitOnBranch?: { commit: { oid: string } | null } | null
}

/**
 * Creates a branch at `base` and one verified commit on it, in one request: mutations of a document run one after the other, and the second
 * one runs when the first failed as well. `expectedHeadOid` makes that safe: on a branch that is there with other commits nothing is committed.
 */
export async function commitOnNewBranch(
  github: GitHub,
  wanted: CommitRequest & { readonly repositoryId: string },
): Promise<NewBranchCommit> {
  const ref = { repositoryId: wanted.repositoryId, name: `refs/heads/${wanted.branch}`, oid: wanted.base }
  try {
    const data = await github.graphql<Mutations>(newBranchDocument, { ref, commit: commitInput(wanted) })
    return { kind: 'committed', commit: required(data.createCommitOnBranch?.commit?.oid, 'new commit') }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const commit = commitOf(error.data)
    if (commit !== null && failed(error, 'createRef')) return { kind: 'committed', commit }
    return settle(github, wanted, error)
  }
}

// Whatever failed, and also when the answer was lost, the branch itself tells what happened.
async function settle(github: GitHub, wanted: CommitRequest, error: GitHubError): Promise<NewBranchCommit> {
  const branchMadeOrThere = error.ambiguous || failed(error, 'createRef') || failed(error, 'createCommitOnBranch')
  if (!branchMadeOrThere) throw error
  const head = await findBranch(github, wanted)
  if (head !== null && head.commit !== wanted.base) return { kind: 'branch-exists', head }
  // Elsewhere before, and now gone or made anew: others are at it. Never there: createRef says why.
  return wasElsewhere(error) ? { kind: 'stale' } : { kind: 'not-committed', error }
}

function commitInput({ owner, repo, branch, base, message, additions, deletions = [] }: CommitRequest): object {
  return {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
    expectedHeadOid: base,
    message: { headline: message.headline, ...(message.body === undefined ? {} : { body: message.body }) },
    fileChanges: {
      additions: additions.map(({ path, contents }) => ({ path, contents: Buffer.from(contents, 'utf8').toString('base64') })),
      deletions: deletions.map((path) => ({ path })),
    },
  }
}

function commitOf(data: unknown): string | null {
  const mutations = (typeof data === 'object' ? data : null) as Mutations | null
  return mutations?.createCommitOnBranch?.commit?.oid ?? null
}

function failed(error: GitHubError, mutation: string): boolean {
  return error.errors.some(({ path }) => path[0] === mutation)
}

// It had another head, or was gone although it had been made here or could not be made because it was there.
function wasElsewhere({ errors }: GitHubError): boolean {
  const refused = errors.find(({ path }) => path[0] === 'createRef')
  const wasMissing = errors.some(({ type, path }) => type === 'NOT_FOUND' && path[0] === 'createCommitOnBranch')
  if (wasMissing) return refused === undefined || /already exists/i.test(refused.message)
  return errors.some(({ type }) => type === 'STALE_DATA')
}
