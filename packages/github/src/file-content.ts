import { GitHubError } from './error.ts'

/** A file below a commit, as the queries of this package read it. */
export interface FileNode {
  type: string
  mode: number
  object: { text?: string | null; isBinary?: boolean | null; isTruncated?: boolean } | null
}

const symbolicLink = 0o120000

/** GraphQL for file number `index`, whose path is in `$path<index>`. */
export function fileField(index: number): string {
  return `file${index}: file(path: $path${index}) { type mode object { ... on Blob { text isBinary isTruncated } } }`
}

/** Text per path; null when there is no such file. What is no plain text file is refused rather than read as something else. */
export function toFiles(commit: Record<string, FileNode | string | null>, paths: readonly string[]): Record<string, string | null> {
  const files: Record<string, string | null> = Object.create(null)
  for (const [index, path] of paths.entries()) {
    const node = commit[`file${index}`]
    files[path] = typeof node === 'object' && node !== null ? textOf(node, path) : null
  }
  return { ...files }
}

/** The text of a plain text file; anything else is refused. */
export function textOf({ type, mode, object }: FileNode, path: string): string {
  if (type !== 'blob') throw unreadable(path, `is a ${type}, not a file`)
  if (mode === symbolicLink) throw unreadable(path, 'is a symbolic link, not a file')
  if (object?.isTruncated) throw unreadable(path, 'is too large to be read through GraphQL (about 500 KB)')
  if (object?.isBinary || typeof object?.text !== 'string') throw unreadable(path, 'is not a text file')
  return object.text
}

function unreadable(path: string, why: string): GitHubError {
  return new GitHubError(`${path} ${why}.`, { code: 'github-refused', status: 200, kind: 'UNREADABLE_FILE' })
}
