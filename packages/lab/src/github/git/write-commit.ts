import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BareRepository } from './bare-repository.ts'
import { git } from './run-git.ts'

export interface Signature {
  readonly name: string
  readonly email: string
}
export interface NewCommit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly author: Signature
  readonly committer: Signature
  /** Milliseconds since the epoch. */
  readonly at: number
  /** Date of the author when it differs, as in a rebase. */
  readonly authoredAt?: number
}

/** `null` deletes the file. */
export type FileChanges = Readonly<Record<string, string | Uint8Array | null>>

/** Writes a commit object and answers its id; moves no ref. */
export function writeCommit(repository: BareRepository, commit: NewCommit): Promise<string> {
  const date = (milliseconds: number) => `${Math.floor(milliseconds / 1000)} +0000`
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

/** Builds the tree that `base` becomes with the changes, through an index of its own. `base` null starts empty. */
export async function writeTree(repository: BareRepository, base: string | null, changes: FileChanges): Promise<string> {
  const gitDir = repository.path
  const index = join(tmpdir(), `lab-index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    const lines = await Promise.all(Object.entries(changes).map((entry) => indexLine(repository, base, entry)))
    await git(base ? ['read-tree', base] : ['read-tree', '--empty'], { gitDir, env })
    await git(['update-index', '-z', '--add', '--index-info'], { gitDir, env, input: lines.join('') })
    return await git(['write-tree'], { gitDir, env })
  } finally {
    await rm(index, { force: true })
  }
}

async function indexLine(repository: BareRepository, base: string | null, [path, content]: [string, FileChanges[string]]): Promise<string> {
  if (content === null || content === undefined) return `0 ${'0'.repeat(40)}\t${path}\0`
  const oid = await git(['hash-object', '-w', '--stdin'], { gitDir: repository.path, input: content })
  return `${base ? await modeOf(repository, base, path) : '100644'} ${oid}\t${path}\0`
}

/** A changed file keeps its executable bit; nothing else of its mode survives a commit through the API. */
async function modeOf(repository: BareRepository, base: string, path: string): Promise<string> {
  const slash = path.lastIndexOf('/')
  const folder = await repository.tree(`${base}:${slash < 0 ? '' : path.slice(0, slash)}`)
  const mode = folder?.find((entry) => entry.name === path.slice(slash + 1))?.mode
  return mode === '100755' ? mode : '100644'
}
