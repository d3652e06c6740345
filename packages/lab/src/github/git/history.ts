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

/** True when `newer` holds `older`. The parents are looked at first: they answer most questions without a process. */
export async function isAncestor(repository: BareRepository, older: string, newer: string): Promise<boolean> {
  const quick = await nextTo(repository, older, newer)
  if (quick) return quick === 'same' || quick === 'before'
  return (await tryGit(['merge-base', '--is-ancestor', older, newer], { gitDir: repository.path })).code === 0
}

/** Best common ancestor, or null for unrelated histories. */
export async function mergeBase(repository: BareRepository, one: string, other: string): Promise<string | null> {
  const quick = await nextTo(repository, one, other)
  if (quick) return quick === 'after' ? other : one
  const result = await tryGit(['merge-base', one, other], { gitDir: repository.path })
  return result.code === 0 ? result.stdout.toString().trim() : null
}

/** Where `one` stands when it is `other` itself, its parent or its child. */
async function nextTo(repository: BareRepository, one: string, other: string): Promise<'same' | 'before' | 'after' | null> {
  if (one === other) return 'same'
  const [first, second] = await Promise.all([repository.commit(one), repository.commit(other)])
  if (first && second?.parents.includes(first.oid)) return 'before'
  return second && first?.parents.includes(second.oid) ? 'after' : null
}

/** Commits that `head` has and `base` has not, oldest first. */
export async function commitsBetween(repository: BareRepository, base: string | null, head: string, limit = 250): Promise<CommitObject[]> {
  const tip = await repository.commit(head)
  if (tip?.oid === base) return []
  if (tip?.parents.length === 1 && tip.parents[0] === base) return [tip]
  return listCommits(repository, { wanted: base ? [`${base}..${head}`] : [head], limit })
}

/** Commits of `git rev-list`, oldest first. */
export async function listCommits(
  repository: BareRepository,
  { wanted, limit }: { wanted: readonly string[]; limit: number },
): Promise<CommitObject[]> {
  const text = await git(['rev-list', '--topo-order', `--max-count=${limit}`, ...wanted], { gitDir: repository.path })
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

const comparisons = new WeakMap<BareRepository, Map<string, Promise<ChangedFile[]>>>()

/** What differs between two commits; `base` null compares with nothing. The answer is kept: commits do not change. */
export function changedFiles(repository: BareRepository, base: string | null, head: string): Promise<ChangedFile[]> {
  const known = comparisons.get(repository) ?? new Map<string, Promise<ChangedFile[]>>()
  comparisons.set(repository, known)
  const key = `${base}..${head}`
  const found = known.get(key) ?? compare(repository, { base, head })
  known.set(key, found)
  return found
}

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

async function compare(repository: BareRepository, { base, head }: { base: string | null; head: string }): Promise<ChangedFile[]> {
  const options = ['-M', '-z', '--no-color', '--no-ext-diff', '--no-abbrev', '--raw', '--numstat', '--patch']
  const text = await git(['diff', ...options, base ?? emptyTree, head], { gitDir: repository.path })
  // Two lists of NUL-separated fields, an empty field, and the patches.
  const end = text.indexOf('\0\0')
  const fields = (end < 0 ? text : text.slice(0, end)).split('\0').filter((field) => field !== '')
  const { files, rest } = readRaw(fields)
  const numbers = readNumbers(rest)
  const patches = readPatches(end < 0 ? '' : text.slice(end + 2))
  return files.map((file, at) => ({ ...file, ...(numbers[at] ?? { additions: 0, deletions: 0 }), patch: patches[at] ?? null }))
}

type RawFile = Pick<ChangedFile, 'filename' | 'previousFilename' | 'status' | 'oid'>

function readRaw(fields: readonly string[]): { files: RawFile[]; rest: readonly string[] } {
  const files: RawFile[] = []
  let at = 0
  while (fields[at]?.startsWith(':')) {
    const [, , before = '', after = '', word = ''] = (fields[at] ?? '').split(' ')
    const status = statusWords[word.charAt(0)] ?? 'changed'
    const moved = status === 'renamed' || status === 'copied'
    const first = fields[at + 1] ?? ''
    const oid = status === 'removed' ? before : after
    files.push({ filename: moved ? (fields[at + 2] ?? '') : first, previousFilename: moved ? first : null, status, oid })
    at += moved ? 3 : 2
  }
  return { files, rest: fields.slice(at) }
}

function readNumbers(fields: readonly string[]): { additions: number; deletions: number }[] {
  const rows: { additions: number; deletions: number }[] = []
  for (let at = 0; at < fields.length; ) {
    const [added = '', deleted = '', name = ''] = (fields[at] ?? '').split('\t')
    rows.push({ additions: Number(added) || 0, deletions: Number(deleted) || 0 })
    // A rename has an empty name here and the two names in the fields that follow.
    at += name === '' ? 3 : 1
  }
  return rows
}

function readPatches(text: string): (string | null)[] {
  if (text === '') return []
  return text.split(/\n(?=diff --git )/).map((one) => {
    const hunk = one.indexOf('\n@@ ')
    return hunk < 0 ? null : one.slice(hunk + 1).replace(/\n$/, '')
  })
}
