import { mkdir, writeFile } from 'node:fs/promises'
import { type CommitObject, parseCommit, parseTree, type TreeEntry } from './commit-object.ts'
import { installHooks } from './hooks.ts'
import { type GitObject, openObjectReader } from './object-reader.ts'
import { git, tryGit } from './run-git.ts'

export const zeroOid = '0'.repeat(40)

/** A bare repository on disk: what the lab reads and writes, in words of git. */
export interface BareRepository {
  readonly path: string
  object(name: string): Promise<GitObject | null>
  /** Commit that a name leads to, through tags, or null. */
  commit(name: string): Promise<CommitObject | null>
  tree(name: string): Promise<TreeEntry[] | null>
  /** Id of a full ref, or null. */
  ref(fullName: string): Promise<string | null>
  refs(prefix: string): Promise<{ name: string; oid: string }[]>
  /** All or nothing; false when a ref is not where `before` says. `before: zeroOid` creates, `after: zeroOid` deletes. */
  updateRefs(changes: readonly RefChange[]): Promise<boolean>
  close(): Promise<void>
}

export interface RefChange {
  readonly ref: string
  readonly before: string
  readonly after: string
}

export async function createBareRepository(path: string, defaultBranch: string): Promise<BareRepository> {
  await mkdir(path, { recursive: true })
  await git(['init', '--quiet', '--bare', '--template=', `--initial-branch=${defaultBranch}`, path])
  // Written at once instead of by five `git config` processes.
  await writeFile(
    `${path}/config`,
    [
      // A lab needs no protection from a power cut, and waiting for the disk is what a small commit costs most.
      '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n\tfsync = none\n',
      '[fastimport]\n\tunpackLimit = 0\n',
      '[http]\n\treceivepack = true\n\tuploadpack = true\n',
      '[uploadpack]\n\tallowReachableSHA1InWant = true\n\tallowTipSHA1InWant = true\n\tallowFilter = true\n',
      // No background repacking under the open cat-file, and no unpack limit surprises.
      '[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n',
    ].join(''),
  )
  await installHooks(path)
  return openBareRepository(path)
}

function openBareRepository(path: string): BareRepository {
  const reader = openObjectReader(path)
  const read = (name: string) => reader.read(name)
  return {
    path,
    object: read,
    async commit(name) {
      const object = await read(name)
      if (object?.type === 'commit') return parseCommit(object.oid, object.content)
      if (object?.type !== 'tag') return null
      const target = await read(`${object.oid}^{commit}`)
      return target ? parseCommit(target.oid, target.content) : null
    },
    async tree(name) {
      const object = await read(name)
      return object?.type === 'tree' ? parseTree(object.content) : null
    },
    async ref(fullName) {
      if (!isRefName(fullName)) return null
      return (await read(fullName))?.oid ?? null
    },
    async refs(prefix) {
      if (!prefix.startsWith('refs/')) return []
      const text = await git(['for-each-ref', '--format=%(objectname) %(refname)', prefix], { gitDir: path })
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ oid: line.slice(0, 40), name: line.slice(41) }))
    },
    async updateRefs(changes) {
      const lines = changes.map(({ ref, before, after }) => `update ${ref}\0${after}\0${before}\0`)
      const result = await tryGit(['update-ref', '--stdin', '-z'], { gitDir: path, input: lines.join('') })
      return result.code === 0
    },
    close: () => reader.close(),
  }
}

/** The rules of `git check-ref-format` for a full ref name, without a process. */
export function isRefName(name: string): boolean {
  if (!name.startsWith('refs/') || name.length > 1000) return false
  if (/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$/.test(name)) return false
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'))
}
