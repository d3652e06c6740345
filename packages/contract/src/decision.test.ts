import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { config, desired, registration, request } from '../test/examples.ts'
import { type DecisionInput, type DeploymentRequest, decide, type ReasonCode, requestId } from './index.ts'

const input: DecisionInput = {
  request,
  event: { name: 'repository_dispatch', action: 'deploy-mfe-trigger', senderId: 583231, installationId: 99 },
  config,
  registration,
  desired,
  sourceRepositoryId: 812345678,
}
const { staging } = config.environments as { staging: NonNullable<(typeof config.environments)[string]> }
const rollback: DeploymentRequest = { ...request, type: 'rollback-mfe-trigger', version: '1.2.0' }
const rollbackEvent = { ...input.event, action: 'rollback-mfe-trigger' }
const withEnvironment = (change: object) => ({ config: { ...config, environments: { staging: { ...staging, ...change } } } })

function codes(change: Partial<DecisionInput>): [string, ReasonCode[]] {
  const decision = decide({ ...input, ...change })
  return [decision.outcome, 'reasons' in decision ? decision.reasons.map(({ code }) => code) : []]
}

describe('a request', () => {
  it.each<[string, Partial<DecisionInput>]>([
    ['for a newer version', {}],
    ['for the first version', { desired: null }],
    ['from a repository that the token cannot see', { sourceRepositoryId: null }],
    ['from a repository in other capitals', { request: { ...request, repository: 'Acme/Cart' } }],
    ['by workflow_dispatch', { event: { ...input.event, name: 'workflow_dispatch', action: null } }],
    ['from a known user', { config: { ...config, senders: { users: [1, 583231] } } }],
    ['from a known installation', { config: { ...config, senders: { users: [], installations: [99] } } }],
    [
      'from a sender whom both gitops.yaml and the registration allow',
      {
        config: { ...config, senders: { installations: [98, 99] } },
        registration: { ...registration, senders: { installations: [99] } },
      },
    ],
    [
      'from an allowed ref',
      { request: { ...request, ref: 'refs/tags/v1.4.0' }, registration: { ...registration, refs: ['refs/tags/v*'] } },
    ],
    [
      'for a commit',
      {
        request: { ...request, version: 'c'.repeat(40) },
        registration: { ...registration, versions: 'commit' },
        ...withEnvironment({ ordering: 'none' }),
      },
    ],
    [
      'for an older version where nothing is ordered',
      { request: { ...request, version: '1.0.0' }, ...withEnvironment({ ordering: 'none' }) },
    ],
    ['for a descendant', { request: { ...request, version: '1.0.0' }, ancestry: 'ahead', ...withEnvironment({ ordering: 'ancestry' }) }],
    ['for the same commit in another version', { ancestry: 'identical', ...withEnvironment({ ordering: 'ancestry' }) }],
    ['for other build metadata', { request: { ...request, version: '1.3.2+2' } }],
    ['to roll back', { request: rollback, event: rollbackEvent }],
    [
      'to roll back a commit',
      { request: { ...rollback, version: 'c'.repeat(40) }, event: rollbackEvent, registration: { ...registration, versions: 'any' } },
    ],
    [
      'that must prove where it was built',
      {
        registration: { ...registration, artifact: { ...registration.artifact, provenance: { level: 'require', workflow: 'ci.yml' } } },
        ...withEnvironment({ proof: 'attested' }),
      },
    ],
    ['with the proof that is demanded', { proof: 'attested', ...withEnvironment({ proof: 'verified' }) }],
  ])('R11: a request %s is accepted', (_, change) => {
    expect(codes(change)).toEqual(['accepted', []])
  })

  it.each<[string, Partial<DecisionInput>]>([
    ['for the version that is desired', { request: { ...request, version: '1.3.2' } }],
    ['that was merged already', { desired: { ...desired, version: '1.4.0', request: { ...desired.request, id: requestId(request) } } }],
    [
      'to roll back that was merged already',
      {
        request: rollback,
        event: rollbackEvent,
        desired: { ...desired, version: '1.2.0', request: { ...desired.request, id: requestId(rollback) } },
      },
    ],
    [
      'for the desired version where ancestry is unknown',
      { request: { ...request, version: '1.3.2' }, ...withEnvironment({ ordering: 'ancestry' }) },
    ],
  ])('edge case 19: a request %s is unchanged', (_, change) => {
    expect(codes(change)).toEqual(['unchanged', []])
  })

  it.each<[ReasonCode, Partial<DecisionInput>]>([
    ['type-mismatch', { event: { ...input.event, action: 'rollback-mfe-trigger' } }],
    ['type-mismatch', { event: { ...input.event, action: null } }],
    ['transport-not-allowed', { event: { ...input.event, name: 'push' } }],
    ['transport-not-allowed', { config: { ...config, transports: ['workflow_dispatch'] } }],
    ['sender-not-allowed', { config: { ...config, senders: { users: [1], installations: [2] } } }],
    ['sender-not-allowed', { config: { ...config, senders: { users: [99], installations: [583231] } } }],
    [
      'sender-not-allowed',
      { config: { ...config, senders: { installations: [2] } }, event: { ...input.event, senderId: null, installationId: null } },
    ],
    ['sender-not-allowed', { registration: { ...registration, senders: { installations: [98] } } }],
    [
      'sender-not-allowed',
      { config: { ...config, senders: { installations: [98] } }, registration: { ...registration, senders: { installations: [99] } } },
    ],
    [
      'environment-unknown',
      { request: { ...request, environment: 'prod' }, registration: { ...registration, environments: { prod: {} } } },
    ],
    ['environment-not-allowed', { registration: { ...registration, environments: { production: {} } } }],
    ['target-unknown', withEnvironment({ target: 'aws' })],
    ['registration-missing', { registration: null }],
    ['registration-invalid', { registration: { ...registration, mfe: 'search' } }],
    ['desired-state-invalid', { desired: { ...desired, mfe: 'search' } }],
    ['repository-mismatch', { request: { ...request, repository: 'acme/search' } }],
    ['repository-id-mismatch', { sourceRepositoryId: 7 }],
    ['ref-not-allowed', { request: { ...request, ref: 'refs/heads/feature' } }],
    ['ref-not-allowed', { request: { ...request, ref: 'refs/heads/main2' } }],
    ['version-kind-not-allowed', { request: { ...request, version: 'c'.repeat(40) } }],
    ['version-kind-not-allowed', { registration: { ...registration, versions: 'commit' } }],
    ['environment-frozen', withEnvironment({ frozen: { reason: 'Holidays' } })],
    ['mfe-frozen', { registration: { ...registration, environments: { staging: { frozen: { reason: 'Incident' } } } } }],
    ['proof-too-low', withEnvironment({ proof: 'verified' })],
    [
      'proof-too-low',
      {
        registration: { ...registration, artifact: { ...registration.artifact, provenance: { level: 'if-present', workflow: 'ci.yml' } } },
        ...withEnvironment({ proof: 'attested' }),
      },
    ],
    ['keys-invalid', { request: { ...request, cache_invalidation_keys: 'cart' } }],
    ['version-not-comparable', { desired: { ...desired, version: 'c'.repeat(40) } }],
    ['ancestry-unknown', withEnvironment({ ordering: 'ancestry' })],
    ['rollback-not-older', { request: { ...rollback, version: '1.3.2' }, event: rollbackEvent }],
    ['rollback-not-older', { request: { ...rollback, version: '1.4.0' }, event: rollbackEvent }],
    ['nothing-to-roll-back', { request: rollback, event: rollbackEvent, desired: null }],
  ])('is rejected as %s', (code, change) => {
    expect(codes(change)).toEqual(['rejected', [code]])
  })

  it.each<[ReasonCode, Partial<DecisionInput>]>([
    ['older-version', { request: { ...request, version: '1.3.1' } }],
    ['older-version', { request: { ...request, version: '1.3.2-rc.1' } }],
    ['older-commit', { ancestry: 'behind', ...withEnvironment({ ordering: 'ancestry' }) }],
    ['older-commit', { ancestry: 'diverged', ...withEnvironment({ ordering: 'ancestry' }) }],
  ])('edge case 18: a request is superseded as %s', (code, change) => {
    expect(codes(change)).toEqual(['superseded', [code]])
  })

  it('is told every reason at once, and a freeze in the words of whoever froze', () => {
    const decision = decide({
      ...input,
      request: { ...request, repository: 'acme/search', ref: 'refs/heads/x', version: '1.0.0' },
      ...withEnvironment({ frozen: { reason: 'Holidays' } }),
    })
    const reasons = 'reasons' in decision ? decision.reasons : []
    expect(reasons.map(({ code }) => code)).toEqual(['repository-mismatch', 'ref-not-allowed', 'environment-frozen'])
    expect(reasons[2]?.message).toMatch(/^environment: The environment is frozen: Holidays \(seen "staging"\)\. /)
  })

  it('is rejected while frozen even when it was merged already', () => {
    const merged = { ...desired, version: '1.4.0', request: { ...desired.request, id: requestId(request) } }
    expect(codes({ desired: merged, ...withEnvironment({ frozen: { reason: 'Holidays' } }) })).toEqual(['rejected', ['environment-frozen']])
  })
})

describe('names that every object inherits', () => {
  it.each(['constructor', 'tostring', 'valueof', 'hasownproperty'])('%s is no environment', (environment) => {
    const [outcome, found] = codes({ request: { ...request, environment } })
    expect([outcome, found]).toEqual(['rejected', ['environment-unknown', 'environment-not-allowed']])
  })
})

describe('the order of requests', () => {
  it('R4: ends with the newest version, in whatever order they come', () => {
    const version = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.uniqueArray(version, { minLength: 1, maxLength: 6 }), (versions) => {
        let live = null as DecisionInput['desired']
        for (const next of versions) {
          const asked = { ...request, version: next }
          const { outcome } = decide({ ...input, request: asked, desired: live })
          if (outcome === 'accepted') live = { ...desired, version: next, request: { ...desired.request, id: requestId(asked) } }
          else expect(outcome).toBe('superseded')
        }
        const newest = versions.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0]
        expect(live?.version).toBe(newest)
      }),
    )
  })
})
