import { randomUUID } from 'node:crypto'
import type { BareRepository } from './bare-repository.ts'
import { git } from './run-git.ts'

export interface Signature {
  readonly name: string
  readonly email: string
}
interface CommitFacts {
  readonly message: string
  readonly author: Signature
  readonly committer: Signature
  /** Milliseconds since the epoch. */
  readonly at: number
}
export interface NewCommit extends CommitFacts {
  readonly tree: string
  readonly parents: readonly string[]
  /** Date of the author when it differs, as in a rebase. */
  readonly authoredAt?: number
}
export interface NewFilesCommit extends CommitFacts {
  readonly parent: string | null
  readonly files: FileChanges
}

/** `null` deletes the file. */
export type FileChanges = Readonly<Record<string, string | Uint8Array | null>>

const date = (milliseconds: number) => `${Math.floor(milliseconds / 1000)} +0000`

/** Writes a commit of a tree that is there already, and answers its id; moves no ref. */
export function writeCommit(repository: BareRepository, commit: NewCommit): Promise<string> {
  return git(['commit-tree', commit.tree, ...commit.parents.flatMap((parent) => ['-p', parent]), '-F', '-'], {
    gitDir: repository.path,
    input: commit.message,
    env: {
      GIT_AUTHOR_NAME: commit.author.name,
      GIT_AUTHOR_EMAIL: commit.author.email,
      GIT_AUTHOR_DATE: date(commit.authoredAt ?? commit.at),
      GIT_COMMITTER_NAME: commit.committer.name,
      GIT_COMMITTER_EMAIL: commit.committer.email,
      GIT_COMMITTER_DATE: date(commit.at),
    },
  })
}

/** Writes a commit with changed files on top of another one, and answers its id; moves no ref that anybody looks at. */
export async function commitFiles(repository: BareRepository, commit: NewFilesCommit): Promise<string> {
  // One process for blobs, trees and the commit. It insists on a ref, which lives for a moment outside of all that the API shows.
  const ref = `refs/lab/${randomUUID()}`
  const stream = await importStream(repository, { ref, commit })
  const oid = await git(['fast-import', '--quiet', '--date-format=raw'], { gitDir: repository.path, input: stream })
  await repository.updateRefs([{ ref, before: oid, after: '0'.repeat(40) }])
  return oid
}

async function importStream(repository: BareRepository, { ref, commit }: { ref: string; commit: NewFilesCommit }): Promise<Buffer> {
  const person = ({ name, email }: Signature) => `${name} <${email}> ${date(commit.at)}`
  const parts: (string | Uint8Array)[] = [
    `commit ${ref}\nmark :1\nauthor ${person(commit.author)}\ncommitter ${person(commit.committer)}\n`,
    ...data(commit.message),
    ...(commit.parent ? [`from ${commit.parent}\n`] : []),
  ]
  for (const [path, content] of Object.entries(commit.files)) {
    if (content === null) parts.push(`D ${quoted(path)}\n`)
    else parts.push(`M ${await modeOf(repository, commit.parent, path)} inline ${quoted(path)}\n`, ...data(content))
  }
  parts.push('get-mark :1\n')
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
}

function data(content: string | Uint8Array): (string | Uint8Array)[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return [`data ${bytes.length}\n`, bytes, '\n']
}

/** A path as git writes it in C style, so that no name can end its line. */
function quoted(path: string): string {
  const escaped = path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')
  return `"${escaped}"`
}

/** A changed file keeps its executable bit; nothing else of its mode survives a commit through the API. */
async function modeOf(repository: BareRepository, parent: string | null, path: string): Promise<string> {
  const slash = path.lastIndexOf('/')
  const folder = parent ? await repository.tree(`${parent}:${slash < 0 ? '' : path.slice(0, slash)}`) : null
  const mode = folder?.find((entry) => entry.name === path.slice(slash + 1))?.mode
  return mode === '100755' ? mode : '100644'
}
