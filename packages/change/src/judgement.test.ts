import { locateDesiredStates, planDesiredState } from '@mfe-gitops/config-repository'
import { type DeploymentRequest, type GitopsConfig, requestId, shortRequestId } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { config as example, registration } from '../../contract/test/examples.ts'
import type { ProposedChange } from './change-reading.ts'
import { judgeChange } from './judgement.ts'
import { pairStates } from './state-pairs.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
const config: GitopsConfig = { ...example, desiredState: { path: 'deploy/{environment}.yaml', key: ['mfes', '{mfe}'] } }
const request: DeploymentRequest = {
  type: 'deploy-mfe-trigger',
  timestamp: '2026-11-22T21:38:18.123Z',
  user: 'octocat',
  mfe: 'cart',
  version: '1.1.0',
  environment: 'staging',
  cache_invalidation_keys: '',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'a'.repeat(40),
}
const file = 'deploy/staging.yaml'
const subjects = [{ environment: 'staging', mfe: 'cart', shortId: shortRequestId(requestId(request)) }]

function entry(mfe: string): string {
  return `  ${mfe}:
    mfe: ${mfe}
    version: 1.0.0
    generation: 1
    artifact: { source: npm, name: '@acme/${mfe}', integrity: ${integrity} }
    source: { repository: acme/${mfe}, ref: refs/heads/main, sha: ${'c'.repeat(40)} }
    cacheInvalidationKeys: []
    request: { id: ${'d'.repeat(64)}, type: deploy-mfe-trigger, user: octocat, timestamp: 2026-11-20T00:00:00.000Z }
`
}

function deployed(text: string): string {
  const plan = planDesiredState({ request, config, registration, text, integrity })
  if (plan.kind !== 'change') throw new Error(JSON.stringify(plan))
  return plan.text
}

function proposed(was: string, is: string): ProposedChange {
  const before = { [file]: was, 'mfes/cart.yaml': JSON.stringify(registration) }
  const after = { ...before, [file]: is }
  const states = pairStates(locateDesiredStates(config, file, [was, is]), { before, after })
  return { changed: [file], isComplete: true, config, states, before, after }
}

describe('a change of a file that many micro-frontends share', () => {
  it('is read once, also with a thousand of them in it', { timeout: 300_000 }, () => {
    const text = `mfes:\n${Array.from({ length: 1000 }, (_, index) => entry(index === 500 ? 'cart' : `mfe-${index}`)).join('')}`
    const { reasons, deployments } = judgeChange(proposed(text, deployed(text)), subjects, [request])
    expect(reasons).toEqual([])
    expect(deployments).toHaveLength(1)
  })

  it('is not held up by what was wrong with a neighbour before', () => {
    const text = `mfes:\n  broken: { version: 1.10 }\n${entry('cart')}`
    expect(judgeChange(proposed(text, deployed(text)), subjects, [request]).reasons).toEqual([])
  })

  it('may not touch a neighbour, whether its request is at hand or not', () => {
    const text = `mfes:\n${entry('cart')}${entry('search')}`
    const change = proposed(text, deployed(text).replace('repository: acme/search', 'repository: acme/other'))
    for (const requests of [[request], []]) {
      expect(judgeChange(change, subjects, requests).reasons).toContainEqual(expect.objectContaining({ code: 'check-path-not-allowed' }))
    }
  })

  it('may not break a neighbour', () => {
    const text = `mfes:\n${entry('cart')}${entry('search')}`
    const change = proposed(text, deployed(text).replace('mfe: search\n    version: 1.0.0', 'mfe: search\n    version: [1]'))
    expect(judgeChange(change, 'several', []).reasons).toContainEqual(expect.objectContaining({ code: 'desired-state-invalid' }))
  })
})
