import { answerMessage, GitHubError } from './error.ts'
import { existing, required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface PullRequest {
  readonly number: number
  readonly url: string
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED'
  readonly base: string
  readonly head: string
  /** Head of the pull request; it stays when the branch goes. */
  readonly headCommit: string
  /** Where a branch of that name points now; null when there is none. */
  readonly branchCommit: string | null
}

interface PullRequestNode {
  number: number
  url: string
  state: PullRequest['state']
  isCrossRepository: boolean
  baseRefName: string
  headRefName: string
  headRefOid: string
  headRef: { target: { oid: string } | null } | null
}

const fields = 'number url state isCrossRepository baseRefName headRefName headRefOid headRef { target { oid } }'

export const pullRequestsOfHeadDocument = `query PullRequestsOfHead($owner: String!, $name: String!, $head: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(headRefName: $head, first: 20, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ${fields} } }
  }
}`

/** With the open ones of the repository, whichever branch they are of: those are few, and branches that were left over may be many. */
export const openPullRequestsDocument = `query OpenPullRequests($owner: String!, $name: String!, $head: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(headRefName: $head, first: 20, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ${fields} } }
    open: pullRequests(states: [OPEN], first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${fields} } }
  }
}`

interface PullRequestsNode {
  repository: {
    pullRequests: { nodes: PullRequestNode[] }
    open?: { pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: PullRequestNode[] }
  } | null
}

export interface PullRequestSearch extends Repository {
  /** Exact head branch: its pull requests in every state. */
  readonly head: string
  /** Open pull requests of every branch that starts with one of these are wanted as well. */
  readonly prefixes?: readonly string[]
}

/** Pull requests by head branch, newest first, in one query (a further one per hundred open ones); those of forks, whose branch can have any name, are left out. */
export async function findPullRequests(github: GitHub, wanted: PullRequestSearch): Promise<PullRequest[]> {
  const { owner, repo, head, prefixes = [] } = wanted
  const found = new Map<number, PullRequestNode>()
  const document = prefixes.length === 0 ? pullRequestsOfHeadDocument : openPullRequestsDocument
  let after: string | null = null
  for (;;) {
    const variables: Record<string, unknown> = { owner, name: repo, head, ...(prefixes.length === 0 ? {} : { after }) }
    const { repository }: PullRequestsNode = await github.graphql<PullRequestsNode>(document, variables)
    const { pullRequests, open } = existing(repository, `repository ${owner}/${repo}`)
    const rivals = (open?.nodes ?? []).filter(({ headRefName }) => prefixes.some((prefix) => headRefName.startsWith(prefix)))
    for (const node of [...pullRequests.nodes.filter(({ headRefName }) => headRefName === head), ...rivals]) found.set(node.number, node)
    if (!open?.pageInfo.hasNextPage) break
    after = required(open.pageInfo.endCursor, 'cursor of the next page of pull requests')
  }
  const own = [...found.values()].filter(({ isCrossRepository }) => !isCrossRepository)
  return own.map(toPullRequest).sort((a, b) => b.number - a.number)
}

export interface NewPullRequest extends Repository {
  readonly head: string
  readonly base: string
  readonly title: string
  readonly body: string
}

export type CreatedPullRequest =
  | { readonly kind: 'created'; readonly number: number; readonly url: string; readonly headCommit: string }
  /** 422: there is one for this head already; look it up. */
  | { readonly kind: 'exists' }
  /** 422: head and base hold the same content. */
  | { readonly kind: 'no-commits' }

interface CreatedNode {
  number: number
  html_url: string
  head: { sha: string }
}

/** Opens a pull request. A lost answer ends as an ambiguous GitHubError: look for the pull request by its head before trying again. */
export async function createPullRequest(github: GitHub, wanted: NewPullRequest): Promise<CreatedPullRequest> {
  const { owner, repo, head, base, title, body } = wanted
  try {
    const { data } = await github.request<CreatedNode>('POST /repos/{owner}/{repo}/pulls', { owner, repo, head, base, title, body })
    return {
      kind: 'created',
      number: required(data.number, 'pull request number'),
      url: data.html_url,
      headCommit: data.head.sha,
    }
  } catch (error) {
    const said = error instanceof GitHubError && error.status === 422 ? answerMessage(error.body) : ''
    if (/a pull request already exists/i.test(said)) return { kind: 'exists' }
    if (/no commits between/i.test(said)) return { kind: 'no-commits' }
    throw error
  }
}

/** Gives a pull request another title and body; doing so twice is harmless. */
export async function rewritePullRequest(
  github: GitHub,
  wanted: Repository & { readonly number: number; readonly title: string; readonly body: string },
): Promise<void> {
  const { owner, repo, number, title, body } = wanted
  await github.request(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    { owner, repo, pull_number: number, title, body },
    { retry: true },
  )
}

/** Closes a pull request without merging it; doing so twice is harmless. */
export async function closePullRequest(github: GitHub, { owner, repo, number }: Repository & { readonly number: number }): Promise<void> {
  const parameters = { owner, repo, pull_number: number, state: 'closed' }
  await github.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', parameters, { retry: true })
}

/** Adds labels to a pull request; adding one twice is harmless. */
export async function addLabels(
  github: GitHub,
  { owner, repo, number, labels }: Repository & { readonly number: number; readonly labels: readonly string[] },
): Promise<void> {
  const parameters = { owner, repo, issue_number: number, labels }
  await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', parameters, { retry: true, justCreated: true })
}

/** Comments on a pull request or issue. */
export async function addComment(
  github: GitHub,
  { owner, repo, number, body }: Repository & { readonly number: number; readonly body: string },
): Promise<void> {
  await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { owner, repo, issue_number: number, body })
}

/** The bodies of the comments on a pull request, the oldest hundred of them. */
export async function readComments(github: GitHub, { owner, repo, number }: Repository & { readonly number: number }): Promise<string[]> {
  const parameters = { owner, repo, issue_number: number, per_page: 100 }
  const { data } = await github.request<{ body?: string | null }[]>('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', parameters)
  return data.map(({ body }) => body ?? '')
}

function toPullRequest(node: PullRequestNode): PullRequest {
  const { number, url, state } = node
  return {
    ...{ number, url, state },
    base: node.baseRefName,
    head: node.headRefName,
    headCommit: node.headRefOid,
    branchCommit: node.headRef?.target?.oid ?? null,
  }
}
