import { createHash } from 'node:crypto'
import { isMap, stageNames, stageOfStep } from '@mfe-gitops/contract'
import { type LiveRow, liveKey, type Target } from '@mfe-gitops/targets'
import type { EdgeServer } from '../edge-server.ts'
import type { GitHubServer, JobRecord, RecordedRequest, RunRecord, StepRecord } from '../github/types.ts'
import type { Deployment, RequestReport, RunReport, Stage } from './deployment.ts'
import { readReceipts } from './receipt-file.ts'

/** What is known of a request while its runs go on. */
export interface TrackedRequest {
  readonly repository: string
  readonly event: 'repository_dispatch' | 'workflow_dispatch'
  readonly request: unknown
  readonly requestId: string | null
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly runIds: number[]
  senderRunId: number | null
  /** Of the moment at which the latest run ended. */
  served: Served
}

export interface Served {
  readonly live: LiveRow | null
  readonly url: string | null
  readonly entrySha256: string | null
}

export const nothingServed: Served = { live: null, url: null, entrySha256: null }

/** What the table and the edge say about the request's micro-frontend now. */
export async function lookAtEdge(tracked: TrackedRequest, target: Target, edges: ReadonlyMap<string, EdgeServer>): Promise<Served> {
  const { environment, mfe } = asNames(tracked.request)
  if (environment === undefined || mfe === undefined) return nothingServed
  const live = await target.table.read(liveKey(environment, mfe)).catch(() => null)
  const edge = edges.get(environment)
  if (live === null || edge === undefined) return { ...nothingServed, live }
  const answer = await edge.get(`/${mfe}/${live.entry}`)
  return {
    live,
    url: `${edge.url}/${mfe}/${live.entry}`,
    entrySha256: answer.status === 200 ? createHash('sha256').update(answer.body).digest('hex') : null,
  }
}

/** Everything that came of a request, put together. */
export async function reportDeployment(tracked: TrackedRequest, github: GitHubServer): Promise<Deployment> {
  const runs = tracked.runIds.map((id) => github.runs.get(id)).filter((run) => run !== undefined)
  const receipts = (await Promise.all(runs.map(readReceipts))).flat()
  const receipt = receipts.findLast(({ requestId }) => requestId === tracked.requestId) ?? receipts.at(-1) ?? null
  const stages = stagesOf(runs, tracked.at)
  const end = Math.max(...runs.map(endOf))
  const number = receipt?.pullRequest?.number ?? pullRequestNumber(github, tracked)
  const pullRequest = github.pullRequests(tracked.repository).find((each) => each.number === number)
  const { live, url, entrySha256 } = tracked.served
  return {
    repository: tracked.repository,
    event: tracked.event,
    request: tracked.request,
    requestId: tracked.requestId,
    outcome: receipt?.outcome ?? 'none',
    reasons: receipt?.reasons ?? [],
    receipt,
    stages,
    seconds: Number.isFinite(end) ? round((end - tracked.at) / 1000) : null,
    secondsToLive: stages.find(({ name, result }) => name === 'live' && result === 'success')?.at ?? null,
    runs: runs.map(reportRun),
    sender: tracked.senderRunId === null ? null : reportRun(github.runs.get(tracked.senderRunId)!),
    requests: countRequests(github.requests, tracked, stages),
    pullRequest:
      pullRequest === undefined
        ? null
        : { number: pullRequest.number, url: pullRequest.url, state: pullRequest.merged ? 'merged' : pullRequest.state },
    mergeCommit: receipt?.mergeCommit ?? pullRequest?.mergeCommit ?? null,
    liveVersion: live?.version ?? null,
    generation: live?.generation ?? null,
    url,
    entrySha256,
  }
}

/** The steps that carry a stage. Of several attempts the last one counts. */
function stagesOf(runs: readonly RunRecord[], dispatchedAt: number): Stage[] {
  const steps = runs.flatMap(({ jobs }) => jobs.flatMap((job) => job.steps))
  return stageNames.flatMap((name) => {
    const step =
      steps.findLast((each) => stageOfStep(each.name) === name && each.conclusion !== 'skipped') ??
      steps.find((each) => stageOfStep(each.name) === name)
    return step === undefined
      ? []
      : [
          {
            name,
            result: step.conclusion ?? step.status,
            seconds: secondsOf(step),
            at: step.conclusion === 'skipped' ? null : secondsSince(dispatchedAt, step.completedAt),
          },
        ]
  })
}

export function reportRun(run: RunRecord): RunReport {
  return {
    id: run.id,
    attempt: run.attempt,
    repository: run.repository,
    workflow: run.path,
    event: run.event,
    conclusion: run.conclusion,
    seconds: run.jobs.length === 0 ? null : round((endOf(run) - startOf(run)) / 1000),
    jobs: run.jobs.map((job) => ({ name: job.name, conclusion: job.conclusion, seconds: secondsOf(job) })),
  }
}

/** Making and revoking the App's token is the same few requests whatever the pipeline does. */
const tokenRoutes =
  /^(?:GET \/(?:repos|orgs|users)\/\S+\/installation|POST \/app\/installations\/\S+\/access_tokens|DELETE \/installation\/token)$/

function countRequests(all: readonly RecordedRequest[], tracked: TrackedRequest, stages: readonly Stage[]): RequestReport {
  const own = all.filter(({ runId, route }) => runId !== null && tracked.runIds.includes(runId) && !tokenRoutes.test(route))
  const mergedAt = stages.find(({ name }) => name === 'merged')?.at ?? null
  const before = mergedAt === null ? own : own.filter(({ at }) => at <= tracked.at + mergedAt * 1000)
  const creating = (requests: readonly RecordedRequest[]) => requests.filter(({ kind }) => kind === 'content').length
  const routes: Record<string, number> = {}
  for (const { route } of own) routes[route] = (routes[route] ?? 0) + 1
  return { count: own.length, creating: creating(own), toMerged: { count: before.length, creating: creating(before) }, routes }
}

function pullRequestNumber(github: GitHubServer, { repository, requestId }: TrackedRequest): number | null {
  if (requestId === null) return null
  return github.pullRequests(repository).find(({ head }) => head.endsWith(`/${requestId.slice(0, 12)}`))?.number ?? null
}

function asNames(request: unknown): { environment?: string; mfe?: string } {
  const { environment, mfe } = isMap(request) ? request : {}
  return { ...(typeof environment === 'string' ? { environment } : {}), ...(typeof mfe === 'string' ? { mfe } : {}) }
}

function startOf({ jobs, createdAt }: RunRecord): number {
  return Math.min(...jobs.map(({ startedAt }) => Date.parse(startedAt ?? createdAt)))
}

function endOf({ jobs, updatedAt }: RunRecord): number {
  return Math.max(...jobs.map(({ completedAt }) => Date.parse(completedAt ?? updatedAt)))
}

function secondsOf({ startedAt, completedAt }: Pick<StepRecord | JobRecord, 'startedAt' | 'completedAt'>): number | null {
  return startedAt === null || completedAt === null ? null : round((Date.parse(completedAt) - Date.parse(startedAt)) / 1000)
}

function secondsSince(start: number, time: string | null): number | null {
  return time === null ? null : round((Date.parse(time) - start) / 1000)
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}
