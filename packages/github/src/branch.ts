import { type ConditionalOptions, type Fresh, fresh } from './conditional-read.ts'
import { answerMessage, GitHubError } from './error.ts'
import { existing, required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

/** The head of a branch: enough for a caller to recognise a commit that it made itself and whose answer was lost. */
export interface BranchHead {
  readonly commit: string
  readonly parents: readonly string[]
}

interface CommitNode {
  oid: string
  parents: { nodes: { oid: string }[] }
}

export const branchDocument = `query BranchHead($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { name target { ... on Commit { oid parents(first: 2) { nodes { oid } } } } } }
}`

/** The head of a branch, or null when there is no such branch. */
export async function findBranch(
  github: GitHub,
  { owner, repo, branch }: Repository & { readonly branch: string },
): Promise<BranchHead | null> {
  const variables = { owner, name: repo, ref: `refs/heads/${branch}` }
  const { repository } = await github.graphql<{ repository: { ref: { target: CommitNode } | null } | null }>(branchDocument, variables)
  const { ref } = existing(repository, `repository ${owner}/${repo}`)
  if (ref === null) return null
  return { commit: required(ref.target.oid, 'commit id'), parents: ref.target.parents.nodes.map(({ oid }) => oid) }
}

/** The commit at the tip of a branch, by a read that costs nothing of the rate limit while it stays where it is. */
export async function readTip(
  github: GitHub,
  { owner, repo, branch }: Repository & { readonly branch: string },
  options: ConditionalOptions = {},
): Promise<Fresh<string>> {
  const parameters = { owner, repo, branch: encodeRef(branch) }
  const answer = await github.request<{ object: { sha: string } }>('GET /repos/{owner}/{repo}/git/ref/heads/{+branch}', parameters, options)
  return fresh(answer, (data) => required(data.object?.sha, 'commit id'))
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

function encodeRef(ref: string): string {
  return ref.split('/').map(encodeURIComponent).join('/')
}
