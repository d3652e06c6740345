import { type DeploymentRequest, parseReceipt, requestId } from '@mfe-gitops/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildReceipt, type Facts } from './receipt.ts'

const request: DeploymentRequest = {
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
const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const commit = 'a'.repeat(40)
const run = { repository: 'acme/gitops-config', id: 7, attempt: 1, url: 'https://github.com/acme/gitops-config/actions/runs/7' }
const changes = [{ path: 'version', from: '1.3.2', to: '1.4.0', line: 3 }]

const afterChange = {
  changed: 'true',
  request: JSON.stringify(request),
  'request-id': requestId(request),
  version: '1.4.0',
  proof: 'basic',
  changes: JSON.stringify(changes),
  generation: '42',
  'previous-version': '1.3.2',
  'pull-request': '17',
  'pull-request-url': 'https://github.com/acme/gitops-config/pull/17',
  'merge-commit': commit,
}
const releaseSteps = {
  artifact: { name: '@acme/cart', version: '1.4.0', generation: '42', integrity, url: 'https://staging.example.com/cart/cart.js' },
  live: { activated: 'true', 'live-version': '1.4.0', 'previous-version': '1.3.2' },
  purge: { 'purge-id': 'p1', status: 'completed', paths: '["/cart/*"]', tags: '["cart"]', charged: '2', 'live-version': '' },
}

function succeeded(outputs: Record<string, Record<string, string>>) {
  return Object.fromEntries(Object.entries(outputs).map(([id, values]) => [id, { result: 'success' as const, outputs: values }]))
}

function facts(some: Partial<Facts>): Facts {
  return { outcome: 'deployed', reasons: [], steps: {}, change: null, request: undefined, stages: [], run, pushedCommit: null, ...some }
}

describe('buildReceipt', () => {
  it('shows of a change that carries several requests only what it changed itself', () => {
    const [first] = changes
    const marked = [
      { ...first, request: 'f'.repeat(64) },
      { ...first, request: requestId(request) },
    ]
    const steps = succeeded({ update: { changed: 'true', changes: JSON.stringify(marked) } })
    expect(buildReceipt(facts({ steps, request: JSON.stringify(request) })).changes).toEqual([first])
  })

  it('names the canary that is live when the run ends: after a probe with rollback the one that step names', () => {
    const canary = { version: '1.5.0', percentage: 10 }
    const live = { ...releaseSteps.live, canary: JSON.stringify(canary) }
    expect(buildReceipt(facts({ steps: succeeded({ ...releaseSteps, live }) })).canary).toEqual(canary)
    const purge = { ...releaseSteps.purge, 'live-version': '1.3.2' }
    const restored = { version: '1.3.9', percentage: 50 }
    for (const named of [restored, canary]) {
      const steps = succeeded({ ...releaseSteps, live, purge: { ...purge, canary: JSON.stringify(named) } })
      expect(buildReceipt(facts({ steps }))).toMatchObject({ version: { live: '1.3.2' }, canary: named })
    }
    for (const steps of [releaseSteps, { ...releaseSteps, live: { ...live, canary: '' } }, { ...releaseSteps, live, purge }]) {
      const receipt = buildReceipt(facts({ steps: succeeded(steps) }))
      expect(receipt).not.toHaveProperty('canary')
      expect(receipt.generation).toBe(42)
    }
  })

  it('takes the values of a change that was made again for the final ones', () => {
    const again = [{ path: 'version', from: '1.3.9', to: '1.4.0', line: 3 }]
    const steps = succeeded({
      update: { changed: 'true', generation: '42', 'previous-version': '1.3.2', changes: JSON.stringify(changes) },
      merge: { 'merge-commit': commit, redone: '1', generation: '43', 'previous-version': '1.3.9', changes: JSON.stringify(again) },
    })
    expect(buildReceipt(facts({ steps }))).toMatchObject({ generation: 43, version: { previous: '1.3.9' }, changes: again })
  })

  it('calls the proof of a request attested once its artifact has proved where it was built', () => {
    const steps = succeeded({ validate: { proof: 'basic' }, update: { changed: 'true', proof: 'attested' } })
    expect(buildReceipt(facts({ steps })).proof).toBe('attested')
    expect(buildReceipt(facts({ steps: succeeded(releaseSteps), change: { ...afterChange, proof: 'attested' } })).proof).toBe('attested')
  })

  it('tells the whole deployment from both jobs', () => {
    const stages = [{ name: 'live', result: 'success', seconds: 0.2 }] as const
    expect(buildReceipt(facts({ steps: succeeded(releaseSteps), change: afterChange, stages }))).toEqual({
      schema: 1,
      outcome: 'deployed',
      reasons: [],
      requestId: requestId(request),
      request,
      proof: 'basic',
      pullRequest: { number: 17, url: 'https://github.com/acme/gitops-config/pull/17' },
      mergeCommit: commit,
      generation: 42,
      version: { requested: '1.4.0', live: '1.4.0', previous: '1.3.2' },
      artifact: { name: '@acme/cart', integrity },
      url: 'https://staging.example.com/cart/cart.js',
      changes,
      stages,
      run,
      purge: { id: 'p1', status: 'completed', paths: ['/cart/*'], tags: ['cart'], charged: 2 },
    })
  })

  it('names the version that is live after another one was taken back', () => {
    const steps = succeeded({ ...releaseSteps, purge: { ...releaseSteps.purge, 'live-version': '1.3.2' } })
    expect(buildReceipt(facts({ outcome: 'failed', steps })).version).toMatchObject({ requested: '1.4.0', live: '1.3.2' })
  })

  it('names a rejected request that nobody accepted', () => {
    const receipt = buildReceipt(facts({ outcome: 'rejected', request: JSON.stringify(request) }))
    expect(receipt).toMatchObject({ outcome: 'rejected', request, requestId: requestId(request), mergeCommit: null, artifact: null })
  })

  it.each(['', 'no json', '{"mfe":"../x"}', '[]'])('has no request id for a request that cannot be read: %j', (text) => {
    expect(buildReceipt(facts({ outcome: 'rejected', request: text }))).toMatchObject({ request: null, requestId: null })
  })

  it('knows the commit that a push released', () => {
    const receipt = buildReceipt(facts({ steps: succeeded(releaseSteps), pushedCommit: commit }))
    expect(receipt).toMatchObject({ mergeCommit: commit, pullRequest: null, version: { requested: '1.4.0' } })
  })

  it('keeps the outcome and the request when something else does not fit the schema', () => {
    const broken = { ...afterChange, proof: 'hearsay', 'pull-request-url': 'javascript:alert(1)' }
    const receipt = buildReceipt(facts({ outcome: 'failed', change: broken, steps: succeeded(releaseSteps) }))
    expect(receipt).toMatchObject({ outcome: 'failed', requestId: requestId(request), proof: null, pullRequest: null })
    expect(parseReceipt(receipt).ok).toBe(true)
  })

  it('is always readable, whatever the steps put into their outputs', () => {
    const anyText = fc.oneof(fc.string(), fc.constantFrom('1.4.0', commit, integrity, '[]', '{}', '-1', 'true'))
    const ids = fc.constantFrom('validate', 'update', 'pull-request', 'merge', 'artifact', 'live', 'purge')
    const names = fc.constantFrom(
      ...Object.keys(afterChange),
      ...Object.values(releaseSteps).flatMap((outputs) => Object.keys(outputs)),
      'number',
    )
    const outputs = fc.dictionary(names, anyText)
    fc.assert(
      fc.property(fc.dictionary(ids, outputs), fc.option(outputs), (steps, change) => {
        expect(parseReceipt(buildReceipt(facts({ outcome: 'failed', steps: succeeded(steps), change })))).toMatchObject({ ok: true })
      }),
    )
  })
})
