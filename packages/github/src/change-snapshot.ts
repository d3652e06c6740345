import { existing } from './field.ts'
import { type FileNode, fileField, toFiles } from './file-content.ts'
import type { GitHub, Repository } from './github.ts'

export interface ChangeSnapshotRequest extends Repository {
  readonly number: number
  /** Commit or ref to read the `before` side from; default: the tip of the default branch. */
  readonly base?: string | undefined
  /** Commit to read the `after` side from. */
  readonly head: string
  readonly paths: readonly string[]
}

export interface ChangeSnapshot {
  readonly headCommit: string
  readonly changed: readonly {
    readonly path: string
    readonly change: 'ADDED' | 'CHANGED' | 'COPIED' | 'DELETED' | 'MODIFIED' | 'RENAMED'
  }[]
  /** False when the pull request changes more files than were read (100). */
  readonly isComplete: boolean
  readonly before: Record<string, string | null>
  readonly after: Record<string, string | null>
}

type SideNode = { oid: string } & Record<string, FileNode | string | null>

interface ChangeNode {
  repository: {
    before: SideNode | null
    after: SideNode | null
    pullRequest: {
      headRefOid: string
      files: {
        pageInfo: { hasNextPage: boolean }
        nodes: { path: string; changeType: ChangeSnapshot['changed'][number]['change'] }[]
      } | null
    } | null
  } | null
}

/** What a pull request changes, with both sides of the named files, in one query. */
export async function readChangeSnapshot(github: GitHub, wanted: ChangeSnapshotRequest): Promise<ChangeSnapshot> {
  const { owner, repo, number, head, paths, base = 'HEAD' } = wanted
  const named = Object.fromEntries(paths.map((path, index) => [`path${index}`, path]))
  const variables = { owner, name: repo, number, before: base, after: head, ...named }
  const check = (answer: ChangeNode) => void partsOf(answer, wanted)
  const answer = await github.graphql<ChangeNode>(changeDocument(paths.length), variables, { justCreated: true, check })
  const { pull, before, after } = partsOf(answer, wanted)
  return {
    headCommit: pull.headRefOid,
    changed: (pull.files?.nodes ?? []).map(({ path, changeType }) => ({ path, change: changeType })),
    isComplete: pull.files !== null && !pull.files.pageInfo.hasNextPage,
    before: toFiles(before, paths),
    after: toFiles(after, paths),
  }
}

// Commit and pull request are seconds old when they are read, and GitHub may not show them yet.
function partsOf({ repository }: ChangeNode, { owner, repo, number, head, base = 'HEAD' }: ChangeSnapshotRequest) {
  const found = existing(repository, `repository ${owner}/${repo}`)
  const pull = existing(found.pullRequest, `pull request #${number}`)
  return { pull, before: existing(found.before, `commit ${base}`), after: existing(found.after, `commit ${head}`) }
}

/** The query for a number of files; exported so that a test holds it against GitHub's schema. */
export function changeDocument(files: number): string {
  const indexes = Array.from({ length: files }, (_, index) => index)
  const contents = indexes.map((index) => fileField(index)).join(' ')
  return `query ChangeSnapshot($owner: String!, $name: String!, $number: Int!, $before: String!, $after: String!${indexes.map((index) => `, $path${index}: String!`).join('')}) {
  repository(owner: $owner, name: $name) {
    before: object(expression: $before) { ... on Commit { oid ${contents} } }
    after: object(expression: $after) { ... on Commit { oid ${contents} } }
    pullRequest(number: $number) {
      headRefOid
      files(first: 100) { pageInfo { hasNextPage } nodes { path changeType } }
    }
  }
}`
}
