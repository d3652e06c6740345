import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { createEdge, type Edge } from '@mfe-gitops/edge'
import type { Target } from '@mfe-gitops/targets'
import { listen, stop } from './loopback.ts'

/** The edge of one environment, with the shell page in front of it: what a browser talks to. */
export interface EdgeServer {
  readonly environment: string
  /** Without a trailing slash. */
  readonly url: string
  /** Fetches a path as a browser would; `{ cookie: 'mfe-bucket=canary' }` makes it the one of a tester. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<EdgeAnswer>
  close(): Promise<void>
}

export interface EdgeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly text: string
}

export interface EdgeServerOptions {
  readonly environment: string
  readonly target: Target
  /** Folder of the shell page: `index.html` and the files beside it. */
  readonly shell: string
  readonly now?: () => number
}

/** Serves one environment on a free port of the loopback. */
export async function startEdgeServer({ environment, target, shell, now = Date.now }: EdgeServerOptions): Promise<EdgeServer> {
  const edge = createEdge({ environment, store: target.store, table: target.table, cacheFeed: target.feed, now })
  const server = createServer((request, response) => {
    answer(edge, shell, { method: request.method ?? 'GET', path: request.url ?? '/', headers: plainHeaders(request.headers) })
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body ?? undefined))
      .catch(() => response.writeHead(500, { 'content-type': 'text/plain' }).end('The edge failed.\n'))
  })
  const url = `http://127.0.0.1:${await listen(server)}`
  return { environment, url, get: (path, headers) => get(url + path, headers), close: () => stop(server) }
}

const shellTypes: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

async function answer(edge: Edge, shell: string, request: { method: string; path: string; headers: Record<string, string> }) {
  const page = await readShell(shell, request.path)
  return page === null ? edge.handle(request) : { ...page, body: request.method === 'HEAD' ? undefined : page.body }
}

/** Files of the shell lie at the root, micro-frontends below their names, so the two never meet. */
async function readShell(shell: string, path: string) {
  const name = path === '/' ? 'index.html' : /^\/([a-z0-9][a-z0-9.-]*)$/i.exec(path)?.[1]
  const type = shellTypes[extname(name ?? '')]
  if (name === undefined || type === undefined) return null
  const body = await readFile(join(shell, name)).catch(() => null)
  return body === null ? null : { status: 200, headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }, body }
}

async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EdgeAnswer> {
  const response = await fetch(url, { headers })
  const body = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: Object.fromEntries(response.headers), body, text: body.toString('utf8') }
}

function plainHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
