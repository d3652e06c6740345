import { createServer } from 'node:net'

const given = new Set<number>()

/** A port of the loopback that nobody listens on now, and that this process has not given away before. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = await listenOnce()
    if (given.has(port)) continue
    given.add(port)
    return port
  }
}

function listenOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
