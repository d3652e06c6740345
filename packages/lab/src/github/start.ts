import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { listen, stop } from '../loopback.ts'
import { createAdministration } from './administration.ts'
import { createRunHider, hideWhatIsNew } from './consistency/visibility.ts'
import { createDelivery } from './events/delivery.ts'
import type { Ledger } from './http/exchange.ts'
import { createFaultList } from './http/fault-list.ts'
import { checkFaultRoute } from './http/fault-route.ts'
import { requestHandler } from './http/request-handler.ts'
import { createStorage } from './http/storage.ts'
import { coverageOf } from './inspection/coverage.ts'
import { createInspector } from './inspection/inspector.ts'
import { createRateLimits } from './limits/rate-limits.ts'
import { tryAutoMerge } from './pulls/auto-merge.ts'
import type { GitHubOptions, GitHubServer, RunRecord, WebhookEvent } from './types.ts'
import { createWorld, type Urls, type World } from './world.ts'

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
    copyOf: (event) => redelivered(world, event),
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
  Object.assign(world.urls, urlsAt(port, storagePort))
  return {
    ...createAdministration(world),
    url: world.urls.html,
    apiUrl: world.urls.api,
    graphqlUrl: world.urls.graphql,
    port,
    urlsOfRun: (runId) => urlsOfRun(world.urls, port, runId),
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

function urlsAt(port: number, storagePort: number): Urls {
  return {
    html: `http://github.localhost:${port}`,
    api: `http://127.0.0.1:${port}/api/v3`,
    graphql: `http://127.0.0.1:${port}/api/graphql`,
    storage: `http://127.0.0.1:${storagePort}`,
  }
}

/** The same server under addresses that tell which run asks. */
function urlsOfRun({ html, api, graphql }: Urls, port: number, runId: number) {
  const prefixed = (url: string) => url.replace(`:${port}`, `:${port}/_run/${runId}`)
  return { url: prefixed(html), apiUrl: prefixed(api), graphqlUrl: prefixed(graphql) }
}

/** The event once more; it starts a run of its own. */
function redelivered(world: World, event: WebhookEvent): WebhookEvent {
  return event.workflow ? { ...event, workflow: { ...event.workflow, runId: world.runs.reserveId() } } : { ...event }
}

function nameOf({ name, action }: WebhookEvent): string {
  return action ? `${name}.${action}` : name
}

/** A job that has ended may have been the last check that an armed pull request waited for. */
async function mergeWhatIsReady(world: World, run: RunRecord): Promise<void> {
  const repository = world.repositories.get(run.repository.toLowerCase())
  if (repository && run.jobs.some((job) => job.status === 'completed')) await tryAutoMerge(world, repository, run.headSha)
}
