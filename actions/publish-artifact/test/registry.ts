import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly authorization: string
}

/** The part of an npm registry that publishing needs. It knows one token, and records who asked for what. */
export interface PublishRegistry {
  readonly url: string
  readonly requests: SeenRequest[]
  /** Takes the next package, but lets nobody know. */
  interfere(how: 'lose-answer'): void
  close(): Promise<void>
}

interface Packument {
  versions: Record<string, { dist: { integrity: string; tarball: string } }>
}

export const token = 'npm_canary_0123456789'

export async function startPublishRegistry(): Promise<PublishRegistry> {
  const packages = new Map<string, Packument>()
  const requests: SeenRequest[] = []
  let interference: 'lose-answer' | null = null

  async function put(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const document = JSON.parse(await bodyOf(request)) as Packument
    const how = interference
    interference = null
    if (request.headers.authorization !== `Bearer ${token}`) return answer(response, 401, '{"error":"unauthorized"}')
    const known = packages.get(name)?.versions ?? {}
    if (Object.keys(document.versions).some((version) => Object.hasOwn(known, version))) {
      return answer(response, 403, '{"error":"You cannot publish over the previously published versions"}')
    }
    packages.set(name, { ...document, versions: { ...known, ...document.versions } })
    if (how === 'lose-answer') return void response.destroy()
    answer(response, 201, '{"ok":true}')
  }

  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').slice(1)
    requests.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization ?? '' })
    if (request.method === 'PUT') return void put(request, response, name)
    const found = packages.get(name)
    answer(response, found === undefined ? 404 : 200, JSON.stringify(found ?? { error: 'not found' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    interfere: (how) => {
      interference = how
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}
