import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Outcome, type Reason, type Receipt, reason, requestId } from '@mfe-gitops/contract'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunRecord } from '../../../packages/lab/src/github/index.ts'
import { attachReceipt, endRun, endStage, openScene, receiptFor, request, type Scene, startRun } from './scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

/** Plays one run: each entry happens during one pause. */
function play(...steps: ((run: RunRecord) => void | Promise<void>)[]): void {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    scene.script = steps.map((step) => () => step(run))
  }
}

const receipt = (change: Partial<Receipt>) => (run: RunRecord) => attachReceipt(scene, run, receiptFor(scene, run, request, change))
const codes = (reasons: unknown) => (reasons as Reason[]).map(({ code }) => code)

describe('with a receipt', () => {
  it.each<[Outcome, 'success' | 'failure', boolean]>([
    ['deployed', 'success', false],
    ['unchanged', 'success', false],
    ['rejected', 'failure', true],
    ['superseded', 'failure', true],
    ['awaiting-approval', 'success', true],
    ['failed', 'failure', true],
    ['cancelled', 'failure', true],
    ['timed-out', 'failure', true],
  ])('edge case 6: %s (run: %s) makes the step red: %s', async (outcome, conclusion, red) => {
    play(receipt({ outcome }), (run) => endRun(scene, run, conclusion))
    const { outputs, failed } = await scene.run()
    expect([outputs.outcome, failed]).toEqual([outcome, red])
    expect(outputs['request-id']).toBe(requestId(request))
  })

  it('edge case 17, claim 3: gives every reason back', async () => {
    const reasons = [
      reason('environment-frozen', { field: 'environment' }),
      reason('ref-not-allowed', { field: 'ref', seen: 'refs/heads/x' }),
    ]
    play(
      (run) => endStage(scene, run, 'accepted', 'failure'),
      receipt({ outcome: 'rejected', reasons }),
      (run) => endRun(scene, run, 'failure'),
    )
    const { outputs, code, message } = await scene.run()
    expect(outputs.reasons).toEqual(reasons)
    expect([code, message]).toEqual(['environment-frozen', reasons[0]?.message])
  })

  it('does not call a run good that ended badly after its receipt', async () => {
    play(
      receipt({}),
      (run) => endStage(scene, run, 'purged', 'failure'),
      (run) => endRun(scene, run, 'failure'),
    )
    const { outputs, message } = await scene.run()
    expect([outputs.outcome, outputs.version, codes(outputs.reasons)]).toEqual(['failed', '1.4.0', ['run-failed']])
    expect(message).toContain('"Invalidate the cache"')
  })

  it('takes the answer of a receiver that could not read the request, as it can be nobody else', async () => {
    play(receipt({ outcome: 'rejected', requestId: null, request: null, reasons: [reason('field-unknown')] }), (run) =>
      endRun(scene, run, 'failure'),
    )
    const { outputs } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['rejected', ['field-unknown']])
  })
})

describe('without a receipt', () => {
  const live = (run: RunRecord) => {
    endStage(scene, run, 'uploaded')
    endStage(scene, run, 'live')
  }

  it('is green only when the run is seen to have made the version live', async () => {
    play(live, (run) => endRun(scene, run))
    const { outputs, failed } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons), failed]).toEqual(['deployed', ['receipt-missing'], false])
    expect(scene.log()).toContain('::warning::The run left no receipt')
  })

  it('is red when the run is green but nothing went live', async () => {
    play(
      (run) => endStage(scene, run, 'accepted'),
      (run) => endRun(scene, run),
    )
    const { outputs } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['failed', ['receipt-missing']])
  })

  it('is red when two runs carry the title, as either may be ours', async () => {
    scene.onDispatch = (event, asked) => {
      const run = startRun(scene.github, event, asked)
      scene.script = [() => live(run), () => void startRun(scene.github, event, asked), () => endRun(scene, run)]
    }
    expect((await scene.run()).outputs.outcome).toBe('failed')
  })

  it.each([
    ['failure', 'failed', 'run-failed'],
    ['timed_out', 'failed', 'run-failed'],
    ['startup_failure', 'failed', 'run-failed'],
    ['skipped', 'failed', 'run-failed'],
    ['neutral', 'failed', 'run-failed'],
    ['stale', 'failed', 'run-failed'],
    ['cancelled', 'cancelled', 'run-cancelled'],
    ['action_required', 'awaiting-approval', 'waiting-for-approval'],
  ] as const)('edge case 7: a run that ended as %s means %s', async (conclusion, outcome, code) => {
    play((run) => endRun(scene, run, conclusion))
    const { outputs, failed } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons), failed]).toEqual([outcome, [code, 'receipt-missing'], true])
  })

  it('edge case 14: names the failed step and what it said, in words that can do no harm', async () => {
    play(
      (run) => endStage(scene, run, 'changed', 'failure'),
      (run) => {
        const job = scene.github.runs.get(run.id)?.jobs[0]
        const message = '::error::edit-refused\n::add-mask::a <b>@acme</b>'
        if (job !== undefined) scene.github.runs.addAnnotation(run.id, job.id, { level: 'failure', title: 'edit-refused', message })
        endRun(scene, run, 'failure')
      },
    )
    const { message } = await scene.run({ token: scene.token({ contents: 'write', actions: 'read', checks: 'read' }) })
    expect(message).toContain(
      'job "deploy / change" ended as failure in step "Update the config"; edit-refused: ::error::edit-refused\\n::add-mask::a',
    )
    expect(scene.log()).not.toMatch(/^::(error|add-mask)/m)
  })

  it.each<[string, Uint8Array]>([
    ['is no zip', new TextEncoder().encode('no zip')],
    ['holds another file', zipSync({ 'other.json': new Uint8Array(2) })],
    ['holds no JSON', zipSync({ 'receipt.json': new TextEncoder().encode('no json') })],
    ['holds something else', zipSync({ 'receipt.json': new TextEncoder().encode('{"schema":1,"outcome":"deployed"}') })],
    ['is a bomb', zipSync({ 'receipt.json': new Uint8Array(4 * 1024 * 1024) })],
  ])('an artifact that %s is no receipt', async (_, bytes) => {
    const file = join(mkdtempSync(join(tmpdir(), 'receipt-')), 'receipt.zip')
    writeFileSync(file, bytes)
    play(
      async (run) => void (await scene.github.runs.addArtifact(run.id, { name: 'deployment-receipt', file })),
      (run) => endRun(scene, run),
    )
    expect(codes((await scene.run()).outputs.reasons)).toEqual(['receipt-missing'])
  })

  it.each<[string, (run: RunRecord) => Partial<Receipt>]>([
    ['another run', (run) => ({ run: { ...receiptFor(scene, run, request).run, id: run.id + 1 } })],
    ['a run of another repository', (run) => ({ run: { ...receiptFor(scene, run, request).run, repository: 'evil/gitops-config' } })],
  ])('a receipt that speaks of %s does not count', async (_, change) => {
    play(
      (run) => attachReceipt(scene, run, receiptFor(scene, run, request, change(run))),
      (run) => endRun(scene, run),
    )
    expect(codes((await scene.run()).outputs.reasons)).toEqual(['receipt-missing'])
  })

  it('edge case 9: a receipt of an earlier attempt does not count', async () => {
    play(receipt({}), (run) => {
      scene.github.runs.nextAttempt(run.id)
      scene.github.runs.update(run.id, { status: 'completed', conclusion: 'failure' })
    })
    const { outputs } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['failed', ['run-failed', 'receipt-missing']])
  })
})

describe('before anything is sent', () => {
  it.each([
    ['mfe', '../cart'],
    ['version', 'latest'],
    ['environment', 'staging\n::set-output name=x::y'],
    ['ref', 'main'],
    ['cacheInvalidationKeys', 'https://example.com'],
  ])('edge case 1, claim 2: refuses %s = %j by the schema of the receiver', async (field, value) => {
    const fields = { ...(await fieldsOf()), [field]: value }
    const { outputs, failed } = await scene.run({ fields })
    expect([outputs.outcome, failed, scene.github.requests.length]).toEqual(['rejected', true, 0])
  })
})

async function fieldsOf() {
  const { cache_invalidation_keys: cacheInvalidationKeys, ...fields } = request
  return { ...fields, cacheInvalidationKeys }
}
