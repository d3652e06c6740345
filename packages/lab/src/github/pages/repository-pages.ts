import { type ChangedFile, changedFiles, mergeBase } from '../git/history.ts'
import type { PullRequest, Repository } from '../records.ts'
import { latestStatuses } from '../rules/check-results.ts'
import type { World } from '../world.ts'
import { type Html, html, patch, state } from './html.ts'

/** Branches, pull requests and runs of a repository. */
export async function repositoryPage(world: World, repository: Repository): Promise<Html> {
  const base = `/${repository.fullName}`
  const branches = await repository.git.refs('refs/heads/')
  const pulls = [...repository.pulls.values()].reverse()
  const runs = world.runs.list(repository.fullName).reverse()
  return html`<h1>${repository.fullName}</h1>
<h2>Pull requests</h2><table>${pulls.map((pull) => html`<tr><td><a href="${base}/pull/${pull.number}">#${pull.number} ${pull.title}</a></td><td>${pull.author.login}</td><td>${state(stateOf(pull))}</td></tr>`)}</table>
<h2>Runs</h2><table>${runs.map((run) => html`<tr><td><a href="${base}/actions/runs/${run.id}">${run.displayTitle}</a></td><td>${run.name}</td><td>${run.event}</td><td>${state(run.conclusion ?? run.status)}</td></tr>`)}</table>
<h2>Branches</h2><table>${branches.map(({ name, oid }) => html`<tr><td>${name.slice('refs/heads/'.length)}</td><td><a href="${base}/commit/${oid}">${oid.slice(0, 12)}</a></td></tr>`)}</table>
<h2>Files on ${repository.defaultBranch}</h2>${await folder(repository, '')}`
}

async function folder(repository: Repository, path: string): Promise<Html> {
  const entries = (await repository.git.tree(`${repository.defaultBranch}:${path}`)) ?? []
  const link = (name: string) => `/${repository.fullName}/blob/${repository.defaultBranch}/${path === '' ? name : `${path}/${name}`}`
  return html`<ul>${entries.map((entry) => html`<li><a href="${link(entry.name)}">${entry.name}${entry.type === 'tree' ? '/' : ''}</a></li>`)}</ul>`
}

function stateOf(pull: PullRequest): string {
  return pull.merged ? 'merged' : pull.state
}

export async function pullPage(repository: Repository, pull: PullRequest): Promise<Html> {
  const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
  const files = await changedFiles(repository.git, base, pull.headSha)
  const statuses = latestStatuses(repository, pull.headSha)
  return html`<p><a href="/${repository.fullName}">${repository.fullName}</a></p><h1>${pull.title} #${pull.number}</h1>
<p>${state(stateOf(pull))} ${pull.author.login} from ${pull.head} into ${pull.base}${pull.merged ? html`, merged as <a href="/${repository.fullName}/commit/${pull.merged.commit}">${pull.merged.commit.slice(0, 12)}</a> by ${pull.merged.by.login}` : ''}</p>
<pre>${pull.body ?? ''}</pre>${pull.comments.map((comment) => html`<h3>${comment.author.login}</h3><pre>${comment.body}</pre>`)}
<h2>Checks</h2><table>${statuses.map((status) => html`<tr><td>${status.context}</td><td>${state(status.state)}</td><td>${status.description}</td></tr>`)}</table>
<h2>Files</h2>${fileList(files)}`
}

function fileList(files: readonly ChangedFile[]): Html {
  return html`${files.map((file) => html`<h3>${file.filename} (${file.status})</h3>${patch(file.patch)}`)}`
}

export async function commitPage(repository: Repository, name: string): Promise<Html | null> {
  const commit = await repository.git.commit(name)
  if (!commit) return null
  const files = await changedFiles(repository.git, commit.parents[0] ?? null, commit.oid)
  return html`<p><a href="/${repository.fullName}">${repository.fullName}</a></p><h1>${commit.oid.slice(0, 12)}</h1><p>${commit.author.name}, ${commit.author.date}</p>
<pre>${commit.message}</pre>${fileList(files)}`
}

/** A file or a folder: `<ref>/<path>`, where the ref may hold slashes. */
export async function filePage(repository: Repository, path: string): Promise<Html | null> {
  const parts = path.split('/')
  for (let at = 1; at <= parts.length; at++) {
    const object = await repository.git.object(`${parts.slice(0, at).join('/')}:${parts.slice(at).join('/')}`)
    if (object?.type === 'blob')
      return html`<p><a href="/${repository.fullName}">${repository.fullName}</a></p><h1>${path}</h1><pre>${object.content.toString()}</pre>`
    if (object?.type === 'tree' && at < parts.length) return html`<h1>${path}</h1>${await folder(repository, parts.slice(at).join('/'))}`
  }
  return null
}
