import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeploymentRequest, requestId } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type GitHubServer, startGitHub } from '../../../packages/lab/src/github/index.ts'
import { runAction } from '../../../test/harness/run-action.ts'

const repository = 'acme/gitops-config'
const deploymentRoute = 'POST /repos/{owner}/{repo}/deployments'
const statusRoute = 'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses'

let github: GitHubServer
let generation: number
beforeEach(async () => {
  github = await startGitHub({ dataDir: mkdtempSync(join(tmpdir(), 'deployment-status-')) })
  github.createOrganization('acme')
  await github.createRepository(repository, { files: { 'README.md': 'x' } })
  generation = 0
})
afterEach(async () => {
  expect([github.unknownRoutes, github.violations]).toEqual([[], []])
  await github.close()
})

const step = (outcome: string, outputs: Record<string, string> = {}) => ({ outcome, conclusion: outcome, outputs })
const released = {
  artifact: step('success', { url: 'https://staging.example.com/cart/cart.js' }),
  live: step('success', { activated: 'true' }),
  purge: step('success'),
}
const asked: DeploymentRequest = {
  type: 'deploy-mfe-trigger',
  timestamp: '2026-11-22T21:38:18.123Z',
  user: 'octocat',
  mfe: 'cart',
  version: '1.4.0',
  environment: 'staging',
  cache_invalidation_keys: '',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'b'.repeat(40),
}

/** What the change job hands over once it has merged: a new commit and the next generation. */
async function merge(fields: Partial<DeploymentRequest> = {}): Promise<Record<string, string>> {
  const request = { ...asked, ...fields }
  generation += 1
  const files = { [`environments/${request.environment}/${request.mfe}.yaml`]: `generation: ${generation}\n` }
  const commit = await github.commitFiles(repository, { message: 'Deploy', files })
  return {
    changed: 'true',
    request: JSON.stringify(request),
    'request-id': requestId(request),
    'merge-commit': commit,
    generation: String(generation),
  }
}

interface Report {
  readonly steps?: object
  readonly change?: Record<string, string>
  readonly inputs?: Record<string, string>
  readonly permissions?: Record<string, string>
}

async function report({ steps = released, change, inputs = {}, permissions = { deployments: 'write' } }: Report) {
  const run = await runAction({
    action: 'report-deployment',
    inputs: {
      steps: JSON.stringify(steps),
      ...(change === undefined ? {} : { change: JSON.stringify(change) }),
      upload: 'never',
      'deployment-status': 'true',
      token: github.issueRunToken(repository, permissions, 7),
      ...inputs,
    },
    env: {
      GITHUB_REPOSITORY: repository,
      GITHUB_RUN_ID: '7',
      GITHUB_WORKFLOW: 'Deploy',
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
    },
  })
  return { exitCode: run.exitCode, outcome: run.outputs.outcome, log: run.log, outputs: run.outputs }
}

/** Every deployment with its states, oldest first. */
function recorded(): string[] {
  return github.deployments(repository).map(({ environment, statuses }) => [environment, ...statuses.map(({ state }) => state)].join(' '))
}

const writes = () => github.requests.filter(({ kind }) => kind === 'content').length

describe('the deployment status', () => {
  it('records a success with its commit and its links', async () => {
    const change = await merge()
    expect(await report({ change })).toMatchObject({ exitCode: 0, outcome: 'deployed' })
    const run = `${github.url}/${repository}/actions/runs/7`
    expect(github.deployments(repository)).toMatchObject([
      {
        environment: 'staging',
        sha: change['merge-commit'],
        statuses: [{ state: 'success', logUrl: run, environmentUrl: released.artifact.outputs.url }],
      },
    ])
    expect(writes()).toBe(2)
  })

  it('makes the deployment before it inactive, and no other MFE', async () => {
    await report({ change: await merge({ mfe: 'search' }) })
    await report({ change: await merge() })
    await report({ change: await merge({ version: '1.5.0' }) })
    await report({ change: await merge({ version: '1.6.0' }) })
    expect(recorded()).toEqual(['staging success', 'staging success inactive', 'staging success inactive', 'staging success'])
  })

  it('release case 31: records a failure after the merge, and leaves the good one active', async () => {
    await report({ change: await merge() })
    const steps = { ...released, artifact: step('failure'), live: step('skipped'), purge: step('skipped') }
    expect(await report({ steps, change: await merge({ version: '1.5.0' }) })).toMatchObject({ exitCode: 0, outcome: 'failed' })
    expect(recorded()).toEqual(['staging success', 'staging failure'])
  })

  it('release case 31: records a cancelled release as ended, and leaves the good one active', async () => {
    await report({ change: await merge() })
    const steps = { ...released, live: step('cancelled'), purge: step('skipped') }
    expect(await report({ steps, change: await merge({ version: '1.5.0' }) })).toMatchObject({ exitCode: 0, outcome: 'cancelled' })
    expect(recorded()).toEqual(['staging success', 'staging error'])
  })

  it('records what lost to a newer generation as inactive', async () => {
    await report({ change: await merge() })
    const steps = { ...released, live: step('failure', { outcome: 'superseded' }), purge: step('skipped') }
    expect(await report({ steps, change: await merge({ version: '1.5.0' }) })).toMatchObject({ outcome: 'superseded' })
    expect(recorded()).toEqual(['staging success', 'staging inactive'])
  })

  it.each<[string, object, string]>([
    ['rejected', { validate: step('failure', { outcome: 'rejected' }), update: step('skipped'), merge: step('skipped') }, 'rejected'],
    ['cancelled', { validate: step('success'), update: step('cancelled'), merge: step('skipped') }, 'cancelled'],
  ])('records nothing of a request that was %s before the merge, so that no environment is made', async (_, steps, outcome) => {
    await report({ change: await merge() })
    const request = JSON.stringify({ ...asked, environment: 'stagign' })
    expect(await report({ steps, inputs: { request } })).toMatchObject({ exitCode: 0, outcome })
    expect(recorded()).toEqual(['staging success'])
  })

  it('release case 32: goes on with the same deployment in a re-run, and says a state once', async () => {
    const change = await merge()
    const failed = { ...released, purge: step('failure') }
    for (const steps of [failed, failed, released, released]) await report({ steps, change })
    expect(recorded()).toEqual(['staging failure success'])
  })

  it('release case 32: adds no deployment for what was live already', async () => {
    const change = await merge()
    await report({ change })
    const steps = { ...released, live: step('success', { activated: 'false' }) }
    const again = { ...change, changed: 'false', 'merge-commit': (await merge({ mfe: 'search' }))['merge-commit'] ?? '' }
    expect(await report({ steps, change: again })).toMatchObject({ outcome: 'unchanged' })
    expect(recorded()).toEqual(['staging success'])
  })

  it('does not make a newer one inactive that was reported first', async () => {
    const [older, newer] = [await merge(), await merge({ version: '1.5.0' })]
    await report({ change: newer })
    await report({ change: older })
    expect(recorded()).toEqual(['staging success', 'staging success inactive'])
  })

  it('release case 31: ends what a report that died in between left open', async () => {
    github.faults.add({ route: statusRoute, status: 403, body: { message: 'Resource not accessible by integration' } })
    await report({ change: await merge() })
    await report({ change: await merge({ version: '1.5.0' }) })
    expect(recorded()).toEqual(['staging inactive', 'staging success'])
  })

  it('takes the environment and the MFE of a release on push from the change input', async () => {
    const commit = await github.commitFiles(repository, { message: 'Deploy', files: { 'environments/staging/cart.yaml': 'x' } })
    const change = { environment: 'staging', mfe: 'cart', 'merge-commit': commit }
    expect(await report({ change })).toMatchObject({ outcome: 'deployed' })
    expect(recorded()).toEqual(['staging success'])
  })
})

describe('a deployment status that cannot be written', () => {
  it.each<[string, Report, (() => void)?]>([
    ['the token may not', { permissions: { contents: 'read' } }],
    ['there is no token', { inputs: { token: '' } }],
    ['GitHub refuses the deployment', {}, () => void github.faults.add({ route: deploymentRoute, status: 422, body: { message: 'No' } })],
    ['GitHub refuses the status', {}, () => void github.faults.add({ route: statusRoute, status: 422, body: { message: 'No' } })],
    ['the answer to the deployment is lost', {}, () => void github.faults.add({ route: deploymentRoute, when: 'after', drop: true })],
  ])('changes nothing when %s', async (_, call, prepare) => {
    prepare?.()
    const { exitCode, outputs, log } = await report({ change: await merge(), ...call })
    expect([exitCode, outputs.outcome, outputs.terminal]).toEqual([0, 'deployed', 'true'])
    expect(log).toContain('::warning::The deployment status was not set')
    expect(JSON.parse(outputs.metrics ?? '')).toMatchObject({ attributes: { 'mfe.deployment.outcome': 'deployed' } })
  })

  it('is written all the same when one answer is lost', async () => {
    github.faults.add({ route: statusRoute, when: 'after', status: 502, body: '<html>' })
    expect(await report({ change: await merge() })).toMatchObject({ exitCode: 0, outcome: 'deployed' })
    expect(recorded()).toEqual(['staging success success'])
  })
})

describe('the metrics', () => {
  it('are counted once for an end, and not at all while the deployment goes on', async () => {
    const change = await merge()
    const going = {
      validate: step('success'),
      update: step('success', { changed: 'false', 'merge-commit': 'a'.repeat(40) }),
      merge: step('skipped'),
    }
    expect((await report({ steps: going })).outputs.metrics).toBe('')
    const told = [await report({ change }), await report({ change })].map(({ outputs }) => JSON.parse(outputs.metrics ?? ''))
    expect(told[0].id).toBe(told[1].id)
    expect(told[0].attributes).toMatchObject({
      'cicd.pipeline.name': 'Deploy',
      'cicd.pipeline.run.id': '7',
      'deployment.environment.name': 'staging',
    })
    expect(told[0].metrics).toContainEqual({ name: 'mfe.deployment.count', unit: '{deployment}', value: 1 })
  })

  it('are there for an end that is red', async () => {
    const { purge: _, ...incomplete } = released
    const { exitCode, outputs } = await report({ steps: incomplete, change: await merge() })
    expect([exitCode, JSON.parse(outputs.metrics ?? '').attributes['cicd.pipeline.result']]).toEqual([1, 'failure'])
  })
})
