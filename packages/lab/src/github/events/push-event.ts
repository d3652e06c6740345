import { zeroOid } from '../git/bare-repository.ts'
import type { CommitObject, Person } from '../git/commit-object.ts'
import { commitsBetween } from '../git/history.ts'
import { git, tryGit } from '../git/run-git.ts'
import type { Json } from '../json/account.ts'
import { repositoryPage } from '../json/repository.ts'
import type { Repository, World } from '../world.ts'
import type { Cause } from './cause.ts'
import { sendEvent } from './send-event.ts'

export interface RefMove {
  readonly ref: string
  readonly before: string
  readonly after: string
}

/** Sends the push event of one moved, made or deleted ref. */
export async function sendPush(world: World, repository: Repository, { move, cause }: { move: RefMove; cause: Cause }): Promise<void> {
  const created = move.before === zeroOid
  const deleted = move.after === zeroOid
  const head = deleted ? null : await repository.git.commit(move.after)
  // One commit on top is what the API makes; it needs no git process to be told apart from anything else.
  const oneOnTop = head?.parents.length === 1 && head.parents[0] === move.before
  const commits = head ? (oneOnTop ? [head] : await pushedCommits(repository, move)) : []
  const files = await filesOf(repository, head ? [...commits, head] : commits)
  const page = repositoryPage(world, repository)
  const commitJson = (commit: CommitObject): Json => pushedCommitJson(commit, { page, files: files.get(commit.oid) ?? emptyFiles() })
  sendEvent(world, repository, {
    name: 'push',
    cause,
    sha: deleted ? zeroOid : move.after,
    ref: move.ref,
    ...(head ? { message: head.message } : {}),
    payload: {
      ref: move.ref,
      before: move.before,
      after: move.after,
      pusher: { name: cause.account.login, email: noReply(cause) },
      created,
      deleted,
      forced: !created && !deleted && !oneOnTop && !(await isAncestor(repository, move.before, move.after)),
      base_ref: null,
      compare:
        created || deleted
          ? `${page}/commit/${move.after.slice(0, 12)}`
          : `${page}/compare/${move.before.slice(0, 12)}...${move.after.slice(0, 12)}`,
      commits: commits.slice(-20).map(commitJson),
      head_commit: head ? commitJson(head) : null,
    },
  })
}

export async function isAncestor(repository: Repository, older: string, newer: string): Promise<boolean> {
  if (older === newer) return true
  return (await tryGit(['merge-base', '--is-ancestor', older, newer], { gitDir: repository.git.path })).code === 0
}

/** documented: a new branch lists only the commits that no other branch has. */
async function pushedCommits(repository: Repository, move: RefMove): Promise<CommitObject[]> {
  if (move.before !== zeroOid) return commitsBetween(repository.git, move.before, move.after, 20)
  const others = await repository.git.refs('refs/heads/')
  const base = others.filter(({ name }) => name !== move.ref).map(({ oid }) => oid)
  if (base.includes(move.after)) return []
  const text = await git(['rev-list', '--topo-order', '--max-count=20', move.after, '--not', ...base], { gitDir: repository.git.path })
  const commits = await Promise.all(
    text
      .split('\n')
      .filter(Boolean)
      .map((oid) => repository.git.commit(oid)),
  )
  return commits.filter((commit) => commit !== null).reverse()
}

interface Files {
  readonly added: string[]
  readonly removed: string[]
  readonly modified: string[]
}
const emptyFiles = (): Files => ({ added: [], removed: [], modified: [] })
const lists = { A: 'added', D: 'removed' } as Record<string, keyof Files>

/** Changed paths of several commits by one process. */
async function filesOf(repository: Repository, commits: readonly CommitObject[]): Promise<Map<string, Files>> {
  const found = new Map<string, Files>()
  if (commits.length === 0) return found
  const wanted = new Set(commits.map(({ oid }) => oid))
  const text = await git(['diff-tree', '--stdin', '-r', '-z', '--root', '--no-renames', '--name-status'], {
    gitDir: repository.git.path,
    input: [...wanted].map((oid) => `${oid}\n`).join(''),
  })
  const parts = text.split('\0')
  let files = emptyFiles()
  for (let at = 0; at < parts.length; at++) {
    const part = (parts[at] ?? '').trim()
    if (wanted.has(part)) {
      files = emptyFiles()
      found.set(part, files)
    } else if (/^[A-Z]$/.test(part)) {
      files[lists[part] ?? 'modified'].push(parts[++at] ?? '')
    }
  }
  return found
}

function pushedCommitJson(commit: CommitObject, { page, files }: { page: string; files: Files }): Json {
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${page}/commit/${commit.oid}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.committer),
    ...files,
  }
}

function signatureJson({ name, email, date }: Person): Json {
  const username = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1]
  return { name, email, date, ...(username ? { username } : {}) }
}

function noReply({ account }: Cause): string {
  return `${account.id}+${account.login}@users.noreply.github.com`
}
