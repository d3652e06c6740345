import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sourceFiles } from './release-input.ts'

/** An edge that nothing new ever reaches: it serves the entry of 1.0.0. */
export async function startOldEdge(): Promise<{ readonly url: string; close(): Promise<unknown> }> {
  const entry = sourceFiles('1.0.0')['dist/index.js']
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(entry))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cart/index.js`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
