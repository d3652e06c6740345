import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import type { BadPlaces } from './fault-case.ts'

export interface OpenPlaces extends BadPlaces {
  /** Requests that reached the stranger: none ever should, for they would carry the token. */
  readonly strays: readonly string[]
  close(): Promise<void>
}

/** Opens the addresses at which calls fail, on this machine. */
export async function openBadPlaces(): Promise<OpenPlaces> {
  const strays: string[] = []
  const sockets = new Set<Socket>()
  const stranger = createServer((request: IncomingMessage, response) => {
    strays.push(`${request.method} ${request.url} with ${request.headers.authorization === undefined ? 'no' : 'a'} token`)
    response.end('{}')
  })
  const silent = createTcpServer((socket) => void sockets.add(socket.on('error', () => {})))
  const refused = createTcpServer()
  const urls = await Promise.all([stranger, silent, refused].map(listen))
  await stop(refused)
  const [strangerUrl = '', silentUrl = '', refusedUrl = ''] = urls
  return {
    stranger: strangerUrl,
    silent: silentUrl,
    refused: refusedUrl,
    strays,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      stranger.closeAllConnections()
      await Promise.all([stop(stranger), stop(silent)])
    },
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()))
}
