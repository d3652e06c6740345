import { causedBy } from '../events/cause.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { jobJson, runJson } from '../json/run.ts'
import { workflowFiles, workflowRecord } from '../runs/workflow-files.ts'
import type { JobRecord, RunController, RunRecord } from '../types.ts'
import { findWorkflow } from './dispatch-routes.ts'
import { counted } from './page.ts'
import { numberParam, type RestCall } from './rest-call.ts'
import { fitsQuery } from './run-filter.ts'

export const runRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/actions/runs', needs: [['actions', 'read']], answer: (call) => listRuns(call, () => true) },
  { route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', needs: [['actions', 'read']], answer: listRunsOfWorkflow },
  {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
    needs: [['actions', 'read']],
    answer: async (call) => oneRun(call, runOf(call)),
  },
  {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}',
    needs: [['actions', 'read']],
    answer: (call) => oneRun(call, attemptOf(call)),
  },
  { route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', needs: [['actions', 'read']], answer: listJobs },
  {
    route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
    needs: [['actions', 'read']],
    answer: (call) => jobsOf(call, [attemptOf(call)]),
  },
  { route: 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}', needs: [['actions', 'read']], answer: getJob },
  {
    route: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
    needs: [['actions', 'write']],
    answer: (call) => cancel(call, false),
  },
  {
    route: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel',
    needs: [['actions', 'write']],
    answer: (call) => cancel(call, true),
  },
  {
    route: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
    needs: [['actions', 'write']],
    answer: (call) => rerun(call, { run: runOf(call), failedOnly: false }),
  },
  {
    route: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs',
    needs: [['actions', 'write']],
    answer: (call) => rerun(call, { run: runOf(call), failedOnly: true }),
  },
  { route: 'POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun', needs: [['actions', 'write']], answer: rerunJob },
]

export function runOf(call: RestCall): RunRecord {
  const run = call.world.runs.get(numberParam(call, 'run_id'))
  if (!run || run.repository !== call.repository.fullName) throw notFound()
  return run
}

function attemptOf(call: RestCall): RunRecord {
  const run = call.world.runs.attempt(runOf(call).id, numberParam(call, 'attempt_number'))
  if (!run) throw notFound()
  return run
}

async function listRunsOfWorkflow(call: RestCall) {
  const file = findWorkflow(await workflowFiles(call.world, call.repository), call.params.workflow_id ?? '')
  if (!file) throw notFound()
  return listRuns(call, (run) => run.path === file.record.path)
}

// documented: a list with filters answers at most 1,000 results
const mostRuns = 1000

function listRuns(call: RestCall, wanted: (run: RunRecord) => boolean) {
  const { world, repository, query } = call
  const all = world.runs
    .list(repository.fullName)
    .filter((run) => wanted(run) && fitsQuery(run, query) && world.visibility.sees('run', String(run.id)))
    .reverse()
    .slice(0, mostRuns)
  return counted(call, { name: 'workflow_runs', all }, (run) => shape(call, run))
}

async function shape({ world, repository }: RestCall, run: RunRecord) {
  const head = await repository.git.commit(run.headSha)
  return runJson({ world, repository, run }, { workflowId: workflowRecord(world, repository, run.path).id, head })
}

async function oneRun(call: RestCall, run: RunRecord) {
  return { status: 200, body: await shape(call, run) }
}

function listJobs(call: RestCall) {
  const run = runOf(call)
  if (call.query.get('filter') !== 'all') return jobsOf(call, [run])
  const attempts = Array.from({ length: run.attempt }, (_, at) => call.world.runs.attempt(run.id, run.attempt - at))
  return jobsOf(
    call,
    attempts.filter((one) => one !== undefined),
  )
}

function jobsOf(call: RestCall, runs: readonly RunRecord[]) {
  const { world, repository } = call
  const all = runs.flatMap((run) => jobsSeen(call, run).map((job) => ({ run, job })))
  return counted(call, { name: 'jobs', all }, ({ run, job }) => jobJson({ world, repository, run }, job))
}

/** The list of jobs may lag behind the end of their run, when the lab is told so: the last job that ended still seems to go on. */
function jobsSeen({ world }: RestCall, run: RunRecord): readonly JobRecord[] {
  if (run.status !== 'completed' || world.visibility.sees('jobs', `${run.id} ${run.attempt}`)) return run.jobs
  const last = run.jobs.toSorted((left, right) => (left.completedAt ?? '').localeCompare(right.completedAt ?? '')).at(-1)
  return run.jobs.map((job) => (job === last ? { ...job, status: 'in_progress', conclusion: null, completedAt: null } : job))
}

function findJob(call: RestCall) {
  const found = call.world.runs.findJob(numberParam(call, 'job_id'))
  if (!found || found.run.repository !== call.repository.fullName) throw notFound()
  return found
}

function getJob(call: RestCall) {
  const { run, job } = findJob(call)
  return { status: 200, body: jobJson({ world: call.world, repository: call.repository, run }, job) }
}

async function cancel(call: RestCall, force: boolean) {
  const run = runOf(call)
  // seen: technote-space/auto-cancel-redundant-workflow#68
  if (run.status === 'completed') throw new Refusal(409, 'Cannot cancel a workflow run that is completed.')
  await controller(call).cancel(run.id, { force })
  return { status: 202, body: {} }
}

async function rerun(call: RestCall, { run, failedOnly, jobId }: { run: RunRecord; failedOnly: boolean; jobId?: number }) {
  // from memory: both sentences
  if (run.status !== 'completed') throw new Refusal(403, 'This workflow is already running')
  if (failedOnly && run.conclusion === 'success') throw new Refusal(403, 'This workflow run cannot be retried')
  const actor = causedBy(call.world, call.actor).account
  await controller(call).rerun(run.id, { failedOnly, actor, ...(jobId === undefined ? {} : { jobId }) })
  return { status: 201, body: {} }
}

function rerunJob(call: RestCall) {
  const { run, job } = findJob(call)
  return rerun(call, { run, failedOnly: false, jobId: job.id })
}

function controller({ world }: RestCall): RunController {
  if (!world.controller) throw new Error('No runner is registered with this lab: call setRunController first.')
  return world.controller
}
