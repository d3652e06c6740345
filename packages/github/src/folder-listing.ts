import { existing } from './field.ts'
import type { FileNode } from './file-content.ts'
import { textOf } from './file-content.ts'
import type { GitHub, Repository } from './github.ts'

export interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
  /** The text of a file; throws for what is no plain text file. */
  text(): string
}

type EntryNode = FileNode & { readonly name: string }
type FolderNode = { readonly entries?: readonly EntryNode[] } | null
interface FoldersNode {
  readonly repository: Readonly<Record<string, FolderNode>> | null
}

/** GitHub stops a query that reads too much at once. */
const foldersPerQuery = 20

/** What lies in some folders of one commit, with the texts; nothing in a folder that is not there. The folder `''` is the root. */
export async function readFolders(
  github: GitHub,
  { owner, repo, commit, folders }: Repository & { readonly commit: string; readonly folders: readonly string[] },
): Promise<Map<string, readonly FolderEntry[]>> {
  const found = new Map<string, readonly FolderEntry[]>()
  for (let from = 0; from < folders.length; from += foldersPerQuery) {
    const some = folders.slice(from, from + foldersPerQuery)
    const places = Object.fromEntries(some.map((folder, index) => [`at${index}`, `${commit}:${folder}`]))
    const answer = await github.graphql<FoldersNode>(foldersDocument(some.length), { owner, name: repo, ...places })
    const repository = existing(answer.repository, `repository ${owner}/${repo}`)
    for (const [index, folder] of some.entries()) found.set(folder, entriesOf(repository[`folder${index}`] ?? null, folder))
  }
  return found
}

function entriesOf(node: FolderNode, folder: string): FolderEntry[] {
  return (node?.entries ?? []).map((entry) => ({
    name: entry.name,
    kind: entry.type === 'tree' ? 'folder' : entry.type === 'blob' ? 'file' : 'other',
    text: () => textOf(entry, folder === '' ? entry.name : `${folder}/${entry.name}`),
  }))
}

/** The query for a number of folders; exported so that a test holds it against GitHub's schema. */
export function foldersDocument(folders: number): string {
  const indexes = Array.from({ length: folders }, (_, index) => index)
  const entry = 'name type mode object { ... on Blob { text isBinary isTruncated } }'
  return `query Folders($owner: String!, $name: String!, ${indexes.map((index) => `$at${index}: String!`).join(', ')}) {
  repository(owner: $owner, name: $name) {
    ${indexes.map((index) => `folder${index}: object(expression: $at${index}) { ... on Tree { entries { ${entry} } } }`).join('\n    ')}
  }
}`
}
