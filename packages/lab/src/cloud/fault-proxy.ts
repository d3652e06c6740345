import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { listen, stop } from '../loopback.ts'

/** What goes wrong with one request to a service. */
export interface ServiceFault {
  /** Matches `METHOD /path` and, for DynamoDB, the operation, as in `POST / DynamoDB_20120810.GetItem`. */
  readonly request: RegExp
  /** before: the service never sees the request. after: it does its work and the answer is lost. */
  readonly when: 'before' | 'after'
  /** What is answered instead; without it the connection is cut. */
  readonly answer?: { readonly status: number; readonly type: string; readonly body: string }
  /** Nothing is answered, and the connection stays open until the one that asked gives up. */
  readonly silent?: boolean
  /** What happens to the service's own answer instead, with `after`: it breaks off in the middle, or comes byte by byte. */
  readonly delivery?: 'cut-short' | 'drop-by-drop'
  /** Requests that match and are spared before the first fault; default none. */
  readonly skip?: number
  readonly times: number
  /** Awaited before anything is answered: to end the process that asked, say. */
  readonly onPlay?: () => Promise<void>
}

/** A service with faults on demand in front of it. */
export interface FaultProxy {
  readonly url: string
  /** Every request that came in, as faults match it. */
  readonly requests: readonly string[]
  /** How many faults were played. */
  readonly played: number
  /** Gives what takes the fault away again. */
  add(fault: ServiceFault): () => void
  close(): Promise<void>
}

export interface FaultProxyOptions {
  /** Awaited when the service has done its work and nobody knows of it yet. */
  readonly onServed?: (request: string) => Promise<void>
}

/** Passes everything on as it is, the host that was signed included. */
export async function startFaultProxy(service: string, { onServed }: FaultProxyOptions = {}): Promise<FaultProxy> {
  const { hostname, port } = new URL(service)
  const requests: string[] = []
  const faults: { fault: ServiceFault; spared: number; left: number }[] = []
  let played = 0

  function faultOf(name: string): ServiceFault | undefined {
    const found = faults.find(({ fault, left }) => left > 0 && fault.request.test(name))
    if (found === undefined) return undefined
    if (found.spared > 0) {
      found.spared -= 1
      return undefined
    }
    found.left -= 1
    played += 1
    return found.fault
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming
    const name = [method, path, headers['x-amz-target']].filter(Boolean).join(' ')
    requests.push(name)
    const fault = faultOf(name)
    if (fault?.when === 'before') return stumble(fault, incoming, response)
    const outgoing = send({ hostname, port, method, path, headers })
    const [, answer] = await Promise.all([pipeline(incoming, outgoing), answered(outgoing)])
    await onServed?.(name)
    if (fault !== undefined && fault.delivery === undefined) {
      answer.resume()
      await once(answer, 'end')
      return stumble(fault, incoming, response)
    }
    await fault?.onPlay?.()
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    return fault?.delivery === undefined ? pipeline(answer, response) : deliver(fault.delivery, answer, response)
  }

  const server = createServer((incoming, response) => void serve(incoming, response).catch(() => response.destroy()))
  const own = await listen(server)
  return {
    url: `http://127.0.0.1:${own}`,
    requests,
    get played() {
      return played
    },
    add: (fault) => {
      const added = { fault, spared: fault.skip ?? 0, left: fault.times }
      faults.push(added)
      return () => {
        added.left = 0
      }
    },
    close: () => stop(server),
  }
}

async function answered(outgoing: ReturnType<typeof send>): Promise<IncomingMessage> {
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
  return answer
}

async function deliver(how: NonNullable<ServiceFault['delivery']>, answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = Buffer.concat(await answer.toArray())
  if (how === 'cut-short') {
    response.flushHeaders()
    // The head alone when there is no body to break off.
    await new Promise<void>((sent) => response.write(body.subarray(0, body.length / 2), () => sent()))
    response.destroy()
    return
  }
  for (const byte of body) await new Promise<void>((sent) => response.write(Uint8Array.of(byte), () => sent()))
  response.end()
}

async function stumble(
  { answer, silent = false, onPlay }: ServiceFault,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await onPlay?.()
  incoming.resume()
  if (silent) return
  if (answer === undefined) response.destroy()
  else response.writeHead(answer.status, { 'content-type': answer.type, connection: 'close' }).end(answer.body)
}
