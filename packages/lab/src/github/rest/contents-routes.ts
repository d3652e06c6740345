import type { TreeEntry } from '../git/commit-object.ts'
import { changedFiles, commitsBetween, countBetween, mergeBase } from '../git/history.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import type { Json } from '../json/account.ts'
import { changedFileJson, commitJson } from '../json/commit.ts'
import { repositoryPage, repositoryUrl } from '../json/repository.ts'
import { page } from './page.ts'
import type { RestCall } from './rest-call.ts'

export const contentsRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/contents/{path}', needs: [['contents', 'read']], answer: getContents },
  { route: 'GET /repos/{owner}/{repo}/compare/{basehead}', needs: [['contents', 'read']], answer: compare },
]

/** Comes after the routes below `commits/{ref}/`, since a ref may hold slashes. */
export const commitRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/commits/{ref}', needs: [['contents', 'read']], answer: getCommit },
]

interface Place {
  readonly call: RestCall
  readonly ref: string
  readonly path: string
}

// documented: above 1 MB only the raw media type gives the bytes
const inlineLimit = 1_048_576

async function getContents(call: RestCall) {
  const { repository, query, params } = call
  const path = (params.path ?? '').replace(/^\/+|\/+$/g, '')
  const ref = query.get('ref') ?? repository.defaultBranch
  if (!(await repository.git.commit(ref))) throw new Refusal(404, `No commit found for the ref ${ref}`)
  const object = await repository.git.object(`${ref}:${path}`)
  if (!object) throw notFound()
  const place = { call, ref, path }
  if (object.type === 'tree') {
    const entries = (await repository.git.tree(object.oid)) ?? []
    return { status: 200, body: await Promise.all(entries.map((entry) => entryJson(place, entry))) }
  }
  if (call.raw) return { status: 200, body: object.content, headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } }
  const inline = object.size <= inlineLimit
  return {
    status: 200,
    body: {
      ...contentJson(place, { type: 'file', path, oid: object.oid, size: object.size }),
      content: inline ? object.content.toString('base64').replace(/.{1,60}/g, '$&\n') : '',
      encoding: inline ? 'base64' : 'none',
    },
  }
}

async function entryJson(place: Place, entry: TreeEntry): Promise<Json> {
  const path = place.path === '' ? entry.name : `${place.path}/${entry.name}`
  const type = { blob: 'file', tree: 'dir', commit: 'submodule' }[entry.type]
  const size = type === 'file' ? ((await place.call.repository.git.object(entry.oid))?.size ?? 0) : 0
  return contentJson(place, { type, path, oid: entry.oid, size })
}

export function contentJson({ call, ref }: Place, item: { type: string; path: string; oid: string; size: number }): Json {
  const path = item.path.split('/').map(encodeURIComponent).join('/')
  const url = repositoryUrl(call.world, call.repository)
  const site = repositoryPage(call.world, call.repository)
  const self = `${url}/contents/${path}?ref=${encodeURIComponent(ref)}`
  const gitUrl = item.type === 'submodule' ? null : `${url}/git/${item.type === 'dir' ? 'trees' : 'blobs'}/${item.oid}`
  const html = `${site}/${item.type === 'dir' ? 'tree' : 'blob'}/${ref}/${path}`
  return {
    name: item.path.split('/').at(-1) ?? '',
    path: item.path,
    sha: item.oid,
    size: item.size,
    url: self,
    html_url: html,
    git_url: gitUrl,
    download_url: item.type === 'file' ? `${site}/raw/${ref}/${path}` : null,
    type: item.type,
    _links: { self, git: gitUrl, html },
  }
}

async function getCommit({ world, repository, params }: RestCall) {
  const ref = params.ref ?? ''
  const commit = await repository.git.commit(ref)
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${ref}`)
  const files = await changedFiles(repository.git, commit.parents[0] ?? null, commit.oid)
  const count = (name: 'additions' | 'deletions') => files.reduce((sum, file) => sum + file[name], 0)
  return {
    status: 200,
    body: {
      ...commitJson(world, repository, commit),
      stats: { total: count('additions') + count('deletions'), additions: count('additions'), deletions: count('deletions') },
      files: files.map((file) => changedFileJson(world, repository, { file, head: commit.oid })),
    },
  }
}

// documented: a comparison lists at most 300 files
const comparedFiles = 300

async function compare(call: RestCall) {
  const { world, repository, params } = call
  const [baseName = '', headName = ''] = (params.basehead ?? '').split('...')
  const [base, head] = await Promise.all([baseName, headName].map((name) => repository.git.commit(name.replace(/^[^:/]+:/, ''))))
  if (!base || !head) throw notFound()
  const common = await mergeBase(repository.git, base.oid, head.oid)
  const mergeBaseCommit = common ? await repository.git.commit(common) : null
  if (!mergeBaseCommit) throw new Refusal(404, `No common ancestor between ${baseName} and ${headName}.`)
  const [{ ahead, behind }, commits, files] = await Promise.all([
    countBetween(repository.git, base.oid, head.oid),
    commitsBetween(repository.git, base.oid, head.oid),
    changedFiles(repository.git, mergeBaseCommit.oid, head.oid),
  ])
  const url = `${repositoryUrl(world, repository)}/compare/${baseName}...${headName}`
  const site = `${repositoryPage(world, repository)}/compare/${baseName}...${headName}`
  const cut = page(call, commits)
  return {
    status: 200,
    headers: cut.headers,
    body: {
      url,
      html_url: site,
      permalink_url: site,
      diff_url: `${site}.diff`,
      patch_url: `${site}.patch`,
      base_commit: commitJson(world, repository, base),
      merge_base_commit: commitJson(world, repository, mergeBaseCommit),
      status: ahead > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
      ahead_by: ahead,
      behind_by: behind,
      total_commits: commits.length,
      commits: cut.items.map((commit) => commitJson(world, repository, commit)),
      files: files.slice(0, comparedFiles).map((file) => changedFileJson(world, repository, { file, head: head.oid })),
    },
  }
}
