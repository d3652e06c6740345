import type { CommitObject } from '../git/commit-object.ts'
import type { ChangedFile } from '../git/history.ts'
import { nodeId } from '../ids.ts'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'
import { accountJson, type Json } from './account.ts'
import { repositoryPage, repositoryUrl } from './repository.ts'

/** documented: commits of the API are signed by the platform and shown as verified; all others are unsigned here. */
export function verificationJson(repository: Repository, commit: CommitObject): Json {
  if (!repository.signed.has(commit.oid)) return { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
  const payload = `tree ${commit.tree}\n${commit.parents.map((parent) => `parent ${parent}\n`).join('')}`
  return { verified: true, reason: 'valid', signature: 'the lab signs nothing', payload, verified_at: commit.committer.date }
}

/** The account of a signature, when its address is one that GitHub hands out. */
function accountOfSignature(world: World, email: string): Json | null {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1]
  const account = login ? world.accounts.get(login.toLowerCase()) : undefined
  return account ? accountJson(world, account) : null
}

/** A commit of `GET /repos/{owner}/{repo}/commits/{ref}`. */
export function commitJson(world: World, repository: Repository, commit: CommitObject): Json {
  const url = repositoryUrl(world, repository)
  const page = repositoryPage(world, repository)
  return {
    sha: commit.oid,
    node_id: nodeId('C', repository.id, commit.oid),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.oid}`,
      comment_count: 0,
      verification: verificationJson(repository, commit),
    },
    url: `${url}/commits/${commit.oid}`,
    html_url: `${page}/commit/${commit.oid}`,
    comments_url: `${url}/commits/${commit.oid}/comments`,
    author: accountOfSignature(world, commit.author.email),
    committer: accountOfSignature(world, commit.committer.email),
    parents: commit.parents.map((sha) => ({ sha, url: `${url}/commits/${sha}`, html_url: `${page}/commit/${sha}` })),
  }
}

/** A changed file of a comparison, a commit or a pull request. */
export function changedFileJson(world: World, repository: Repository, { file, head }: { file: ChangedFile; head: string }): Json {
  const path = file.filename.split('/').map(encodeURIComponent).join('/')
  const page = repositoryPage(world, repository)
  return {
    sha: file.oid,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${head}/${path}`,
    raw_url: `${page}/raw/${head}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${head}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousFilename === null ? {} : { previous_filename: file.previousFilename }),
  }
}

/** A commit as runs carry it. */
export function simpleCommitJson(commit: CommitObject): Json {
  return {
    id: commit.oid,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  }
}
