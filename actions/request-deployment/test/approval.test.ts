import { type Reason, type Receipt, requestId } from '@mfe-gitops/contract'
import { createGitHub, createPullRequest, type GitHub, mergePullRequest } from '@mfe-gitops/github'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../packages/lab/src/github/index.ts'
import {
  attachReceipt,
  dispatcherPermissions,
  endRun,
  endStage,
  openScene,
  receiptFor,
  repository,
  request,
  type Scene,
  startRun,
} from './scene.ts'

const name = { owner: 'acme', repo: 'gitops-config' }
const head = 'deploy/staging/cart/0123456789ab'
const codes = (reasons: unknown) => (reasons as Reason[]).map(({ code }) => code)

let scene: Scene
let person: GitHub
let number: number
let headSha: string
let pusher: ReturnType<Scene['github']['createUser']>
beforeEach(async () => {
  scene = await openScene()
  pusher = scene.github.createUser('pusher')
  const { token } = scene.github.createUser('reviewer')
  person = createGitHub({ apiUrl: scene.github.apiUrl, graphqlUrl: scene.github.graphqlUrl, token })
  headSha = await scene.github.commitFiles(repository, {
    branch: head,
    message: 'Deploy',
    files: { 'environments/staging/cart.yaml': 'x\n' },
  })
  const created = await createPullRequest(person, { ...name, head, base: 'main', title: 'Deploy cart', body: '' })
  number = 'number' in created ? created.number : 0
})
afterEach(() => scene.close())

const pullRequest = () => ({ number, url: `${scene.github.url}/${repository}/pull/${number}` })

/** The run that only raises the pull request, and then what people do, an entry a pause. */
function process(...afterwards: (() => void | Promise<void>)[]): void {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    const waiting: Partial<Receipt> = { outcome: 'awaiting-approval', pullRequest: pullRequest(), mergeCommit: null, url: null }
    waiting.reasons = [{ code: 'approval-required', message: 'The pull request needs the approval of a person.' }]
    scene.script = [
      async () => {
        for (const stage of ['accepted', 'changed', 'pull-request'] as const) endStage(scene, run, stage)
        await attachReceipt(
          scene,
          run,
          receiptFor(scene, run, asked, { ...waiting, version: { requested: '1.4.0', live: null, previous: null } }),
        )
        endRun(scene, run)
      },
      ...afterwards,
    ]
  }
}

const nothing = () => {}

async function merge(): Promise<void> {
  expect(await mergePullRequest(person, { ...name, number, sha: headSha, method: 'squash' })).toMatchObject({ kind: 'merged' })
}

/** A push run with a release job for one MFE, and a failed one for another. */
function release(mfe: string): RunRecord {
  const at = {
    headSha,
    headBranch: 'main',
    path: '.github/workflows/release.yml',
    actor: pusher,
    status: 'in_progress' as const,
  }
  const run = scene.github.runs.create({ repository, name: 'Release', displayTitle: 'Deploy cart', event: 'push', ...at })
  const other = scene.github.runs.addJob(run.id, { name: 'release / release search to staging', status: 'in_progress' })
  scene.github.runs.updateJob(run.id, other.id, { status: 'completed', conclusion: 'failure' })
  scene.github.runs.addJob(run.id, { name: `release / release ${mfe} to staging`, status: 'in_progress' })
  return run
}

async function released(run: RunRecord, change: Partial<Receipt> = {}): Promise<void> {
  const job = scene.github.runs.get(run.id)?.jobs.at(-1)
  await attachReceipt(scene, run, receiptFor(scene, run, request, change), 'deployment-receipt-staging-cart')
  if (job) scene.github.runs.updateJob(run.id, job.id, { status: 'completed', conclusion: 'success' })
}

describe('a pull request that a person has to approve', () => {
  it('is waited for, and its release as well', async () => {
    const runs: RunRecord[] = []
    process(
      nothing,
      nothing,
      merge,
      () => void runs.push(release('cart')),
      () => released(runs[0] as RunRecord),
    )
    const { outputs, failed } = await scene.run({ fields: fields() })
    expect([outputs.outcome, failed], JSON.stringify(outputs.reasons)).toEqual(['deployed', false])
    expect(outputs).toMatchObject({ version: '1.4.0', 'pull-request': String(number) })
    expect(outputs['run-url']).toContain(`/runs/${runs[0]?.id}`)
    expect(scene.log()).toMatch(new RegExp(`Pull request ${number} waits for the approval of a person: http.*/pull/${number}`))
    expect(scene.log()).toContain(`Pull request ${number} was merged as `)
  })

  it('is not mistaken for the one of a later request', async () => {
    const runs: RunRecord[] = []
    const later = { ...request, version: '1.5.0' }
    const theirs = async () => released(release('cart'), { requestId: requestId(later), request: later })
    process(
      merge,
      theirs,
      () => void runs.push(release('cart')),
      () => released(runs[0] as RunRecord),
    )
    const { outputs } = await scene.run({ fields: fields() })
    expect([outputs.outcome, outputs['run-url']]).toEqual(['deployed', expect.stringContaining(`/runs/${runs[0]?.id}`)])
  })

  it('ends the request when the person closes it', async () => {
    process(
      nothing,
      async () =>
        void (await person.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...name, pull_number: number, state: 'closed' })),
    )
    const { outputs, message } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['failed', ['pull-request-closed']])
    expect(message).toContain(`/pull/${number}`)
  })

  it('ends the request as superseded when it gives way to a newer one', async () => {
    process(async () => {
      await person.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...name,
        issue_number: number,
        body: 'Superseded by #99.',
      })
      await person.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { ...name, pull_number: number, state: 'closed' })
    })
    const { outputs } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['superseded', ['superseded-by-newer']])
    expect(JSON.stringify(outputs.reasons)).toContain('/pull/99')
  })

  it('leaves the request waiting when time is up, with the link and at little cost', async () => {
    process()
    const { outputs, failed } = await scene.run({ waitMs: 3_600_000 })
    expect([outputs.outcome, codes(outputs.reasons), failed]).toEqual(['awaiting-approval', ['approval-required'], true])
    expect(outputs['pull-request']).toBe(String(number))
    const looks = scene.github.requests.filter(({ route }) => route === 'GET /repos/{owner}/{repo}/pulls/{pull_number}')
    expect(looks.length).toBeGreaterThan(100)
    expect(looks.filter(({ status }) => status !== 304)).toHaveLength(1)
  })

  it('is not waited for when the sender only wants it raised', async () => {
    process(() => expect.unreachable())
    const { outputs, failed } = await scene.run({ waitFor: 'pull-request' })
    expect([outputs.outcome, codes(outputs.reasons), failed]).toEqual(['awaiting-approval', ['approval-required'], true])
  })

  it('stays open when the job that waits is cancelled', async () => {
    process(nothing, () => scene.cancel())
    const { outputs, message } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['cancelled', ['sender-cancelled']])
    expect(message).toContain('Its pull request stays open and may still be merged: http')
  })

  it('says so when the merge is released by nobody', async () => {
    process(merge)
    const { outputs } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['timed-out', ['run-not-found']])
    expect(outputs['merge-commit']).toMatch(/^[0-9a-f]{40}$/)
  })

  it('cannot be watched without the permission to read it', async () => {
    process()
    const { pull_requests: _, ...permissions } = dispatcherPermissions
    const { outputs } = await scene.run({ token: scene.token(permissions) })
    expect(outputs.outcome).toBe('awaiting-approval')
  })
})

/** With the timestamp of the request, so that the receipts of its release can name it. */
function fields() {
  const { cache_invalidation_keys: cacheInvalidationKeys, ...rest } = request
  return { ...rest, cacheInvalidationKeys }
}
