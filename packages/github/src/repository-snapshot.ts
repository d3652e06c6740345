import { existing } from './field.ts'
import { type FileNode, fileField, toFiles } from './file-content.ts'
import type { GitHub, Repository } from './github.ts'

export interface SnapshotRequest extends Repository {
  /** Branch to read; default: the default branch. */
  readonly ref?: string | undefined
  /** Commit to read; wins over `ref`. */
  readonly commit?: string | undefined
  readonly paths: readonly string[]
  /** Another repository whose id is wanted; it may be out of this token's sight. */
  readonly source?: Repository | undefined
  /** A branch whose merged pull request is wanted; the token may lack `pull-requests: read`. */
  readonly carrier?: string | undefined
  /** A text in the message of a commit that changed a file, to find the pull request that carried something with others; the last 50 commits are read. */
  readonly trace?: { readonly path: string; readonly text: string } | undefined
}

export interface MergedPullRequest {
  readonly number: number
  readonly url: string
}

export interface RepositorySnapshot {
  /** Node id, as GraphQL mutations want it. */
  readonly repositoryId: string
  readonly databaseId: number
  readonly nameWithOwner: string
  readonly defaultBranch: string | null
  readonly commit: string
  /** Text per path, all of one commit; null when there is no such file. */
  readonly files: Record<string, string | null>
  /** Null when the token does not see the source repository, or none was asked for. */
  readonly sourceRepositoryId: number | null
  /** The merged pull request of the branch asked for, or of the commit traced; null when there is none, or the token does not see pull requests. */
  readonly carriedBy: MergedPullRequest | null
}

interface SnapshotNode {
  repository: {
    id: string
    databaseId: number
    nameWithOwner: string
    defaultBranchRef: { name: string } | null
    at: ({ oid: string } & Record<string, FileNode | string | null>) | null
  } | null
  source?: { databaseId: number } | null
  carried?: CarriedNode | null
}

interface CarriedNode {
  pullRequests?: { nodes: (MergedPullRequest & { isCrossRepository: boolean })[] }
  trail?: { history?: { nodes: { message: string; associatedPullRequests: { nodes: MergedPullRequest[] } | null }[] } } | null
}

/** Everything a decision needs, of one commit, in one query: the files hang below the commit, so a push in between cannot mix two states. */
export async function readSnapshot(github: GitHub, wanted: SnapshotRequest): Promise<RepositorySnapshot> {
  const { owner, repo, paths } = wanted
  const [source, carrier, trace] = [wanted.source, wanted.carrier, wanted.trace].map((part) => part !== undefined) as [
    boolean,
    boolean,
    boolean,
  ]
  const parts = { files: paths.length, source, carrier, trace }
  const variables = {
    owner,
    name: repo,
    at: wanted.commit ?? (wanted.ref === undefined ? 'HEAD' : qualified(wanted.ref)),
    ...Object.fromEntries(paths.map((path, index) => [`path${index}`, path])),
    ...(wanted.source === undefined ? {} : { sourceOwner: wanted.source.owner, sourceName: wanted.source.repo }),
    ...(wanted.carrier === undefined ? {} : { carrier: wanted.carrier }),
    ...(wanted.trace === undefined ? {} : { trail: wanted.trace.path }),
  }
  const partsOf = ({ repository }: SnapshotNode) => {
    const found = existing(repository, `repository ${owner}/${repo}`)
    return { found, commit: existing(found.at, `commit ${variables.at} in ${owner}/${repo}`) }
  }
  const answer = await github.graphql<SnapshotNode>(snapshotDocument(parts), variables, {
    optional: ['source', 'carried'],
    // A commit that is known by its id was made by this deployment, seconds ago, and GitHub may not show it yet.
    ...(wanted.commit === undefined ? {} : { justCreated: true, check: (data) => void partsOf(data) }),
  })
  const { found, commit } = partsOf(answer)
  return {
    repositoryId: found.id,
    databaseId: found.databaseId,
    nameWithOwner: found.nameWithOwner,
    defaultBranch: found.defaultBranchRef?.name ?? null,
    commit: commit.oid,
    files: toFiles(commit, paths),
    sourceRepositoryId: answer.source?.databaseId ?? null,
    carriedBy: carrierOf(answer.carried) ?? tracedBy(answer.carried, wanted.trace?.text),
  }
}

// A fork's branch can have any name, so only pull requests from the repository itself count.
function carrierOf(carried: SnapshotNode['carried']): MergedPullRequest | null {
  const own = carried?.pullRequests?.nodes.find(({ isCrossRepository }) => !isCrossRepository)
  return own === undefined ? null : { number: own.number, url: own.url }
}

function tracedBy(carried: SnapshotNode['carried'], text: string | undefined): MergedPullRequest | null {
  const commits = text === undefined ? [] : (carried?.trail?.history?.nodes ?? [])
  return commits.find(({ message }) => message.includes(text ?? ''))?.associatedPullRequests?.nodes[0] ?? null
}

/** The query for a number of files; exported so that a test holds it against GitHub's schema. */
export function snapshotDocument(parts: { files: number; source: boolean; carrier: boolean; trace: boolean }): string {
  const indexes = Array.from({ length: parts.files }, (_, index) => index)
  const variables = [
    '$owner: String!, $name: String!, $at: String!',
    ...indexes.map((index) => `$path${index}: String!`),
    ...(parts.source ? ['$sourceOwner: String!, $sourceName: String!'] : []),
    ...(parts.carrier ? ['$carrier: String!'] : []),
    ...(parts.trace ? ['$trail: String!'] : []),
  ]
  return `query RepositorySnapshot(${variables.join(', ')}) {
  repository(owner: $owner, name: $name) {
    id databaseId nameWithOwner
    defaultBranchRef { name }
    at: object(expression: $at) { ... on Commit { oid ${indexes.map((index) => fileField(index)).join(' ')} } }
  }
  ${parts.source ? 'source: repository(owner: $sourceOwner, name: $sourceName) { databaseId }' : ''}
  ${parts.carrier || parts.trace ? `carried: repository(owner: $owner, name: $name) {` : ''}
    ${parts.carrier ? carrierField : ''}
    ${parts.trace ? traceField : ''}
  ${parts.carrier || parts.trace ? '}' : ''}
}`
}

const carrierField = 'pullRequests(headRefName: $carrier, states: [MERGED], first: 5) { nodes { number url isCrossRepository } }'

const traceField = `trail: object(expression: $at) { ... on Commit {
      history(first: 50, path: $trail) { nodes { message associatedPullRequests(first: 1) { nodes { number url } } } }
    } }`

function qualified(ref: string): string {
  return ref.startsWith('refs/') ? ref : `refs/heads/${ref}`
}
