import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '../access/actor.ts'
import type { RecordedRequest, RequestToken } from '../types.ts'
import type { World } from '../world.ts'
import type { Fault, FaultList } from './fault-list.ts'

/** Bookkeeping of one lab: what was asked, what was not known, what does not fit GitHub's descriptions. */
export interface Ledger {
  readonly requests: RecordedRequest[]
  readonly unknownRoutes: RecordedRequest[]
  readonly faults: FaultList
  readonly verbose: (line: string) => void
  /** Looks at a finished REST answer. */
  readonly inspect: (answer: { method: string; route: string; status: number; body: string | null }) => void
}

/** One request on its way through the lab. */
export interface Exchange {
  readonly world: World
  readonly ledger: Ledger
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly actor: Actor | { readonly refused: string }
  readonly runId: number | null
}

/** Opens the record of a request; it is complete when the answer is out. */
export function openRecord(
  exchange: Exchange,
  { api, route, repository }: { api: RecordedRequest['api']; route: string; repository: string | null },
): RecordedRequest {
  const { world, ledger, request, response, url, actor } = exchange
  const at = world.now()
  const started = performance.now()
  const record: RecordedRequest = {
    id: world.nextId('request'),
    api,
    method: request.method ?? 'GET',
    route,
    path: url.pathname + url.search,
    repository,
    status: 0,
    kind: request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write',
    contents: 0,
    token: tokenOf(actor),
    runId: exchange.runId ?? ('kind' in actor && actor.kind === 'run' ? actor.runId : null),
    at,
    ms: 0,
    fault: false,
  }
  ledger.requests.push(record)
  if (route === 'unknown') ledger.unknownRoutes.push(record)
  response.on('close', () => {
    record.ms = performance.now() - started
    ledger.verbose(
      `${record.method} ${record.path} ${record.status} ${record.ms.toFixed(0)} ms ${record.route}${record.detail ? ` (${record.detail})` : ''}`,
    )
  })
  return record
}

function tokenOf(actor: Exchange['actor']): RequestToken {
  if ('refused' in actor) return { kind: 'invalid' }
  if (actor.kind === 'user') return { kind: 'user', login: actor.user.login }
  if (actor.kind === 'app' || actor.kind === 'installation') return { kind: actor.kind, app: actor.app.slug }
  return actor.kind === 'run' ? { kind: 'run', runId: actor.runId } : { kind: 'none' }
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | null
  /** Only half of the body goes out before the connection ends. */
  readonly cutShort?: boolean | undefined
}

/** Writes an answer, with what GitHub puts on every answer of its API. */
export function reply(
  { response }: Pick<Exchange, 'response'>,
  record: RecordedRequest,
  { status, headers = {}, body = null, cutShort = false }: Reply,
): void {
  record.status = status
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const standard = {
    server: 'github.com',
    'x-github-request-id': requestId(record.id),
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=60, s-maxage=60',
    ...(bytes && bytes.length > 0 ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    'content-length': String(bytes?.length ?? 0),
  }
  const noBody = status === 204 || status === 304
  response.writeHead(status, { ...standard, ...headers, ...(noBody ? {} : {}) })
  if (cutShort && bytes && !noBody) response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy())
  else response.end(noBody ? undefined : (bytes ?? undefined))
}

/** `LAB0:1F2E:000001`: the form of GitHub's, unique in this lab. */
function requestId(id: number): string {
  return `1AB0:1F2E:${id.toString(16).toUpperCase().padStart(6, '0')}`
}

/** Plays the fault of a request at one of its two moments. True when the request is answered by it. */
export async function playFault(
  exchange: Exchange,
  { record, fault, moment }: { record: RecordedRequest; fault: Fault | null; moment: 'before' | 'after' },
): Promise<boolean> {
  if (!fault || fault.when !== moment) return false
  record.fault = true
  await fault.onPlay?.()
  if (fault.delayMs) await delay(fault.delayMs)
  if (fault.drop) {
    exchange.response.destroy()
    return true
  }
  if (fault.status === undefined && fault.body === undefined) return false
  const body = fault.body === undefined ? standardBody(fault.status ?? 200) : fault.body
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  reply(exchange, record, { status: fault.status ?? 200, body: text, cutShort: fault.cutShort, headers: fault.headers ?? {} })
  return true
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function standardBody(status: number): unknown {
  // from memory: a 502 or 503 of GitHub's front is a page, not JSON
  if (status >= 500)
    return '<!DOCTYPE html><html><head><title>Unicorn!</title></head><body>We had issues producing the response to your request.</body></html>'
  return { message: `Fault of the lab: ${status}`, documentation_url: 'https://docs.github.com/rest', status: String(status) }
}

/** Reads the body of a request, up to a limit. Null when it is longer. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
