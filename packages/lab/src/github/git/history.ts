import type { BareRepository } from './bare-repository.ts'
import type { CommitObject } from './commit-object.ts'
import { git, tryGit } from './run-git.ts'

export interface ChangedFile {
  readonly filename: string
  readonly previousFilename: string | null
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed'
  readonly oid: string
  readonly additions: number
  readonly deletions: number
  readonly patch: string | null
}

/** Best common ancestor, or null for unrelated histories. */
export async function mergeBase(repository: BareRepository, one: string, other: string): Promise<string | null> {
  const result = await tryGit(['merge-base', one, other], { gitDir: repository.path })
  return result.code === 0 ? result.stdout.toString().trim() : null
}

/** Commits that `head` has and `base` has not, oldest first. */
export async function commitsBetween(repository: BareRepository, base: string | null, head: string, limit = 250): Promise<CommitObject[]> {
  const range = base ? [`${base}..${head}`] : [head]
  const text = await git(['rev-list', '--topo-order', `--max-count=${limit}`, ...range], { gitDir: repository.path })
  const commits = await Promise.all(
    text
      .split('\n')
      .filter(Boolean)
      .map((oid) => repository.commit(oid)),
  )
  return commits.filter((commit) => commit !== null).reverse()
}

export async function countBetween(repository: BareRepository, base: string, head: string): Promise<{ ahead: number; behind: number }> {
  const text = await git(['rev-list', '--left-right', '--count', `${base}...${head}`], { gitDir: repository.path })
  const [behind = 0, ahead = 0] = text.split(/\s+/).map(Number)
  return { ahead, behind }
}

const statusWords: Record<string, ChangedFile['status']> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
}

/** What differs between two trees or commits; `base` null compares with nothing. */
export async function changedFiles(repository: BareRepository, base: string | null, head: string): Promise<ChangedFile[]> {
  const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'
  const options = ['-M', '--no-color', '--no-ext-diff', '--full-index', '-z']
  const gitDir = repository.path
  const from = base ?? emptyTree
  const [raw, counts, patch] = await Promise.all([
    git(['diff', ...options, '--raw', from, head], { gitDir }),
    git(['diff', ...options, '--numstat', from, head], { gitDir }),
    git(['diff', ...options.slice(0, -1), '--patch', from, head], { gitDir }),
  ])
  const numbers = readNumbers(counts)
  const patches = readPatches(patch)
  return readRaw(raw).map((file, at) => ({ ...file, ...(numbers[at] ?? { additions: 0, deletions: 0 }), patch: patches[at] ?? null }))
}

type RawFile = Pick<ChangedFile, 'filename' | 'previousFilename' | 'status' | 'oid'>

function readRaw(text: string): RawFile[] {
  const parts = text.split('\0').filter(Boolean)
  const files: RawFile[] = []
  for (let at = 0; at < parts.length; ) {
    const [, , before = '', after = '', word = ''] = (parts[at] ?? '').split(' ')
    const status = statusWords[word.charAt(0)] ?? 'changed'
    const moved = status === 'renamed' || status === 'copied'
    const first = parts[at + 1] ?? ''
    files.push({
      filename: moved ? (parts[at + 2] ?? '') : first,
      previousFilename: moved ? first : null,
      status,
      oid: status === 'removed' ? before : after,
    })
    at += moved ? 3 : 2
  }
  return files
}

function readNumbers(text: string): { additions: number; deletions: number }[] {
  const parts = text.split('\0').filter(Boolean)
  const rows: { additions: number; deletions: number }[] = []
  for (let at = 0; at < parts.length; ) {
    const [added = '', deleted = '', name = ''] = (parts[at] ?? '').split('\t')
    rows.push({ additions: Number(added) || 0, deletions: Number(deleted) || 0 })
    // A rename has an empty name here and the two names in the parts that follow.
    at += name === '' ? 3 : 1
  }
  return rows
}

function readPatches(text: string): (string | null)[] {
  if (text === '') return []
  return text
    .split(/^(?=diff --git )/m)
    .filter(Boolean)
    .map((one) => {
      const hunk = one.search(/^@@ /m)
      return hunk < 0 ? null : one.slice(hunk).replace(/\n$/, '')
    })
}
