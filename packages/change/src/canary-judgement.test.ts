import { type CanaryWish, locateDesiredStates, planCanary } from '@mfe-gitops/config-repository'
import type { GitopsConfig, Registration } from '@mfe-gitops/contract'
import { describe, expect, it } from 'vitest'
import { config, registration } from '../../contract/test/examples.ts'
import { judgeChange } from './judgement.ts'
import { pairStates } from './state-pairs.ts'
import type { Subjects } from './subject.ts'

const digest = (byte: number) => `sha512-${Buffer.alloc(64, byte).toString('base64')}`
const file = 'environments/staging/cart.yaml'
const source = { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'b'.repeat(40) }
const requestIdText = 'd'.repeat(64)
const stable = `mfe: cart
version: 1.4.0
generation: 7
artifact: { source: npm, name: '@acme/cart', integrity: ${digest(1)} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'a'.repeat(40)} }
cacheInvalidationKeys: []
request: { id: ${requestIdText}, type: deploy-mfe-trigger, user: octocat, timestamp: 2026-11-20T00:00:00.000Z }
`

function changed(text: string, wish: CanaryWish): string {
  const plan = planCanary({ wish, text, mfe: 'cart', environment: 'staging', config, registration })
  if (plan.kind !== 'change') throw new Error(JSON.stringify(plan))
  return plan.text
}

const ten = changed(stable, { kind: 'set', version: '1.5.0', percentage: 10, integrity: digest(2), source })

interface Setting {
  readonly frozen?: boolean
  readonly registered?: Partial<Registration>
  readonly subjects?: Subjects | null
}

function judge(was: string, is: string, { frozen = false, registered = {}, subjects = null }: Setting = {}) {
  const before = { [file]: was, 'mfes/cart.yaml': JSON.stringify({ ...registration, ...registered }) }
  const after = { ...before, [file]: is }
  const rules: GitopsConfig = frozen
    ? { ...config, environments: { staging: { target: 'local', url: 'https://staging.example', frozen: { reason: 'Black Friday' } } } }
    : config
  const states = pairStates(locateDesiredStates(config, file, [was, is]), { before, after })
  const change = { changed: [file], isComplete: true, config: rules, states, before, after }
  return judgeChange(change, subjects, [])
}

describe("a person's change of a canary", () => {
  it.each<[string, string, string]>([
    ['set', stable, ten],
    ['raise', ten, changed(ten, { kind: 'raise', percentage: 50 })],
    ['finish', ten, changed(ten, { kind: 'finish' })],
    ['abort', ten, changed(ten, { kind: 'abort' })],
  ])('may %s it', (_, was, is) => {
    const { reasons, deployments } = judge(was, is)
    expect(reasons).toEqual([])
    expect(deployments).toHaveLength(1)
  })

  it.each<[string, string, string, Setting]>([
    ['check-content-mismatch', `${file}: generation`, ten.replace('generation: 8', 'generation: 7'), {}],
    ['check-content-mismatch', `${file}: generation`, ten.replace('generation: 8', 'generation: 9'), {}],
    ['check-content-mismatch', `${file}: canary.artifact.name`, ten.replace(/(canary:[\s\S]*)@acme\/cart/, '$1@acme/search'), {}],
    ['check-content-mismatch', `${file}: canary.artifact.source`, ten.replace('source: npm\n', 'source: oci\n'), {}],
    ['repository-mismatch', `${file}: canary.source.repository`, ten.replace(/(canary:[\s\S]*)acme\/cart\n/, '$1acme/search\n'), {}],
    ['ref-not-allowed', 'canary.ref', ten.replace(/(canary:[\s\S]*)refs\/heads\/main/, '$1refs/heads/trial'), {}],
    ['version-kind-not-allowed', 'canary.version', ten.replace('version: 1.5.0', `version: ${'b'.repeat(40)}`), {}],
    ['desired-state-invalid', 'canary.version', ten.replace('version: 1.5.0', 'version: 1.4.0'), {}],
    ['desired-state-invalid', 'canary.percentage', ten.replace('percentage: 10', 'percentage: 100'), {}],
    ['environment-frozen', 'environment', ten, { frozen: true }],
    ['mfe-frozen', 'mfe', ten, { registered: { environments: { staging: { frozen: { reason: 'An incident' } } } } }],
  ])('is refused with %s for %s', (code, field, is, setting) => {
    if (Object.keys(setting).length === 0) expect(is).not.toBe(ten)
    const { reasons } = judge(stable, is, setting)
    expect(reasons.map((found) => [found.code, found.field])).toEqual([[code, field]])
  })
})

describe('a branch that may be merged without a person', () => {
  const next = stable.replace(requestIdText, 'e'.repeat(64)).replace('generation: 7', 'generation: 8').replace('1.4.0', '1.4.1')
  const subjects = [{ environment: 'staging', mfe: 'cart', shortId: 'e'.repeat(12) }]

  it.each<[string, Subjects]>([
    ['one request', subjects],
    ['several requests', 'several'],
  ])('of %s sets no canary', (_, own) => {
    expect(judge(stable, next, { subjects: own }).reasons).toEqual([])
    const smuggled = `${next}${ten.slice(ten.indexOf('canary:'))}`
    expect(judge(stable, smuggled, { subjects: own }).reasons).toMatchObject([{ code: 'check-content-mismatch', seen: '"a canary"' }])
  })
})
