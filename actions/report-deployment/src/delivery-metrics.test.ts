import { type Outcome, type Receipt, reason, requestId } from '@mfe-gitops/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DeliveryMetrics, measureDelivery } from './delivery-metrics.ts'

const request = {
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
} as const
const endedAt = Date.parse('2026-11-22T21:38:48.623Z')
const receipt: Receipt = {
  schema: 1,
  outcome: 'deployed',
  reasons: [],
  requestId: requestId(request),
  request,
  proof: 'basic',
  pullRequest: { number: 17, url: 'https://github.com/acme/gitops-config/pull/17' },
  mergeCommit: 'a'.repeat(40),
  generation: 42,
  version: { requested: '1.4.0', live: '1.4.0', previous: '1.3.2' },
  artifact: null,
  url: 'https://staging.example.com/cart/cart.js',
  changes: [{ path: 'version', from: '1.3.2', to: '1.4.0', line: 3 }],
  stages: [
    { name: 'accepted', result: 'success', seconds: 0.4 },
    { name: 'merged', result: 'success', seconds: null },
    { name: 'pull-request', result: 'skipped', seconds: 0 },
    { name: 'live', result: 'cancelled', seconds: 0.2 },
  ],
  run: { repository: 'acme/gitops-config', id: 7, attempt: 2, url: 'https://github.com/acme/gitops-config/actions/runs/7' },
  purge: { id: 'p1', status: 'completed', paths: ['/cart/*'], tags: ['cart'] },
}
const steps = { artifact: { result: 'success' as const, outputs: { files: '9', uploaded: '4', bytes: '51200' } } }

function measure(change: Partial<Receipt> = {}, at = endedAt): DeliveryMetrics {
  return measureDelivery({ receipt: { ...receipt, ...change }, steps, change: null, pipeline: 'Deploy', endedAt: at })
}

const metric = ({ metrics }: DeliveryMetrics, wanted: string) => metrics.find(({ name }) => name === wanted)?.value

describe('measureDelivery', () => {
  it('tells a deployment in the names of OpenTelemetry, and in its own where there are none', () => {
    expect(measure()).toEqual({
      schema: 1,
      id: `${requestId(request)}:deployed`,
      time: '2026-11-22T21:38:48.623Z',
      attributes: {
        'cicd.pipeline.name': 'Deploy',
        'cicd.pipeline.result': 'success',
        'cicd.pipeline.run.id': '7',
        'cicd.pipeline.run.url.full': receipt.run.url,
        'deployment.environment.name': 'staging',
        'deployment.status': 'succeeded',
        'mfe.name': 'cart',
        'mfe.version': '1.4.0',
        'mfe.deployment.outcome': 'deployed',
        'mfe.deployment.type': 'deploy-mfe-trigger',
        'mfe.deployment.generation': '42',
        'mfe.request.id': requestId(request),
        'mfe.source.repository': 'acme/cart',
        'mfe.source.revision': request.sha,
        'mfe.config.repository': 'acme/gitops-config',
        'mfe.config.revision': receipt.mergeCommit,
      },
      metrics: [
        { name: 'mfe.deployment.count', unit: '{deployment}', value: 1 },
        { name: 'mfe.deployment.lead_time', unit: 's', value: 30.5 },
        stage('accepted', 0.4, { type: 'test', result: 'success' }),
        stage('live', 0.2, { type: 'deploy', result: 'cancellation' }),
        { name: 'mfe.deployment.attempts', unit: '{attempt}', value: 2 },
        { name: 'mfe.deployment.pull_requests', unit: '{pull_request}', value: 1 },
        { name: 'mfe.deployment.changes', unit: '{change}', value: 1 },
        { name: 'mfe.deployment.reasons', unit: '{reason}', value: 0 },
        { name: 'mfe.artifact.files', unit: '{file}', value: 9 },
        { name: 'mfe.artifact.uploaded_files', unit: '{file}', value: 4 },
        { name: 'mfe.artifact.size', unit: 'By', value: 51200 },
        { name: 'mfe.deployment.purged_keys', unit: '{key}', value: 2 },
      ],
    })
  })

  it.each<[Outcome, string | undefined, string | undefined]>([
    ['deployed', 'success', 'succeeded'],
    ['unchanged', 'success', undefined],
    ['rejected', 'failure', 'failed'],
    ['superseded', 'skip', undefined],
    ['awaiting-approval', undefined, undefined],
    ['failed', 'failure', 'failed'],
    ['cancelled', 'cancellation', 'failed'],
    ['timed-out', 'timeout', 'failed'],
  ])('calls %s a pipeline result of %s and a deployment status of %s', (outcome, result, status) => {
    const { attributes } = measure({ outcome, reasons: [reason('run-failed')] })
    expect([attributes['cicd.pipeline.result'], attributes['deployment.status']]).toEqual([result, status])
    expect(attributes['error.type']).toBe(result === 'success' ? undefined : 'run-failed')
  })

  it.each<Outcome>(['unchanged', 'rejected', 'superseded', 'awaiting-approval', 'failed', 'cancelled', 'timed-out'])(
    'has no lead time of what was not delivered: %s',
    (outcome) => expect(metric(measure({ outcome }), 'mfe.deployment.lead_time')).toBeUndefined(),
  )

  it('has no lead time when the clock of the sender was ahead, or when the request is not known', () => {
    expect(metric(measure({}, Date.parse(request.timestamp) - 1), 'mfe.deployment.lead_time')).toBeUndefined()
    expect(metric(measure({ request: null }), 'mfe.deployment.lead_time')).toBeUndefined()
  })

  it('R16: gives every terminal state of a request one id, however often it is told', () => {
    const replays = [
      measure(),
      measure({ run: { ...receipt.run, attempt: 3 } }, endedAt + 60_000),
      measure({ run: { ...receipt.run, id: 8 } }),
    ]
    expect(new Set(replays.map(({ id }) => id)).size).toBe(1)
    expect(measure({ outcome: 'failed' }).id).not.toBe(measure().id)
    expect(measure({ request: null, requestId: null }).id).toBe('acme/gitops-config/7:deployed')
  })

  it('names a unit and a finite value of every metric, and one value of everything but the stages', () => {
    const outcome = fc.constantFrom<Outcome>('deployed', 'unchanged', 'rejected', 'superseded', 'failed', 'cancelled', 'timed-out')
    const outputs = fc.dictionary(
      fc.constantFrom('files', 'uploaded', 'bytes'),
      fc.oneof(fc.string(), fc.constantFrom('', '-1', '1e9', 'NaN')),
    )
    fc.assert(
      fc.property(outcome, outputs, fc.boolean(), (word, texts, known) => {
        const told = { ...receipt, outcome: word, request: known ? request : null, purge: known ? receipt.purge : null }
        const artifact = { result: 'success' as const, outputs: texts }
        const { metrics } = measureDelivery({ receipt: told, steps: { artifact }, change: null, pipeline: '', endedAt })
        expect(metrics.every(({ unit, value }) => unit !== '' && Number.isFinite(value) && value >= 0)).toBe(true)
        const names = metrics.map(({ name }) => name).filter((name) => name !== 'mfe.deployment.stage.duration')
        expect(new Set(names).size).toBe(names.length)
      }),
    )
  })
})

function stage(name: string, value: number, { type, result }: { type: string; result: string }) {
  const attributes = { 'cicd.pipeline.task.name': name, 'cicd.pipeline.task.type': type, 'cicd.pipeline.task.run.result': result }
  return { name: 'mfe.deployment.stage.duration', unit: 's', value, attributes }
}
