import { notFound } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { nodeId } from '../ids.ts'
import { appJson, type Json } from '../json/account.ts'
import { repositoryUrl } from '../json/repository.ts'
import { annotationJson, jobPage, suiteId } from '../json/run.ts'
import type { JobRecord, RunRecord } from '../types.ts'
import { counted, listed } from './page.ts'
import { numberParam, type RestCall } from './rest-call.ts'
import { shaOf } from './status-routes.ts'

/** Jobs as the check runs of their commit. */
export const checkRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs', needs: [['checks', 'read']], answer: listCheckRuns },
  { route: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}', needs: [['checks', 'read']], answer: getCheckRun },
  { route: 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', needs: [['checks', 'read']], answer: listAnnotations },
]

async function listCheckRuns(call: RestCall) {
  const { world, repository, query } = call
  const sha = await shaOf(call)
  const name = query.get('check_name')
  const all = world.runs
    .list(repository.fullName)
    .filter((run) => run.headSha === sha)
    .flatMap((run) => run.jobs.map((job) => ({ run, job })))
    .filter(({ job }) => (!name || job.name === name) && (!query.get('status') || job.status === query.get('status')))
    .reverse()
  return counted(call, { name: 'check_runs', all }, (one) => checkRunJson(call, one))
}

function jobOf(call: RestCall): { run: RunRecord; job: JobRecord } {
  const found = call.world.runs.findJob(numberParam(call, 'check_run_id'))
  if (!found || found.run.repository !== call.repository.fullName) throw notFound()
  return found
}

function getCheckRun(call: RestCall) {
  return { status: 200, body: checkRunJson(call, jobOf(call)) }
}

function listAnnotations(call: RestCall) {
  const { world, repository } = call
  const { run, job } = jobOf(call)
  return listed(call, job.annotations, (annotation) => annotationJson({ world, repository, run }, annotation))
}

function checkRunJson({ world, repository }: RestCall, { run, job }: { run: RunRecord; job: JobRecord }): Json {
  const url = `${repositoryUrl(world, repository)}/check-runs/${job.id}`
  const page = jobPage({ world, repository, run }, job)
  const actions = {
    id: 15368,
    clientId: 'Iv1.05c79e9ad1f6bdfa',
    slug: 'github-actions',
    name: 'GitHub Actions',
    owner: world.actionsBot,
    permissions: {},
    events: [],
    createdAt: '2018-07-30T09:30:17Z',
  }
  return {
    id: job.id,
    name: job.name,
    node_id: nodeId('CR', job.id),
    head_sha: run.headSha,
    external_id: String(job.id),
    url,
    html_url: page,
    details_url: page,
    status: job.status,
    conclusion: job.conclusion,
    started_at: job.startedAt ?? job.createdAt,
    completed_at: job.completedAt,
    output: { title: null, summary: null, text: null, annotations_count: job.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: suiteId(run) },
    app: appJson(world, actions),
    pull_requests: [],
  }
}
