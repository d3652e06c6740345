import { refuseHidden, withoutHidden } from '../consistency/rest-visibility.ts'
import { type Answer, notFound, Refusal, refusalBody } from '../http/answer.ts'
import { type Exchange, openRecord, playFault, readBody } from '../http/exchange.ts'
import { compileRoutes, type MatchedRoute, type Route } from '../http/route-table.ts'
import type { Price } from '../limits/limit-book.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import type { Repository } from '../records.ts'
import type { RecordedRequest } from '../types.ts'
import type { World } from '../world.ts'
import { admit } from './admission.ts'
import { checkRequest, InvalidRequest } from './request-shape.ts'
import { createCall } from './rest-call.ts'
import { restRoutes } from './routes.ts'
import { sendAnswer } from './send-answer.ts'

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
    if (admission.refused) return sendAnswer(exchange, { record, answer: admission.refused, admission })
    const fault = matched ? ledger.faults.take({ routes: [route], repository: record.repository }) : null
    if (await playFault(exchange, { record, fault, moment: 'before' })) return
    const answer = await answerOf(exchange, { matched, repository, body, path, record })
    if (matched?.route.creates && answer.status < 300) Object.assign(record, { kind: 'content', contents: 1 })
    if (await playFault(exchange, { record, fault, moment: 'after' })) return
    if (response.destroyed) return
    sendAnswer(exchange, { record, answer, admission, cutShort: fault?.cutShort })
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
