import { type Outcome, outcomes, type Reason, type Receipt, reason } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewFault, RunRecord, RunStatus } from '../../../packages/lab/src/github/index.ts'
import type { RequestDeploymentInputs } from '../src/inputs.ts'
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

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  scene.github.setRunController({ cancel: () => {}, rerun: () => {} })
})
afterEach(() => scene.close())

type Step = (run: RunRecord) => void | Promise<void>

/** Plays one run: each step happens during one pause. */
function play(...steps: Step[]): void {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    scene.script = steps.map((step) => () => step(run))
  }
}

function nobodyListens(): void {
  scene.onDispatch = () => {}
}

const stays =
  (status: RunStatus): Step =>
  (run) =>
    void scene.github.runs.update(run.id, { status })
const ends =
  (conclusion: 'success' | 'failure' | 'cancelled'): Step =>
  (run) =>
    endRun(scene, run, conclusion)
const passes = (...names: Parameters<typeof endStage>[2][]) =>
  names.map(
    (name): Step =>
      (run) =>
        endStage(scene, run, name),
  )
const leaves =
  (change: Partial<Receipt>): Step =>
  (run) =>
    attachReceipt(scene, run, receiptFor(scene, run, request, change))
const jobIsCancelled: Step = () => scene.cancel()

const failsWith =
  (message: string): Step =>
  (run) => {
    endStage(scene, run, 'changed', 'failure')
    const job = scene.github.runs.get(run.id)?.jobs[0]
    if (job !== undefined) scene.github.runs.addAnnotation(run.id, job.id, { level: 'failure', title: 'edit-refused', message })
    endRun(scene, run, 'failure')
  }

const runsRoute = 'GET /repos/{owner}/{repo}/actions/runs'
const actionsAreOff = { status: 403, body: { message: 'Actions has been disabled for this repository.' } }
const forever = Number.POSITIVE_INFINITY
const gone = { status: 404, body: { message: 'Not Found' } }
const fault = (change: NewFault) => void scene.github.faults.add(change)
const holder = (permissions: Record<string, string>) => ({ token: scene.token({ metadata: 'read', ...permissions }) })
const byWorkflow = () => ({ transport: 'workflow_dispatch', ...holder({ actions: 'write' }) }) as const

interface State {
  readonly when: () => void
  readonly inputs?: () => Partial<RequestDeploymentInputs>
  readonly is: readonly [Outcome, string]
  readonly says: RegExp
}

const winner = 'https://github.com/acme/gitops-config/pull/18'

const states: Record<string, State> = {
  'edge case 5, claim 6: no workflow listens': {
    when: () => nobodyListens(),
    is: ['failed', 'run-not-found'],
    says: /accepted the request, but within 60 s no repository_dispatch run .* must be on the default branch, listen to this event/,
  },
  'the workflow is not there': {
    when: () => {},
    inputs: () => ({ ...byWorkflow(), workflow: 'missing.yml' }),
    is: ['failed', 'dispatch-refused'],
    says: /has no workflow "missing.yml"/,
  },
  'Actions are disabled, as the list of runs says': {
    when: () => fault({ route: runsRoute, ...actionsAreOff }),
    is: ['failed', 'actions-disabled'],
    says: /Enable it in the repository's Actions settings/,
  },
  'Actions are disabled, as the dispatch says': {
    when: () => fault({ route: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', ...actionsAreOff, status: 422 }),
    inputs: byWorkflow,
    is: ['failed', 'actions-disabled'],
    says: /Enable it in the repository's Actions settings/,
  },
  'Actions are disabled, and GitHub does not say so': {
    when: () => scene.github.setRepositorySettings(repository, { actionsEnabled: false }),
    is: ['failed', 'run-not-found'],
    says: /Actions must be enabled there/,
  },
  'the workflow is disabled': {
    when: () => {
      nobodyListens()
      scene.github.setWorkflowState(repository, '.github/workflows/deploy.yml', 'disabled_inactivity')
    },
    is: ['failed', 'actions-disabled'],
    says: /or its deploy workflow, is disabled/,
  },
  'edge case 6, claim 6: the token may not dispatch': {
    when: () => {},
    inputs: () => holder({ contents: 'read', actions: 'read' }),
    is: ['failed', 'token-cannot-dispatch'],
    says: /may not send a repository_dispatch .* Give it contents: write/,
  },
  'edge case 6: the token may not read': {
    when: () => {},
    inputs: () => holder({ contents: 'write' }),
    is: ['failed', 'token-cannot-read-runs'],
    says: /may not read its workflow runs .* the request was not sent. Give it actions: read/,
  },
  'edge case 7: the run is queued': {
    when: () => play(stays('queued')),
    is: ['timed-out', 'wait-timeout'],
    says: /it is queued, no runner has taken it yet/,
  },
  'edge case 8, fault 34: the run waits for approval': {
    when: () => play(stays('waiting')),
    is: ['awaiting-approval', 'waiting-for-approval'],
    says: /Approve or reject it/,
  },
  'edge case 15, claim 8, fault 33: the run is held by a concurrency group': {
    when: () => play(stays('pending')),
    is: ['timed-out', 'wait-timeout'],
    says: /it is held by a concurrency group/,
  },
  'edge case 7: the run is held by GitHub': {
    when: () => play(stays('requested')),
    is: ['timed-out', 'wait-timeout'],
    says: /it is held, GitHub has not queued it/,
  },
  'edge case 15, claim 8, fault 33: the run was cancelled by concurrency': {
    when: () => play(stays('pending'), ends('cancelled')),
    is: ['cancelled', 'run-cancelled'],
    says: /cancelled before its first step, as GitHub does with the older pending run of a concurrency group/,
  },
  'the run was cancelled by a person': {
    when: () => play(...passes('accepted'), ends('cancelled')),
    is: ['cancelled', 'run-cancelled'],
    says: /^(?!.*concurrency group)/,
  },
  'fault 35: the run was deleted': {
    when: () =>
      play(...passes('accepted'), () => fault({ route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', times: forever, ...gone })),
    is: ['failed', 'run-not-found'],
    says: /is gone: somebody deleted it/,
  },
  'claim 8: the request was superseded': {
    when: () => play(leaves({ outcome: 'superseded', reasons: [reason('superseded-by-newer', { seen: winner })] }), ends('failure')),
    is: ['superseded', 'superseded-by-newer'],
    says: /A newer request .*pull\/18/,
  },
  'the run failed at a step, which an annotation explains': {
    when: () => play(failsWith('environments/staging/cart.yaml: the edit was refused')),
    inputs: () => holder({ contents: 'write', actions: 'read', checks: 'read' }),
    is: ['failed', 'run-failed'],
    says: /in step "Update the config"; edit-refused: environments\/staging\/cart.yaml: the edit was refused/,
  },
  'edge case 6: the run succeeded without a receipt': {
    when: () => play(...passes('accepted'), ends('success')),
    is: ['failed', 'receipt-missing'],
    says: /left no receipt of this request/,
  },
  'the caller was cancelled before the merge': {
    when: () => play(...passes('accepted', 'changed'), () => {}, jobIsCancelled),
    inputs: () => holder({ contents: 'write', actions: 'write' }),
    is: ['cancelled', 'sender-cancelled'],
    says: /Its run was cancelled before anything was merged: http/,
  },
  'the caller was cancelled after the merge': {
    when: () => play(...passes('accepted', 'changed', 'pull-request', 'checked', 'merged'), () => {}, jobIsCancelled),
    inputs: () => holder({ contents: 'write', actions: 'write' }),
    is: ['cancelled', 'sender-cancelled'],
    says: /past the point of cancelling and goes on: http/,
  },
}

describe('tells apart', () => {
  it.each(Object.entries(states))('%s', async (_, { when, inputs, is, says }) => {
    when()
    const { outputs, failed, code, message } = await scene.run({ waitMs: 60_000, ...inputs?.() })
    expect([failed, outputs.outcome, code]).toEqual([true, ...is])
    expect(message).toMatch(says)
    const [first] = outputs.reasons as Reason[]
    expect(first?.code).toBe(is[1])
    expect(outputs['run-url'] || scene.log()).toMatch(/http:\/\/github\.localhost:\d+\/acme\/gitops-config\/actions/)
  })
})

/** What never gives an answer. */
const silences: Record<string, () => void> = {
  'no run ever comes': () => nobodyListens(),
  'the run never ends': () => play(),
  'the run starts anew again and again': () =>
    play(function again(run) {
      scene.github.runs.nextAttempt(run.id)
      scene.script.push(() => again(run))
    }),
  'strangers with the same title come again and again': () =>
    play(async function again(run) {
      await attachReceipt(scene, run, receiptFor(scene, run, { ...request, sha: 'd'.repeat(40) }))
      endRun(scene, run)
      const next = scene.github.runs.create({ ...run, id: run.id + 1 })
      scene.script.push(() => again(next))
    }),
  'GitHub is down from the start': () => fault({ route: '*', times: forever, status: 503, body: '' }),
  'GitHub is down once the request is sent': () => {
    scene.onDispatch = (event, asked) => {
      startRun(scene.github, event, asked)
      fault({ route: '*', times: forever, status: 502, body: '<html>' })
    }
  },
  'every answer is broken': () => fault({ route: runsRoute, skip: 1, times: forever, status: 200, body: '{"workflow_runs":' }),
  'every connection breaks': () => fault({ route: '*', times: forever, drop: true }),
  'the rate limit is spent for an hour': () =>
    fault({ route: '*', times: forever, status: 429, headers: { 'retry-after': '3600' }, body: {} }),
  'the rate limit is spent again and again': () =>
    fault({ route: '*', skip: 2, times: forever, status: 429, headers: { 'retry-after': '60' }, body: {} }),
  'the receipt cannot be read': () => {
    fault({ route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', times: forever, status: 500, body: '' })
    play(ends('success'))
  },
}

describe('R7: no wait is unbounded', () => {
  it.each(Object.entries(silences))('when %s', async (_, when) => {
    when()
    const { outputs, failed, code } = await scene.run({
      ...holder(dispatcherPermissions),
      discoveryMs: 60_000,
      waitMs: 120_000,
      pollMs: 10_000,
    })
    expect(outcomes).toContain(outputs.outcome)
    expect([failed, code === null, code === 'internal-error']).toEqual([true, false, false])
    // The time to look for the run, the time to follow it, and the five minutes that one call may wait for a rate limit: before the request is sent, before it is sent again, and at the end.
    expect(scene.clock() - Date.parse(request.timestamp)).toBeLessThanOrEqual(60_000 + 120_000 + 3 * 300_000)
    expect(scene.log()).toMatch(/GitHub requests: \d+, \d+ of them free/)
  })
})

it('edge case 11, R9: obeys retry-after, and asks conditionally for what it has seen', async () => {
  const asked: number[] = []
  play(...Array.from({ length: 12 }, (): Step => () => void asked.push(scene.clock())), leaves({}), ends('success'))
  fault({ route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}', skip: 2, status: 429, headers: { 'retry-after': '47' }, body: {} })
  expect((await scene.run()).outputs.outcome).toBe('deployed')
  const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
  expect(pauses).toContain(47_000)
  const [, total = '', free = ''] = /GitHub requests: (\d+), (\d+) of them free/.exec(scene.log()) ?? []
  expect(Number(total)).toBe(scene.github.requests.length)
  expect(Number(free)).toBe(scene.github.requests.filter(({ status }) => status === 304).length)
  expect(Number(free)).toBeGreaterThan(Number(total) / 2)
})
