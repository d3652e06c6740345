import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readActor } from './access/credentials.ts'
import { createAdministration } from './administration.ts'
import { createRunHider, hideWhatIsNew } from './consistency/visibility.ts'
import { createDelivery, type EventDelivery } from './events/delivery.ts'
import { isGitPath, serveGitRequest } from './git/git-server.ts'
import { createGraphQLServer } from './graphql/serve-graphql.ts'
import { type Exchange, type Ledger, openRecord, reply } from './http/exchange.ts'
import { createFaultList } from './http/fault-list.ts'
import { checkFaultRoute } from './http/fault-route.ts'
import { createStorage } from './http/storage.ts'
import { coverageOf } from './inspection/coverage.ts'
import { createInspector } from './inspection/inspector.ts'
import { createRateLimits, type RateLimits } from './limits/rate-limits.ts'
import { servePage } from './pages/serve-page.ts'
import { tryAutoMerge } from './pulls/auto-merge.ts'
import { createRestServer } from './rest/serve-rest.ts'
import type { GitHubOptions, GitHubServer, RunRecord, WebhookEvent } from './types.ts'
import { createWorld, type World } from './world.ts'

/** Starts a GitHub of its own on this machine: empty, on two free ports of the loopback address. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubServer> {
  await mkdir(options.dataDir, { recursive: true })
  const listeners = new Set<(event: WebhookEvent) => void>()
  const inspector = createInspector()
  const verbose = options.verbose ?? (() => undefined)
  const world = createWorld({
    dataDir: options.dataDir,
    ...(options.now ? { now: options.now } : {}),
    emit: (event) => {
      verbose(`event ${nameOf(event)} of ${event.repository} at ${event.ref}`)
      inspector.event(event)
      hideWhatIsNew(world.visibility, event)
      delivery.send(event)
    },
  })
  const delivery = createDelivery({
    now: world.now,
    deliver: (event) => {
      for (const listener of listeners) listener(event)
    },
    copyOf: (event) => (event.workflow ? { ...event, workflow: { ...event.workflow, runId: world.runs.reserveId() } } : { ...event }),
    // A clock that is given has alarms of its own, which the lab does not know; with every request it looks at the clock.
    wakeAfter: (milliseconds) => (options.now ? undefined : void setTimeout(() => delivery.look(), milliseconds).unref()),
    onFate: (event, fate) => verbose(`event ${nameOf(event)} of ${event.repository} is ${fate}`),
  })
  const storage = createStorage({ now: world.now, origin: () => world.urls.storage })
  world.signUrl = storage.sign
  const ledger: Ledger = { requests: [], unknownRoutes: [], faults: createFaultList(checkFaultRoute), verbose, inspect: inspector.answer }
  world.runs.onChange(createRunHider(world.visibility))
  world.runs.onChange((run) =>
    mergeWhatIsReady(world, run).catch((error: unknown) => verbose(`The lab failed to merge by itself: ${error}`)),
  )
  const limits = createRateLimits(world, options.limits === true ? {} : options.limits || null)
  const server = createServer(requestHandler(world, { ledger, limits, delivery }))
  const port = await listen(server)
  const storagePort = await listen(storage.server)
  Object.assign(world.urls, {
    html: `http://github.localhost:${port}`,
    api: `http://127.0.0.1:${port}/api/v3`,
    graphql: `http://127.0.0.1:${port}/api/graphql`,
    storage: `http://127.0.0.1:${storagePort}`,
  })
  return {
    ...createAdministration(world),
    url: world.urls.html,
    apiUrl: world.urls.api,
    graphqlUrl: world.urls.graphql,
    port,
    urlsOfRun(runId) {
      const prefixed = (url: string) => url.replace(`:${port}`, `:${port}/_run/${runId}`)
      return { url: prefixed(world.urls.html), apiUrl: prefixed(world.urls.api), graphqlUrl: prefixed(world.urls.graphql) }
    },
    on(_event, listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setRunController(controller) {
      world.controller = controller
    },
    runs: world.runs,
    requests: ledger.requests,
    unknownRoutes: ledger.unknownRoutes,
    get violations() {
      return inspector.violations()
    },
    get coverage() {
      return coverageOf({ requests: ledger.requests, ...inspector.counts(), violations: inspector.violations().length })
    },
    faults: ledger.faults,
    delivery: { add: delivery.add, clear: delivery.clear },
    limits: { enforce: limits.enforce, lift: limits.lift },
    consistency: world.consistency,
    async close() {
      await Promise.all([server, storage.server].map(stop))
      await Promise.all([...world.repositories.values()].map((repository) => repository.git.close()))
    },
  }
}

function nameOf({ name, action }: WebhookEvent): string {
  return action ? `${name}.${action}` : name
}

/** A job that has ended may have been the last check that an armed pull request waited for. */
async function mergeWhatIsReady(world: World, run: RunRecord): Promise<void> {
  const repository = world.repositories.get(run.repository.toLowerCase())
  if (repository && run.jobs.some((job) => job.status === 'completed')) await tryAutoMerge(world, repository, run.headSha)
}

interface Serving {
  readonly ledger: Ledger
  readonly limits: RateLimits
  readonly delivery: EventDelivery
}

function requestHandler(world: World, { ledger, limits, delivery }: Serving): Parameters<typeof createServer>[1] {
  const rest = createRestServer(limits)
  const graphql = createGraphQLServer(limits)
  return (request, response) => {
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

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
