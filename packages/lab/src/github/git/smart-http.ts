import { spawn } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gitEnvironment } from './run-git.ts'

export interface BackendCall {
  /** Folder below which the repositories lie. */
  readonly root: string
  /** `/owner/name.git/info/refs`, relative to the root. */
  readonly pathInfo: string
  readonly query: string
  readonly user: string
  readonly env?: Readonly<Record<string, string>>
  /** Runs when git is done and before the answer ends, so that a client that sees its push done sees the effects too. */
  readonly afterwards?: () => Promise<void>
}

/** Hands one request to `git http-backend` by CGI and streams its answer. */
export function serveGit(request: IncomingMessage, response: ServerResponse, call: BackendCall): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], { env: cgiEnvironment(request, call) })
    let head: Buffer | null = Buffer.alloc(0)
    child.stdout.on('data', (chunk: Buffer) => {
      if (!head) {
        response.write(chunk)
        return
      }
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      writeHead(response, head.toString('latin1', 0, end))
      if (head.length > end + 4) response.write(head.subarray(end + 4))
      head = null
    })
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', () => {
      const done = call.afterwards ? call.afterwards() : Promise.resolve()
      done.then(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
        resolve()
      }, reject)
    })
    child.stdin.on('error', () => undefined)
    request.pipe(child.stdin)
  })
}

function cgiEnvironment(request: IncomingMessage, call: BackendCall): Record<string, string> {
  const header = (name: string) => String(request.headers[name] ?? '')
  return {
    ...gitEnvironment,
    ...call.env,
    GIT_PROJECT_ROOT: call.root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: call.pathInfo,
    QUERY_STRING: call.query,
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: header('content-type'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    ...(header('content-length') ? { CONTENT_LENGTH: header('content-length') } : {}),
    GIT_PROTOCOL: header('git-protocol'),
    REMOTE_USER: call.user,
    REMOTE_ADDR: '127.0.0.1',
    // Names in the reflog of a push; the commits carry their own.
    GIT_COMMITTER_NAME: call.user,
    GIT_COMMITTER_EMAIL: `${call.user}@users.noreply.github.com`,
  }
}

function writeHead(response: ServerResponse, head: string): void {
  let status = 200
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    const value = line.slice(colon + 1).trim()
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10)
    else response.setHeader(name, value)
  }
  response.writeHead(status)
}
