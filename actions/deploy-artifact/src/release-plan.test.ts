import type { ConfigSnapshot } from '@mfe-gitops/config-repository'
import type { GitopsConfig, Registration } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { planCanaryRelease } from './canary-release.ts'
import { planRelease } from './release-plan.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const config: GitopsConfig = {
  schema: 1,
  environments: { staging: { target: 'edge', url: 'https://staging.example.com/' } },
  targets: { edge: { provider: 'local', directory: '/srv/mfe' } },
}
const registration: Registration = {
  schema: 1,
  mfe: 'cart',
  repository: 'acme/cart',
  repositoryId: 1,
  workflow: '.github/workflows/micro-frontend-cd.yml',
  artifact: { source: 'npm', name: '@acme/cart', entry: 'assets/cart.js' },
  environments: { staging: {} },
}
const desiredText = `mfe: cart
version: 1.4.0
generation: 42
artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'b'.repeat(40)} }
cacheInvalidationKeys: [/cart/*]
request: { id: ${'a'.repeat(64)}, user: octocat, timestamp: 2026-11-22T21:38:18.123Z, type: deploy-mfe-trigger }
`
const snapshot = { config, registration, desiredFile: 'environments/staging/cart.yaml', desiredText }
const subject = { mfe: 'cart', environment: 'staging' }

it('plans what the commit says', () => {
  expect(planRelease(snapshot, subject)).toEqual({
    ok: true,
    value: {
      desired: expect.objectContaining({ version: '1.4.0', generation: 42, cacheInvalidationKeys: ['/cart/*'] }),
      artifact: registration.artifact,
      rules: [],
      prefix: 'cart/1.4.0',
      target: { provider: 'local', directory: '/srv/mfe' },
      url: 'https://staging.example.com/cart/assets/cart.js',
    },
  })
})

const canary = `canary: { version: 1.5.0, percentage: 10, artifact: { source: npm, name: '@acme/cart', integrity: ${integrity} } }\n`

it('plans the version of a canary beside it', () => {
  const read = (text: string) => {
    const plan = planRelease({ ...snapshot, desiredText: text }, subject)
    if (!plan.ok) throw new Error(JSON.stringify(plan.reasons))
    return plan.value
  }
  expect(planCanaryRelease(read(desiredText))).toBeNull()
  const plan = read(desiredText + canary)
  const { canary: _, ...state } = plan.desired
  expect(planCanaryRelease(plan)).toEqual({ ...plan, desired: { ...state, version: '1.5.0' }, prefix: 'cart/1.5.0', percentage: 10 })
})

describe('refuses', () => {
  it.each<[string, Partial<ConfigSnapshot>, string]>([
    ['an environment that gitops.yaml does not know', { config: { ...config, environments: {} } }, 'environment-unknown'],
    ['an environment whose target is gone', { config: { ...config, targets: {} } }, 'target-unknown'],
    ['a micro-frontend without registration', { registration: null }, 'registration-missing'],
    ['a commit without desired state', { desiredText: null }, 'desired-state-missing'],
    ['a desired state that cannot be read', { desiredText: 'mfe: [' }, 'desired-state-invalid'],
    [
      'the desired state of another micro-frontend',
      { desiredText: desiredText.replace('mfe: cart', 'mfe: search') },
      'desired-state-invalid',
    ],
    ['an artifact of another source', { desiredText: desiredText.replace('source: npm', 'source: oci') }, 'desired-state-invalid'],
    ['a canary of another package', { desiredText: desiredText + canary.replace('@acme/cart', '@evil/cart') }, 'desired-state-invalid'],
    ['a package that is not the registered one', { desiredText: desiredText.replace('@acme/cart', '@evil/cart') }, 'desired-state-invalid'],
  ])('%s', (_, change, code) => {
    const plan = planRelease({ ...snapshot, ...change }, subject)
    expect(plan.ok ? [] : plan.reasons.map((reason) => reason.code)).toEqual([code])
  })

  it('a name that every object has', () => {
    expect(planRelease(snapshot, { mfe: 'cart', environment: 'constructor' })).toMatchObject({ ok: false })
  })
})
