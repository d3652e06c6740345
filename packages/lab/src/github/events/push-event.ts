import { zeroOid } from '../git/bare-repository.ts'
import type { CommitObject, Person } from '../git/commit-object.ts'
import { changedFiles, commitsBetween, isAncestor, listCommits } from '../git/history.ts'
import type { Json } from '../json/account.ts'
import { repositoryPage } from '../json/repository.ts'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'
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
  const commits = head ? await pushedCommits(repository, move) : []
  const page = repositoryPage(world, repository)
  const commitJson = async (commit: CommitObject): Promise<Json> =>
    pushedCommitJson(commit, { page, paths: await pathsOf(repository, commit) })
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
      forced: !created && !deleted && !(await isAncestor(repository.git, move.before, move.after)),
      base_ref: null,
      compare:
        created || deleted
          ? `${page}/commit/${move.after.slice(0, 12)}`
          : `${page}/compare/${move.before.slice(0, 12)}...${move.after.slice(0, 12)}`,
      commits: await Promise.all(commits.slice(-mostCommits).map(commitJson)),
      head_commit: head ? await commitJson(head) : null,
    },
  })
}

const mostCommits = 20

/** documented: a new branch lists only the commits that no other branch has. */
async function pushedCommits(repository: Repository, move: RefMove): Promise<CommitObject[]> {
  if (move.before !== zeroOid) return commitsBetween(repository.git, move.before, move.after, mostCommits)
  if (
    move.after === (await repository.git.ref(`refs/heads/${repository.defaultBranch}`)) &&
    !move.ref.endsWith(`/${repository.defaultBranch}`)
  )
    return []
  const others = await repository.git.refs('refs/heads/')
  const base = others.filter(({ name }) => name !== move.ref).map(({ oid }) => oid)
  return base.includes(move.after) ? [] : listCommits(repository.git, { wanted: [move.after, '--not', ...base], limit: mostCommits })
}

/** Changed paths of a commit, against its first parent. */
async function pathsOf(repository: Repository, commit: CommitObject): Promise<Json> {
  const files = await changedFiles(repository.git, commit.parents[0] ?? null, commit.oid)
  const having = (...words: string[]) => files.filter((file) => words.includes(file.status)).map((file) => file.filename)
  const moved = files.flatMap((file) => (file.status === 'renamed' && file.previousFilename !== null ? [file.previousFilename] : []))
  return {
    added: [...having('added', 'copied', 'renamed')],
    removed: [...having('removed'), ...moved],
    modified: having('modified', 'changed'),
  }
}

function pushedCommitJson(commit: CommitObject, { page, paths }: { page: string; paths: Json }): Json {
  return {
    id: commit.oid,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${page}/commit/${commit.oid}`,
    author: signatureJson(commit.author),
    committer: signatureJson(commit.committer),
    ...paths,
  }
}

function signatureJson({ name, email, date }: Person): Json {
  const username = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1]
  return { name, email, date, ...(username ? { username } : {}) }
}

function noReply({ account }: Cause): string {
  return `${account.id}+${account.login}@users.noreply.github.com`
}
