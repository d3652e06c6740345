import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  method: string
  url: string
  host: string
  authorization: string | undefined
}

export interface Registry {
  url: string
  port: number
  seen: Seen[]
  /** Answers by path; a function decides per request, counting from 1. */
  answers: Map<string, Answer | ((count: number, seen: Seen) => Answer)>
  close(): Promise<void>
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: Uint8Array | object | string
  /** Breaks the connection after this many bytes of the body. */
  cutAfter?: number
}

/** A small HTTP server that answers as a registry does and remembers what it was asked. */
export async function startRegistry(): Promise<Registry> {
  const answers: Registry['answers'] = new Map()
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '')
    const asked = { method: request.method ?? '', url, host: String(request.headers.host), authorization: request.headers.authorization }
    seen.push(asked)
    const answer = answers.get(url)
    respond(request, response, typeof answer === 'function' ? answer(seen.filter((one) => one.url === url).length, asked) : answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}/`, port, seen, answers, close }
}

/** What a registry says about one version. */
export function packument(name: string, version: string, dist: Record<string, unknown>): object {
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { name, version, dist } },
    time: { [version]: '2026-11-22T10:00:00.000Z' },
  }
}

function respond(request: IncomingMessage, response: ServerResponse, answer: Answer | undefined): void {
  const { status = 200, headers = {}, body = '', cutAfter } = answer ?? { status: 404, body: { error: 'not found' } }
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const type = body instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
  const length = 'transfer-encoding' in headers ? {} : { 'content-length': bytes.byteLength }
  response.writeHead(status, { 'content-type': type, ...length, ...headers })
  if (cutAfter === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, cutAfter), () => request.socket.destroy())
}
