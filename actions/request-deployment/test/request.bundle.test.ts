import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeploymentRequest, parseRequest, requestId } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type GitHubServer, type RunRecord, startGitHub } from '../../../packages/lab/src/github/index.ts'
import { type ActionCall, runAction } from '../../../test/harness/run-action.ts'
import { attachReceipt, dispatcherPermissions, endRun, endStage, receiptFor, repository, request, startRun } from './scene.ts'

let github: GitHubServer
let cancelled: number[]
beforeEach(async () => {
  github = await startGitHub({ dataDir: mkdtempSync(join(tmpdir(), 'request-bundle-')) })
  github.createOrganization('acme')
  github.createUser('dispatcher')
  await github.createRepository(repository, { files: { 'README.md': 'x' } })
  cancelled = []
  github.setRunController({ cancel: (id) => void cancelled.push(id), rerun: () => {} })
})
afterEach(() => github.close())

/** Answers the dispatch with a run that does this at once. */
function answerWith(play: (run: RunRecord, asked: DeploymentRequest) => void | Promise<void>): void {
  github.on('webhook', (event) => {
    const parsed = parseRequest(event.payload.client_payload)
    if (parsed.ok) void play(startRun(github, event, parsed.value), parsed.value)
  })
}

function run(call: Partial<ActionCall> = {}) {
  const { cache_invalidation_keys, timestamp: _, ...fields } = request
  const token = github.createToken('dispatcher', {
    repositories: [repository],
    permissions: { ...dispatcherPermissions, actions: 'write' },
  })
  const inputs = {
    ...fields,
    token,
    'config-repository': repository,
    'cache-invalidation-keys': cache_invalidation_keys,
    'poll-seconds': '1',
  }
  const env = {
    GITHUB_REPOSITORY: 'acme/cart',
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.url,
  }
  return runAction({ action: 'request-deployment', inputs, env, ...call })
}

const scene = () => ({ github, clock: Date.now })

describe('the bundle', () => {
  it('follows a deployment, and tells it in outputs, log and summary', async () => {
    answerWith(async (remote, asked) => {
      for (const stage of ['accepted', 'changed', 'pull-request', 'checked', 'merged', 'uploaded', 'live', 'purged'] as const) {
        endStage(scene(), remote, stage)
      }
      await attachReceipt(scene(), remote, receiptFor(scene(), remote, asked))
      endRun(scene(), remote)
    })
    const { exitCode, outputs, log, summary } = await run()
    expect(exitCode, log).toBe(0)
    expect(outputs).toMatchObject({ outcome: 'deployed', reasons: '[]', version: '1.4.0', 'pull-request': '17' })
    expect(outputs['request-id']).toMatch(/^[0-9a-f]{64}$/)
    expect(log).toContain('version live')
    expect(summary).toContain('cart 1.4.0 to staging: deployed')
    expect(summary).toContain(`](${outputs['run-url']})`)
  })

  it('edge case 17, claim 3: ends red with the reasons of a rejection, and with all outputs', async () => {
    answerWith(async (remote, asked) => {
      endStage(scene(), remote, 'accepted', 'failure')
      const reasons = [{ code: 'environment-frozen', message: 'environment: Frozen by @acme/platform. Wait.' }] as const
      await attachReceipt(scene(), remote, receiptFor(scene(), remote, asked, { outcome: 'rejected', reasons: [...reasons] }))
      endRun(scene(), remote, 'failure')
    })
    const { exitCode, outputs, log, summary } = await run()
    expect([exitCode, outputs.outcome]).toEqual([1, 'rejected'])
    expect(Object.keys(outputs).toSorted()).toEqual(
      ['merge-commit', 'outcome', 'pull-request', 'reasons', 'request-id', 'run-url', 'seconds', 'url', 'version'].toSorted(),
    )
    expect(log).toContain('::error title=environment-frozen::')
    expect(summary).not.toContain('@acme')
  })

  it('edge case 12, claim 7: cancels the remote run when the job is cancelled', async () => {
    answerWith((remote) => endStage(scene(), remote, 'accepted'))
    const { exitCode, outputs, log } = await run({ cancelAt: /request accepted/ })
    expect([exitCode, outputs.outcome], log).toEqual([1, 'cancelled'])
    expect(cancelled).toHaveLength(1)
    expect(outputs['request-id']).not.toBe(requestId(request))
  })
})
