import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { pipeline } from 'node:stream/promises'

/** What goes wrong with one request to a service. */
export interface ServiceFault {
  /** Matches `METHOD /path` and, for DynamoDB, the operation, as in `POST / DynamoDB_20120810.GetItem`. */
  readonly request: RegExp
  /** before: the service never sees the request. after: it does its work and the answer is lost. */
  readonly when: 'before' | 'after'
  /** What is answered instead; without it the connection is cut. */
  readonly answer?: { readonly status: number; readonly type: string; readonly body: string }
  readonly times: number
}

/** A service with faults on demand in front of it. */
export interface FaultProxy {
  readonly url: string
  /** Every request that came in, as faults match it. */
  readonly requests: readonly string[]
  add(fault: ServiceFault): void
  close(): Promise<void>
}

/** Passes everything on as it is, the host that was signed included. */
export async function startFaultProxy(service: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(service)
  const requests: string[] = []
  const faults: { fault: ServiceFault; left: number }[] = []

  function faultOf(name: string): ServiceFault | undefined {
    const found = faults.find(({ fault, left }) => left > 0 && fault.request.test(name))
    if (found !== undefined) found.left -= 1
    return found?.fault
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming
    const name = [method, path, headers['x-amz-target']].filter(Boolean).join(' ')
    requests.push(name)
    const fault = faultOf(name)
    if (fault?.when === 'before') return stumble(fault, incoming, response)
    const outgoing = send({ hostname, port, method, path, headers })
    await Promise.all([pipeline(incoming, outgoing), answered(outgoing)]).then(async ([, answer]) => {
      if (fault === undefined) {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
        return pipeline(answer, response)
      }
      answer.resume()
      await once(answer, 'end')
      return stumble(fault, incoming, response)
    })
  }

  const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    requests,
    add: (fault) => void faults.push({ fault, left: fault.times }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answered(outgoing: ReturnType<typeof send>): Promise<IncomingMessage> {
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  return answer
}

function stumble({ answer }: ServiceFault, incoming: IncomingMessage, response: ServerResponse): void {
  incoming.resume()
  if (answer === undefined) response.destroy()
  else response.writeHead(answer.status, { 'content-type': answer.type, connection: 'close' }).end(answer.body)
}
