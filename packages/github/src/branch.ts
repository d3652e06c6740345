import { answerMessage, GitHubError } from './error.ts'
import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

/** What tells a commit apart: enough for a caller to recognise one that it made itself and whose answer was lost. */
export interface CommitFacts {
  readonly commit: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
}

export interface BranchHead extends CommitFacts {
  readonly branch: string
}

export interface CommitNode {
  oid: string
  message: string
  tree: { oid: string }
  parents: { nodes: { oid: string }[] }
}

export const commitFields = 'oid message tree { oid } parents(first: 2) { nodes { oid } }'
export const branchHeadFields = `... on Commit { ${commitFields} }`

export const branchDocument = `query BranchHead($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { name target { ${branchHeadFields} } } }
}`

export const commitDocument = `query CommitFacts($owner: String!, $name: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $name) { object(oid: $oid) { ... on Commit { ${commitFields} } } }
}`

/** The head of a branch, or null when there is no such branch. */
export async function findBranch(
  github: GitHub,
  { owner, repo, branch }: Repository & { readonly branch: string },
): Promise<BranchHead | null> {
  const variables = { owner, name: repo, ref: `refs/heads/${branch}` }
  const { repository } = await github.graphql<{ repository: { ref: { target: CommitNode } | null } | null }>(branchDocument, variables)
  const { ref } = required(repository, `repository ${owner}/${repo}`)
  return ref === null ? null : toBranchHead(branch, ref.target)
}

/** A commit by its full id, or null. */
export async function readCommit(
  github: GitHub,
  { owner, repo, commit }: Repository & { readonly commit: string },
): Promise<CommitFacts | null> {
  const variables = { owner, name: repo, oid: commit }
  const { repository } = await github.graphql<{ repository: { object: CommitNode | null } | null }>(commitDocument, variables)
  const { object } = required(repository, `repository ${owner}/${repo}`)
  return object?.oid === undefined ? null : toFacts(object)
}

/** Deletes a branch; `gone` when it was not there any more. */
export async function deleteBranch(
  github: GitHub,
  { owner, repo, branch }: Repository & { readonly branch: string },
): Promise<'deleted' | 'gone'> {
  try {
    // Encoded here, segment by segment: the slashes of a branch name have to stay.
    await github.request(
      `DELETE /repos/{owner}/{repo}/git/refs/heads/{+branch}`,
      { owner, repo, branch: encodeRef(branch) },
      { retry: true },
    )
    return 'deleted'
  } catch (error) {
    const missing = error instanceof GitHubError && error.status === 422 && /does not exist/i.test(answerMessage(error.body))
    if (missing || (error instanceof GitHubError && error.code === 'github-not-found')) return 'gone'
    throw error
  }
}

export function toBranchHead(branch: string, node: CommitNode): BranchHead {
  return { branch, ...toFacts(node) }
}

function toFacts(node: CommitNode): CommitFacts {
  return {
    commit: required(node.oid, 'commit id'),
    tree: node.tree.oid,
    parents: node.parents.nodes.map(({ oid }) => oid),
    message: node.message,
  }
}

function encodeRef(ref: string): string {
  return ref.split('/').map(encodeURIComponent).join('/')
}
