import type { DeploymentRequest } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { config, registration } from '../../contract/test/examples.ts'
import { planDesiredState } from './plan.ts'

const integrity = `sha512-${Buffer.alloc(64, 7).toString('base64')}`
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
  sha: 'a'.repeat(40),
}
const question = { request, config, registration, integrity, text: null }

function planText(asked: Parameters<typeof planDesiredState>[0]): string {
  const plan = planDesiredState(asked)
  if (plan.kind !== 'change') throw new Error(`Expected a change, got ${JSON.stringify(plan)}`)
  return plan.text
}

describe('planDesiredState', () => {
  it('writes the first file, with a line for every change', () => {
    const plan = planDesiredState(question)
    expect(plan).toMatchObject({
      kind: 'change',
      file: 'environments/staging/cart.yaml',
      previous: null,
      desired: { generation: 1, version: '1.4.0' },
    })
    const { text, changes } = plan as Extract<typeof plan, { kind: 'change' }>
    for (const { path, to, line } of changes.filter(({ to }) => typeof to === 'string')) {
      expect(text.split('\n')[line - 1], path).toContain(String(to))
    }
  })

  it('reads back what it wrote: the same request changes nothing', () => {
    expect(planDesiredState({ ...question, text: planText(question) })).toMatchObject({ kind: 'unchanged', desired: { version: '1.4.0' } })
  })

  it('changes values only, and counts the generation up', () => {
    const first = planText(question).replace('version: 1.4.0', 'version: 1.4.0 # the one with the new checkout\r')
    const next = planDesiredState({ ...question, request: { ...request, version: '1.5.0', sha: 'b'.repeat(40) }, text: first })
    expect(next).toMatchObject({ kind: 'change', desired: { generation: 2 }, previous: { version: '1.4.0' } })
    const { text, changes } = next as Extract<typeof next, { kind: 'change' }>
    expect(text).toContain('version: 1.5.0 # the one with the new checkout\r')
    expect(changes.map(({ path }) => path)).toEqual(['version', 'generation', 'source.sha', 'request.id'])
  })

  it('takes the keys of the request before those of the registration', () => {
    expect(planText({ ...question, request: { ...request, cache_invalidation_keys: '/cart/*, #cart' } })).toContain('- /cart/*\n')
    expect(planText(question)).toContain('- /cart/entry.js\n')
  })

  it('edge case 25: writes below a key of a shared file and leaves the neighbours alone', () => {
    const shared = { ...config, desiredState: { path: 'deploy/{environment}.yaml', key: ['mfes', '{mfe}'] } }
    const text = planText({ ...question, config: shared, text: 'mfes:\n  search: { version: 1.10 } # theirs\n' })
    expect(text).toMatch(/^mfes:\n {2}search: \{ version: 1\.10 \} # theirs\n {2}cart:\n/)
  })

  it.each(['1.6.0', '1.5.0'])('ends a canary when %s is deployed, and leaves it alone when its version is desired already', (version) => {
    const canary = { version: '1.5.0', percentage: 10, artifact: { source: 'npm', name: '@acme/cart', integrity } }
    const text = `${planText(question)}# some of the visitors\ncanary: ${JSON.stringify(canary)}\n`
    const plan = planDesiredState({ ...question, request: { ...request, version }, text })
    expect(plan).toMatchObject({ kind: 'change', desired: { version, generation: 2 }, previous: { canary } })
    const { changes, text: edited } = plan as Extract<typeof plan, { kind: 'change' }>
    expect(changes).toContainEqual(expect.objectContaining({ path: 'canary', from: canary, to: null }))
    expect(edited).not.toContain('canary')
    expect(planDesiredState({ ...question, request: { ...request, user: 'somebody-else' }, text })).toMatchObject({
      kind: 'unchanged',
      desired: { canary },
    })
  })

  it('refuses a file it cannot read', () => {
    expect(planDesiredState({ ...question, text: 'version: [\n' })).toMatchObject({ kind: 'refused' })
  })
})
