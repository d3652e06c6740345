import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request as it arrived. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** One scripted answer; objects become JSON, `fault` breaks the exchange in the named way. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly fault?: 'reset' | 'truncate' | 'hang'
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string
  readonly exchanges: readonly Exchange[]
  /** Answers that nobody asked for yet. */
  readonly left: number
}

/** A real HTTP server that gives these answers in this order, and 599 to whatever comes after. */
export async function startScriptedServer(replies: readonly (Reply | ((exchange: Exchange) => Reply))[]): Promise<ScriptedServer> {
  const script = [...replies]
  const exchanges: Exchange[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const exchange = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') }
      exchanges.push(exchange)
      const next = script.shift() ?? { status: 599, body: { message: 'not scripted' } }
      answer(response, typeof next === 'function' ? next(exchange) : next)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    get left() {
      return script.length
    },
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function answer(response: ServerResponse, { status = 200, headers = {}, body, fault }: Reply): void {
  if (fault === 'reset') response.socket?.resetAndDestroy()
  if (fault !== undefined && fault !== 'truncate') return
  const isText = typeof body === 'string'
  const bytes = body === undefined ? '' : isText ? body : JSON.stringify(body)
  const type = isText ? 'text/html' : 'application/json; charset=utf-8'
  response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': type }), ...headers })
  if (fault !== 'truncate') return void response.end(bytes)
  response.write(bytes.slice(0, Math.ceil(bytes.length / 2)), () => response.destroy())
}
