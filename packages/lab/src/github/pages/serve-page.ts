import type { ServerResponse } from 'node:http'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'
import { document, type Html, html } from './html.ts'
import { commitPage, filePage, pullPage, repositoryPage } from './repository-pages.ts'
import { runPage } from './run-page.ts'

/**
 * Pages for people who follow a link of the lab in a browser. They show everything without asking who is there:
 * the server listens on the loopback address only, and secrets are on none of them.
 */
export async function servePage(world: World, response: ServerResponse, path: string): Promise<void> {
  const page = await pageOf(world, path)
  response.writeHead(page ? 200 : 404, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  })
  response.end(document(path, page ?? html`<h1>Not found</h1><p><a href="/">All repositories</a></p>`))
}

async function pageOf(world: World, path: string): Promise<Html | null> {
  const [owner = '', name = '', kind = '', ...rest] = decoded(path).split('/').slice(1)
  if (owner === '') return listPage(world)
  const repository = world.repositories.get(`${owner}/${name}`.toLowerCase())
  if (!repository) return null
  return kind === '' ? repositoryPage(world, repository) : partOf(world, repository, { kind, rest })
}

/** An address that cannot be decoded leads nowhere. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/?'
  }
}

function listPage(world: World): Html {
  const names = [...world.repositories.values()].map(({ fullName }) => fullName)
  return html`<h1>The lab's GitHub</h1><ul>${names.map((name) => html`<li><a href="/${name}">${name}</a></li>`)}</ul>`
}

async function partOf(world: World, repository: Repository, { kind, rest }: { kind: string; rest: string[] }): Promise<Html | null> {
  if (kind === 'pull') {
    const pull = repository.pulls.get(Number(rest[0]))
    return pull ? pullPage(repository, pull) : null
  }
  if (kind === 'actions' && rest[0] === 'runs') {
    const run = world.runs.get(Number(rest[1]))
    return run?.repository === repository.fullName ? runPage(run) : null
  }
  if (kind === 'commit') return commitPage(repository, rest[0] ?? '')
  return kind === 'blob' || kind === 'tree' ? filePage(repository, rest.join('/')) : null
}
