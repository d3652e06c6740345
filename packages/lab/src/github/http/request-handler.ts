import type { RequestListener } from 'node:http'
import { readActor } from '../access/credentials.ts'
import type { EventDelivery } from '../events/delivery.ts'
import { isGitPath, serveGitRequest } from '../git/git-server.ts'
import { createGraphQLServer } from '../graphql/serve-graphql.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import { servePage } from '../pages/serve-page.ts'
import { createRestServer } from '../rest/serve-rest.ts'
import type { World } from '../world.ts'
import { type Exchange, type Ledger, openRecord, reply } from './exchange.ts'

interface Serving {
  readonly ledger: Ledger
  readonly limits: RateLimits
  readonly delivery: EventDelivery
}

/** Leads each request of the lab's one port to the API, to git or to a page for people. */
export function requestHandler(world: World, { ledger, limits, delivery }: Serving): RequestListener {
  const rest = createRestServer(limits)
  const graphql = createGraphQLServer(limits)
  return (request, response) => {
    // Node would write the real time: whoever compares it with the times in the answers would find that the clocks differ.
    response.setHeader('date', new Date(world.now()).toUTCString())
    const handle = async () => {
      delivery.look()
      const url = new URL(request.url ?? '/', 'http://lab')
      const [prefix = '', runId] = /^\/_run\/(\d+)(?=\/)/.exec(url.pathname) ?? []
      const path = url.pathname.slice(prefix.length)
      const actor = await readActor(world, request.headers.authorization)
      const exchange: Exchange = { world, ledger, request, response, url, actor, runId: runId ? Number(runId) : null }
      if (path.startsWith('/api/v3/')) return rest(exchange, path.slice('/api/v3'.length))
      if (path === '/api/graphql') return graphql(exchange)
      if (isGitPath(path)) return serveGitRequest(exchange, path)
      // A browser asks for HTML; a program that asks for anything else has taken a wrong way, and that is written down.
      if (request.headers.accept?.includes('text/html')) return servePage(world, response, path)
      reply(exchange, openRecord(exchange, { api: 'rest', route: 'unknown', repository: null }), {
        status: 404,
        body: '{"message":"Not Found"}',
      })
    }
    handle().catch((error: unknown) => {
      ledger.verbose(`The lab failed on ${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}`)
      response.destroy()
    })
  }
}
