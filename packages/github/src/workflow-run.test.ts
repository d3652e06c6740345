import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { GitHubError } from './error.ts'
import { listAnnotations, listJobs } from './workflow-job.ts'
import { cancelRun, getRun, isActionsDisabled, listRuns } from './workflow-run.ts'

const repository = { owner: 'acme', repo: 'gitops-config' }
const run = {
  id: 7,
  run_attempt: 2,
  name: 'Deploy',
  display_title: 'deploy-mfe-trigger cart@1.4.1 to staging',
  event: 'repository_dispatch',
  status: 'in_progress',
  conclusion: null,
  head_sha: 'a'.repeat(40),
  head_branch: 'main',
  path: '.github/workflows/deploy.yml@main',
  html_url: 'https://x.y/7',
  created_at: '2026-11-22T21:38:18Z',
  updated_at: '2026-11-22T21:38:19Z',
  actor: { login: 'octocat' },
}
const step = {
  name: 'Validate the request',
  number: 2,
  status: 'completed',
  conclusion: 'success',
  started_at: '2026-11-22T21:38:18Z',
  completed_at: null,
}
const job = {
  id: 9,
  name: 'change',
  status: 'queued',
  conclusion: null,
  started_at: null,
  completed_at: null,
  html_url: null,
  steps: [step],
}

describe('runs', () => {
  it('edge case 4: are searched by event and time, with an ETag', async () => {
    await using server = await startScriptedServer([
      { headers: { etag: 'W/"1"' }, body: { total_count: 1, workflow_runs: [run] } },
      { status: 304 },
    ])
    const { github } = testClient(server.url)
    const search = { ...repository, event: 'repository_dispatch', created: '>=2026-11-22T21:36:18Z', page: 2 }
    const first = await listRuns(github, search)
    expect(first).toMatchObject({
      notModified: false,
      etag: 'W/"1"',
      value: [{ id: 7, attempt: 2, title: run.display_title, path: '.github/workflows/deploy.yml', actor: 'octocat' }],
    })
    expect(await listRuns(github, search, { etag: 'W/"1"' })).toEqual({ notModified: true })
    const url = new URL(server.exchanges[0]?.path ?? '', server.url)
    expect(url.pathname).toBe('/api/v3/repos/acme/gitops-config/actions/runs')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      per_page: '100',
      event: 'repository_dispatch',
      created: '>=2026-11-22T21:36:18Z',
      page: '2',
    })
  })

  it('of one workflow are searched by its file', async () => {
    await using server = await startScriptedServer([{ body: { workflow_runs: [] } }])
    await listRuns(testClient(server.url).github, { ...repository, workflow: 'deploy.yml' })
    expect(server.exchanges[0]?.path).toContain('/actions/workflows/deploy.yml/runs')
  })

  it('edge case 10: are found although they are new', async () => {
    await using server = await startScriptedServer([{ status: 404, body: {} }, { body: run }])
    expect(await getRun(testClient(server.url).github, { ...repository, runId: 7 }, { justCreated: true })).toMatchObject({
      value: { id: 7, status: 'in_progress' },
    })
  })

  it('edge case 9: have jobs with steps, of the latest attempt or of one', async () => {
    await using server = await startScriptedServer([{ body: { jobs: [job] } }, { body: { jobs: [] } }])
    const { github } = testClient(server.url)
    expect(await listJobs(github, { ...repository, runId: 7 })).toMatchObject({
      value: [{ id: 9, steps: [{ name: step.name, startedAt: step.started_at, completedAt: null }] }],
    })
    await listJobs(github, { ...repository, runId: 7, attempt: 1 })
    expect(server.exchanges.map(({ path }) => path)).toEqual([
      '/api/v3/repos/acme/gitops-config/actions/runs/7/jobs?per_page=100&filter=latest',
      '/api/v3/repos/acme/gitops-config/actions/runs/7/attempts/1/jobs?per_page=100',
    ])
  })

  it('edge case 12: are cancelled, also when they have ended', async () => {
    await using server = await startScriptedServer([
      { status: 202, body: {} },
      { status: 409, body: { message: 'Cannot cancel a workflow run that is completed.' } },
    ])
    const { github } = testClient(server.url)
    expect(await cancelRun(github, { ...repository, runId: 7 })).toBe('requested')
    expect(await cancelRun(github, { ...repository, runId: 7 })).toBe('completed')
  })

  it('have annotations', async () => {
    const annotation = {
      annotation_level: 'failure',
      title: 'merge-blocked',
      message: 'Nobody approved it.',
      path: '.github',
      start_line: 1,
    }
    await using server = await startScriptedServer([{ body: [annotation] }])
    expect(await listAnnotations(testClient(server.url).github, { ...repository, jobId: 9 })).toEqual([
      { level: 'failure', title: 'merge-blocked', message: 'Nobody approved it.', path: '.github', line: 1 },
    ])
  })

  it('end in a typed error when the answer has another shape', async () => {
    await using server = await startScriptedServer([{ body: { runs: [] } }])
    await expect(listRuns(testClient(server.url).github, repository)).rejects.toMatchObject({ code: 'github-invalid-answer' })
  })
})

describe('isActionsDisabled', () => {
  it('reads what GitHub says', () => {
    const error = (message: string) => new GitHubError(message, { code: 'github-refused', status: 422, body: { message } })
    expect(isActionsDisabled(error('Actions has been disabled for this repository.'))).toBe(true)
    expect(isActionsDisabled(error('Actions is disabled'))).toBe(true)
    expect(isActionsDisabled(error('Not Found'))).toBe(false)
    expect(isActionsDisabled(new Error('Actions is disabled'))).toBe(false)
  })
})
