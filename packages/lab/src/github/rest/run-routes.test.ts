import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'
import type { RunRecord } from '../types.ts'
import { fitsDates } from './run-filter.ts'

const repo = '/repos/acme/gitops-config'
const path = '.github/workflows/gitops.yml'
const workflow = `name: GitOps
on:
  repository_dispatch:
  workflow_dispatch:
    inputs:
      request: { type: string, required: true }
      mode: { type: choice, options: [fast, safe] }
`
let lab: TestLab
let token: string
let head: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/gitops-config', { files: { [path]: workflow, '.github/workflows/ci.yml': 'on: push\n' } })
  head = String(await lab.github.branchHead('acme/gitops-config', 'main'))
  token = lab.owner.token
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  expect(lab.github.unknownRoutes).toEqual([])
  await lab.close()
})

function createRun(change: Partial<Parameters<TestLab['github']['runs']['create']>[0]> = {}): RunRecord {
  return lab.github.runs.create({
    repository: 'acme/gitops-config',
    name: 'GitOps',
    displayTitle: 'deploy cart',
    event: 'repository_dispatch',
    headSha: head,
    headBranch: 'main',
    path,
    actor: lab.owner,
    ...change,
  })
}

describe('dispatching', () => {
  it('answers 204 and sends the event with its ten fields', async () => {
    const payload = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`field${at}`, 'x']))
    const answer = await lab.rest(token, `POST ${repo}/dispatches`, { event_type: 'deploy-mfe-trigger', client_payload: payload })
    expect(answer).toMatchObject({ status: 204, body: '' })
    expect(lab.events.at(-1)).toMatchObject({
      name: 'repository_dispatch',
      action: 'deploy-mfe-trigger',
      sha: head,
      ref: 'refs/heads/main',
      startsWorkflows: true,
    })
    expect(lab.events.at(-1)?.payload).toMatchObject({
      branch: 'main',
      client_payload: payload,
      sender: { login: 'octocat' },
      repository: { default_branch: 'main' },
    })
    expect(lab.github.requests.at(-1)).toMatchObject({ kind: 'content', contents: 1 })
  })

  it.each([
    [
      'an eleventh field',
      { event_type: 'x', client_payload: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`f${at}`, 1])) },
      'No more than 10 properties are allowed; 11 were supplied.',
    ],
    ['too large a payload', { event_type: 'x', client_payload: { text: 'x'.repeat(70_000) } }, 'client_payload is too large.'],
    ['a long type', { event_type: 'x'.repeat(101) }, 'event_type'],
    ['no type', {}, '"event_type" wasn\'t supplied.'],
    ['a payload that is no object', { event_type: 'x', client_payload: 'text' }, 'is not an object'],
  ])('refuses %s', async (_, body, message) => {
    const answer = await lab.rest(token, `POST ${repo}/dispatches`, body)
    expect(answer.status).toBe(422)
    expect(answer.body.message).toContain(message)
  })

  it('lets a run start workflows of its own repository by dispatch only', async () => {
    const own = lab.github.issueRunToken('acme/gitops-config', { contents: 'write', actions: 'write' }, 1)
    await lab.rest(own, `POST ${repo}/dispatches`, { event_type: 'again' })
    expect(lab.events.at(-1)).toMatchObject({ startsWorkflows: true, actor: { login: 'github-actions[bot]' } })
    await lab.rest(own, `POST ${repo}/git/refs`, { ref: 'refs/heads/of-run', sha: head })
    expect(lab.events.at(-1)).toMatchObject({ name: 'push', startsWorkflows: false })
  })

  it('promises the run of a workflow_dispatch when it is asked to', async () => {
    const body = { ref: 'main', inputs: { request: '{}', mode: 'safe' } }
    expect((await lab.rest(token, `POST ${repo}/actions/workflows/gitops.yml/dispatches`, body)).status).toBe(204)
    const answer = await lab.rest(token, `POST ${repo}/actions/workflows/gitops.yml/dispatches`, { ...body, return_run_details: true })
    const event = lab.events.at(-1)
    expect(answer).toMatchObject({ status: 200, body: { workflow_run_id: event?.workflow?.runId } })
    expect(event).toMatchObject({ name: 'workflow_dispatch', ref: 'refs/heads/main', sha: head, workflow: { path } })
    createRun({ id: event?.workflow?.runId ?? 0, event: 'workflow_dispatch' })
    expect((await lab.rest(token, `GET ${new URL(answer.body.run_url).pathname.replace('/api/v3', '')}`)).body.event).toBe(
      'workflow_dispatch',
    )
  })

  it.each([
    ['gitops.yml', { ref: 'main', inputs: { request: '{}', other: '1' } }, 422, 'Unexpected inputs provided: ["other"]'],
    ['gitops.yml', { ref: 'main' }, 422, "Required input 'request' not provided"],
    ['gitops.yml', { ref: 'main', inputs: { request: '', mode: 'wild' } }, 422, "Provided value 'wild' for input 'mode'"],
    ['gitops.yml', { ref: 'nowhere', inputs: {} }, 422, 'No ref found for: nowhere'],
    ['ci.yml', { ref: 'main' }, 422, "Workflow does not have 'workflow_dispatch' trigger"],
    ['missing.yml', { ref: 'main' }, 404, 'Not Found'],
  ])('refuses a workflow_dispatch of %s with %j', async (file, body, status, message) => {
    const answer = await lab.rest(token, `POST ${repo}/actions/workflows/${file}/dispatches`, body)
    expect(answer.status).toBe(status)
    expect(answer.body.message).toContain(message)
  })

  it('knows disabled workflows', async () => {
    const { body } = await lab.rest(token, `GET ${repo}/actions/workflows`)
    expect(body.workflows.map((one: { path: string; name: string }) => [one.path, one.name])).toEqual([
      ['.github/workflows/ci.yml', '.github/workflows/ci.yml'],
      [path, 'GitOps'],
    ])
    lab.github.setWorkflowState('acme/gitops-config', path, 'disabled_manually')
    expect((await lab.rest(token, `GET ${repo}/actions/workflows/gitops.yml`)).body.state).toBe('disabled_manually')
    expect((await lab.rest(token, `POST ${repo}/actions/workflows/gitops.yml/dispatches`, { ref: 'main' })).status).toBe(422)
    lab.github.setWorkflowState('acme/gitops-config', path, 'active')
  })
})

describe('runs', () => {
  it('lists with filters, newest first, in pages', async () => {
    const runs = [1, 2, 3].map((at) => createRun({ displayTitle: `title ${at}`, event: 'schedule' }))
    const first = await lab.rest(token, `GET ${repo}/actions/runs?event=schedule&per_page=2`)
    expect(first.body).toMatchObject({
      total_count: 3,
      workflow_runs: [{ id: runs[2]?.id, display_title: 'title 3' }, { id: runs[1]?.id }],
    })
    expect(first.headers.get('link')).toContain('page=2>; rel="next"')
    const second = await lab.rest(token, `GET ${repo}/actions/runs?event=schedule&per_page=2&page=2`)
    expect(second.body.workflow_runs).toHaveLength(1)
    expect((await lab.rest(token, `GET ${repo}/actions/workflows/ci.yml/runs`)).body.total_count).toBe(0)
    expect((await lab.rest(token, `GET ${repo}/actions/runs?event=schedule&status=completed`)).body.total_count).toBe(0)
  })

  it('answers 304 until a run changes, free of charge', async () => {
    const run = createRun()
    const first = await lab.rest(token, `GET ${repo}/actions/runs/${run.id}`)
    const etag = String(first.headers.get('etag'))
    const again = await lab.rest(token, `GET ${repo}/actions/runs/${run.id}`, undefined, { 'if-none-match': etag })
    expect(again).toMatchObject({ status: 304, body: '' })
    expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'))
    lab.github.runs.update(run.id, { status: 'in_progress' })
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}`, undefined, { 'if-none-match': etag })).status).toBe(200)
  })

  it('shows jobs, steps and annotations of each attempt', async () => {
    const run = createRun()
    const at = '2026-11-22T21:38:18Z'
    const job = lab.github.runs.addJob(run.id, {
      name: 'change',
      status: 'completed',
      conclusion: 'failure',
      startedAt: at,
      completedAt: at,
      steps: [{ name: 'Validate the request', number: 1, status: 'completed', conclusion: 'failure', startedAt: at, completedAt: at }],
    })
    lab.github.runs.addAnnotation(run.id, job.id, { level: 'failure', title: 'mfe-unknown', message: 'No such MFE.' })
    lab.github.runs.update(run.id, { status: 'completed', conclusion: 'failure' })
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}/jobs`)).body).toMatchObject({
      total_count: 1,
      jobs: [{ id: job.id, steps: [{ name: 'Validate the request' }] }],
    })
    expect((await lab.rest(token, `GET ${repo}/check-runs/${job.id}/annotations`)).body).toMatchObject([
      { annotation_level: 'failure', title: 'mfe-unknown', path: '.github' },
    ])
    expect((await lab.rest(token, `GET ${repo}/check-runs/${job.id}`)).body).toMatchObject({
      conclusion: 'failure',
      output: { annotations_count: 1 },
    })
    expect((await lab.rest(token, `GET ${repo}/commits/main/check-runs`)).body.check_runs).toMatchObject([{ name: 'change' }])
    lab.github.runs.nextAttempt(run.id)
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}`)).body).toMatchObject({
      run_attempt: 2,
      status: 'queued',
      conclusion: null,
    })
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}/jobs`)).body.total_count).toBe(0)
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}/jobs?filter=all`)).body.total_count).toBe(1)
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}/attempts/1/jobs`)).body.jobs[0].id).toBe(job.id)
  })

  it('hands cancel and re-run to the runner', async () => {
    const calls: unknown[] = []
    lab.github.setRunController({
      cancel: (id, options) => void calls.push(['cancel', id, options.force]),
      rerun: (id, options) => void calls.push(['rerun', id, options.failedOnly]),
    })
    const run = createRun()
    expect((await lab.rest(token, `POST ${repo}/actions/runs/${run.id}/cancel`)).status).toBe(202)
    expect((await lab.rest(token, `POST ${repo}/actions/runs/${run.id}/rerun`)).status).toBe(403)
    lab.github.runs.update(run.id, { status: 'completed', conclusion: 'failure' })
    expect(await lab.rest(token, `POST ${repo}/actions/runs/${run.id}/cancel`)).toMatchObject({
      status: 409,
      body: { message: 'Cannot cancel a workflow run that is completed.' },
    })
    expect((await lab.rest(token, `POST ${repo}/actions/runs/${run.id}/rerun-failed-jobs`)).status).toBe(201)
    expect(calls).toEqual([
      ['cancel', run.id, false],
      ['rerun', run.id, true],
    ])
  })

  it('can be told to list new runs late', async () => {
    lab.github.consistency.lag = { run: { reads: 1 } }
    const run = createRun({ event: 'late' })
    const list = async () => (await lab.rest(token, `GET ${repo}/actions/runs?event=late`)).body.total_count
    expect([await list(), await list()]).toEqual([0, 1])
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}`)).status).toBe(200)
    lab.github.consistency.lag = {}
  })
})

describe('artifacts', () => {
  it('redirects to a signed address that wants no credentials', async () => {
    const run = createRun()
    const file = join(lab.folder, 'receipt.zip')
    await writeFile(file, 'PK-not-really')
    const artifact = await lab.github.runs.addArtifact(run.id, { name: 'deployment-receipt', file })
    const { body } = await lab.rest(token, `GET ${repo}/actions/runs/${run.id}/artifacts?name=deployment-receipt`)
    expect(body).toMatchObject({ total_count: 1, artifacts: [{ id: artifact.id, size_in_bytes: 13, digest: `sha256:${artifact.digest}` }] })
    const redirect = await lab.rest(token, `GET ${repo}/actions/artifacts/${artifact.id}/zip`)
    expect(redirect.status).toBe(302)
    const address = String(redirect.headers.get('location'))
    expect(new URL(address).origin).not.toBe(new URL(lab.github.apiUrl).origin)
    expect(await (await fetch(address)).text()).toBe('PK-not-really')
    expect((await fetch(address, { headers: { authorization: `Bearer ${token}` } })).status).toBe(400)
    expect((await fetch(address.replace(/sig=.*/, 'sig=x'))).status).toBe(403)
    lab.github.runs.nextAttempt(run.id)
    await lab.github.runs.addArtifact(run.id, { name: 'deployment-receipt', file })
    expect((await lab.rest(token, `GET ${repo}/actions/runs/${run.id}/artifacts`)).body.total_count).toBe(2)
  })
})

describe('dates of a filter', () => {
  const at = '2026-11-22T21:38:18Z'
  it.each([
    ['>=2026-11-22T21:38:18Z', true],
    ['>2026-11-22T21:38:18Z', false],
    ['<=2026-11-22', false],
    ['<2026-11-23', true],
    ['2026-11-22', true],
    ['2026-11-21', false],
    ['2026-11-21..2026-11-23', true],
    ['*..2026-11-22', false],
    ['2026-11-22..*', true],
    [null, true],
  ])('%s holds it: %s', (filter, expected) => {
    expect(fitsDates(at, filter)).toBe(expected)
  })
})
