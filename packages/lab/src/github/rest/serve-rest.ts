import { createHash } from 'node:crypto'
import { type Actor, canSee, meets, refusalText } from '../access/actor.ts'
import { refuseHidden, withoutHidden } from '../consistency/rest-visibility.ts'
import { type Answer, notFound, Refusal, refusalBody } from '../http/answer.ts'
import { type Exchange, openRecord, playFault, type Reply, readBody, reply } from '../http/exchange.ts'
import { compileRoutes, type MatchedRoute, type Route } from '../http/route-table.ts'
import type { Price } from '../limits/limit-book.ts'
import type { Admission, RateLimits } from '../limits/rate-limits.ts'
import type { Repository } from '../records.ts'
import type { RecordedRequest } from '../types.ts'
import type { World } from '../world.ts'
import { checkRequest, InvalidRequest } from './request-shape.ts'
import { createCall } from './rest-call.ts'
import { restRoutes } from './routes.ts'

const documentation = 'https://docs.github.com/rest'
const bodyLimit = 5_000_000

/** Serves one request below the API's address. */
export function createRestServer(limits: RateLimits): (exchange: Exchange, path: string) => Promise<void> {
  const match = compileRoutes([...restRoutes, rateLimitRoute(limits)])
  return async (exchange, path) => {
    const { ledger, request, response } = exchange
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    const matched = match(method, path)
    const repository = matched ? findRepository(exchange.world, matched) : null
    const route = matched?.route.route ?? 'unknown'
    const record = openRecord(exchange, { api: 'rest', route, repository: repository?.fullName ?? null })
    const body = await readBody(request, bodyLimit)
    const admission = limits.admit(exchange.actor, priceOf(method, matched?.route), record)
    response.on('close', () => admission.end(record.contents))
    if (admission.refused) return send(exchange, { record, answer: admission.refused, admission })
    const fault = matched ? ledger.faults.take({ routes: [route], repository: record.repository }) : null
    if (await playFault(exchange, { record, fault, moment: 'before' })) return
    const answer = await answerOf(exchange, { matched, repository, body, path, record })
    if (matched?.route.creates && answer.status < 300) Object.assign(record, { kind: 'content', contents: 1 })
    if (await playFault(exchange, { record, fault, moment: 'after' })) return
    if (response.destroyed) return
    send(exchange, { record, answer, admission, cutShort: fault?.cutShort })
  }
}

/** documented: a GET is 1 point of the secondary limit and a write 5; to look at the limits costs nothing of the primary one. */
function priceOf(method: string, route: Route | undefined): Price {
  const cost = route?.route === 'GET /rate_limit' ? 0 : 1
  return { api: 'rest', cost, points: method === 'GET' ? 1 : 5, contents: route?.creates ? 1 : 0 }
}

interface Wanted {
  readonly matched: MatchedRoute | null
  readonly repository: Repository | null
  readonly body: Buffer | null
  readonly path: string
  readonly record: RecordedRequest
}

async function answerOf(exchange: Exchange, wanted: Wanted): Promise<Answer> {
  try {
    return await run(exchange, wanted)
  } catch (error) {
    if (!(error instanceof Refusal)) {
      exchange.ledger.verbose(
        `The lab failed on ${exchange.request.method} ${wanted.path}: ${error instanceof Error ? error.stack : error}`,
      )
      return {
        status: 500,
        body: { message: `The lab failed: ${error instanceof Error ? error.message : error}`, documentation_url: documentation },
      }
    }
    if (error instanceof InvalidRequest) wanted.record.refusedByDescription = true
    return { status: error.status, body: refusalBody(error, documentation), headers: error.headers }
  }
}

async function run({ world, request, actor, url }: Exchange, { matched, repository, body, path }: Wanted): Promise<Answer> {
  if ('refused' in actor) throw new Refusal(401, actor.refused)
  if (!matched) throw notFound()
  admit(actor, { route: matched.route, repository, path })
  const read = repository && { world, repository, matched, query: url.searchParams }
  if (read) refuseHidden(read)
  const json = readJson(body)
  checkRequest(matched.route.route, json)
  const answer = await matched.route.answer(
    createCall({
      world,
      actor,
      params: matched.params,
      query: url.searchParams,
      body: json,
      repository,
      raw: /application\/vnd\.github(\.v3)?\.raw/.test(request.headers.accept ?? ''),
      url: `${world.urls.api}${path}`,
    }),
  )
  return read ? withoutHidden(read, answer) : answer
}

/** Lets a request pass, or refuses it as GitHub does: 404 for what must not even be known to exist, 403 for the rest. */
function admit(actor: Actor, { route, repository, path }: { route: Route; repository: Repository | null; path: string }): void {
  const writes = !route.route.startsWith('GET ')
  const ofRepository = path.startsWith('/repos/')
  if (ofRepository && !repository) throw notFound()
  if (route.access === 'open' || route.access === 'app') return
  if (route.access === 'token') {
    if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication')
    if (actor.kind === 'app') throw new Refusal(403, refusalText(actor))
    return
  }
  if (!repository || !canSee(actor, repository)) throw notFound()
  if (actor.kind === 'anonymous' && writes) throw new Refusal(401, 'Requires authentication')
  const needs = route.needs ?? []
  if (!meets(actor, repository, needs)) {
    const accepted = needs.map(([permission, access]) => `${permission}=${access}`).join('; ')
    throw new Refusal(403, refusalText(actor), { headers: { 'x-accepted-github-permissions': accepted } })
  }
  if (writes && repository.settings.archived) throw new Refusal(403, 'Repository was archived so is read-only.')
}

function findRepository(world: World, { params }: MatchedRoute): Repository | null {
  if (!params.owner || !params.repo) return null
  return world.repositories.get(`${params.owner}/${params.repo}`.toLowerCase()) ?? null
}

function readJson(body: Buffer | null): Record<string, unknown> {
  if (!body) throw new Refusal(413, 'Payload too large')
  if (body.length === 0) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString())
  } catch {
    throw new Refusal(400, 'Problems parsing JSON')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Refusal(400, 'Body should be a JSON object')
  return parsed as Record<string, unknown>
}

interface Finished {
  readonly record: RecordedRequest
  readonly answer: Answer
  readonly admission: Admission
  readonly cutShort?: boolean | undefined
}

/** Puts etag and rate limit on an answer and answers 304 where the asker has it already. */
function send(exchange: Exchange, { record, answer, admission, cutShort }: Finished): void {
  const { request, ledger } = exchange
  const bytes = answer.body instanceof Uint8Array ? answer.body : null
  const text = bytes || answer.body === undefined ? null : JSON.stringify(answer.body)
  if (!bytes) ledger.inspect({ method: record.method, route: record.route, status: answer.status, body: text })
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const etag =
    reading && answer.status === 200
      ? `W/"${createHash('sha256')
          .update(bytes ?? text ?? '')
          .digest('hex')}"`
      : null
  const known = etag !== null && (request.headers['if-none-match'] ?? '').split(/,\s*/).includes(etag)
  const headers = {
    ...admission.headers({ contents: record.contents, free: known }),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': String(request.headers['x-github-api-version'] ?? '2022-11-28'),
    ...(etag ? { etag } : {}),
    ...answer.headers,
  }
  const body = request.method === 'HEAD' ? null : (bytes ?? text)
  const out: Reply = known ? { status: 304, headers } : { status: answer.status, headers, body, cutShort }
  reply(exchange, record, out)
}

function rateLimitRoute(limits: RateLimits): Route {
  return {
    route: 'GET /rate_limit',
    access: 'open',
    answer: ({ actor }) => {
      const core = { ...limits.state(actor, 'rest'), resource: 'core' }
      const graphql = { ...limits.state(actor, 'graphql'), resource: 'graphql' }
      const search = { limit: 30, used: 0, remaining: 30, reset: core.reset }
      return { status: 200, body: { resources: { core, graphql, search }, rate: core } }
    },
  }
}
