import { isMap, parseRequest, requestId } from '@mfe-gitops/contract'
import type { Target } from '@mfe-gitops/targets'
import type { EdgeServer } from '../edge-server.ts'
import type { GitHubServer, RunRecord, WebhookEvent } from '../github/types.ts'
import type { Runner } from '../runner/runner.ts'
import type { Deployment } from './deployment.ts'
import { lookAtEdge, nothingServed, reportDeployment, type TrackedRequest } from './deployment-report.ts'

export interface DeploymentTracker {
  readonly requests: readonly TrackedRequest[]
  report(tracked: TrackedRequest): Promise<Deployment>
  /** The request that a run of an app repository sent, and the one that a run of the config repository serves. */
  sentBy(run: RunRecord): TrackedRequest | null
  servedBy(run: RunRecord): TrackedRequest | null
}

export interface TrackerPorts {
  readonly github: GitHubServer
  readonly runner: Runner
  readonly target: Target
  readonly edges: ReadonlyMap<string, EdgeServer>
  readonly now: () => number
}

/** Follows every deployment request of the lab from its dispatch through all the runs that serve it. */
export function trackDeployments(ports: TrackerPorts): DeploymentTracker {
  const { github, runner, now } = ports
  const requests: TrackedRequest[] = []
  const events = new Map<WebhookEvent, TrackedRequest>()
  let looks: Promise<unknown> = Promise.resolve()

  github.on('webhook', (event) => {
    const tracked = trackedBy(event, now())
    if (tracked === null) return
    requests.push(tracked)
    events.set(event, tracked)
  })
  const servedBy = (run: RunRecord): TrackedRequest | null => {
    const event = runner.eventOf(run.id)
    if (event === undefined) return null
    return events.get(event) ?? requests.find((tracked) => isFollowUp(github, tracked, event)) ?? null
  }
  github.runs.onChange((run) => {
    const tracked = servedBy(run)
    if (tracked === null) return
    if (!tracked.runIds.includes(run.id)) tracked.runIds.push(run.id)
    if (run.status !== 'completed') return
    looks = looks.then(async () => {
      tracked.served = await lookAtEdge(tracked, ports.target, ports.edges)
    })
  })
  const sentBy = (run: RunRecord): TrackedRequest | null => {
    const ids = [...runner.outputsOf(run.id).values()].map((outputs) => outputs['request-id'])
    const isNamed = ({ requestId: id }: TrackedRequest) => id !== null && ids.includes(id)
    const found = requests.find(isNamed) ?? requests.find((tracked) => isSentDuring(tracked, run)) ?? null
    if (found !== null) found.senderRunId ??= run.id
    return found
  }
  return {
    requests,
    report: async (tracked) => {
      await looks
      for (const run of github.runs.list()) if (run.repository !== tracked.repository) sentBy(run)
      return reportDeployment(tracked, github)
    },
    sentBy,
    servedBy,
  }
}

const requestTypes = ['deploy-mfe-trigger', 'rollback-mfe-trigger']

/** The payload of an event that asks for a deployment; undefined for every other event. */
function requestOf({ name, action, payload }: WebhookEvent): unknown {
  if (name === 'repository_dispatch' && requestTypes.includes(action ?? '')) return payload.client_payload
  const text = name === 'workflow_dispatch' ? (payload.inputs as { request?: unknown } | null)?.request : undefined
  return typeof text === 'string' ? parseJson(text) : undefined
}

/** The request that an event brings, of which nothing has happened yet; null for every other event. */
function trackedBy(event: WebhookEvent, at: number): TrackedRequest | null {
  const request = requestOf(event)
  if (request === undefined) return null
  const parsed = parseRequest(request)
  return {
    repository: event.repository,
    event: event.name as TrackedRequest['event'],
    request,
    requestId: parsed.ok ? requestId(parsed.value) : null,
    at,
    runIds: [],
    senderRunId: null,
    served: nothingServed,
  }
}

/** In the event-driven shape a request goes on as a pull request and then as a push. */
function isFollowUp(github: GitHubServer, tracked: TrackedRequest, event: WebhookEvent): boolean {
  if (event.repository !== tracked.repository || tracked.requestId === null) return false
  const suffix = `/${tracked.requestId.slice(0, 12)}`
  if (event.name === 'pull_request') return (event.payload.pull_request as { head: { ref: string } }).head.ref.endsWith(suffix)
  if (event.name !== 'push') return false
  return github.pullRequests(event.repository).some(({ head, mergeCommit }) => head.endsWith(suffix) && mergeCommit === event.sha)
}

/** For a sender that ended without outputs: same commit, and the dispatch fell into its time. */
function isSentDuring({ request, at }: TrackedRequest, run: RunRecord): boolean {
  const { repository, sha } = isMap(request) ? request : {}
  const times = run.jobs.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt]).filter((time) => time !== null)
  return (
    repository === run.repository &&
    sha === run.headSha &&
    times.some((time) => Date.parse(time) <= at) &&
    (run.status !== 'completed' || times.some((time) => Date.parse(time) >= at))
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
