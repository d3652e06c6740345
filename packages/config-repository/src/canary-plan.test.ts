import { describe, expect, it } from 'vitest'
import { config, registration } from '../../contract/test/examples.ts'
import { type CanaryWish, planCanary } from './canary-plan.ts'

const digest = (byte: number) => `sha512-${Buffer.alloc(64, byte).toString('base64')}`
const source = { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'b'.repeat(40) }
const stable = `# kept
mfe: cart
version: 1.4.0 # everybody
generation: 7
artifact: { source: npm, name: '@acme/cart', integrity: ${digest(1)} }
source: { repository: acme/cart, ref: refs/heads/main, sha: ${'a'.repeat(40)} }
cacheInvalidationKeys: [/cart/*]
request: { id: ${'d'.repeat(64)}, type: deploy-mfe-trigger, user: octocat, timestamp: 2026-11-20T00:00:00.000Z }
`
const canaryBlock = `canary:
  version: 1.5.0
  percentage: 10 # of 100
  artifact: { source: npm, name: '@acme/cart', integrity: ${digest(2)} }
  source: { repository: acme/cart, ref: refs/heads/main, sha: ${'b'.repeat(40)} }
`
const withCanary = stable + canaryBlock
const set: CanaryWish = { kind: 'set', version: '1.5.0', percentage: 10, integrity: digest(2), source }

const plan = (text: string | null, wish: CanaryWish) =>
  planCanary({ wish, text, mfe: 'cart', environment: 'staging', config, registration })

function changed(text: string, wish: CanaryWish) {
  const made = plan(text, wish)
  if (made.kind !== 'change') throw new Error(`Expected a change, got ${JSON.stringify(made)}`)
  return made
}

describe('planCanary', () => {
  it('sets a canary, one generation on, and leaves every other byte', () => {
    const { text, desired, changes } = changed(stable, set)
    const artifact = { source: 'npm', name: '@acme/cart', integrity: digest(2) }
    expect(desired).toMatchObject({ version: '1.4.0', generation: 8 })
    expect(desired.canary).toEqual({ version: '1.5.0', percentage: 10, artifact, source })
    expect(text.startsWith(stable.replace('generation: 7', 'generation: 8'))).toBe(true)
    expect(changes.map(({ path }) => path)).toEqual(['generation', 'canary'])
  })

  it.each<[string, CanaryWish]>([
    ['raise', { kind: 'raise', percentage: 50 }],
    ['set', { ...set, percentage: 50 }],
  ])('%s changes the percentage alone', (_, wish) => {
    expect(changed(withCanary, wish).text).toBe(
      withCanary.replace('generation: 7', 'generation: 8').replace('percentage: 10 #', 'percentage: 50 #'),
    )
  })

  it('lowers the percentage when the canary is set anew', () => {
    expect(changed(withCanary, { ...set, percentage: 5 }).desired.canary?.percentage).toBe(5)
  })

  it('finishes: the canary becomes the version, with its artifact and its commit, and the block goes', () => {
    const { text, desired } = changed(withCanary, { kind: 'finish' })
    expect(desired).toMatchObject({ version: '1.5.0', generation: 8, artifact: { integrity: digest(2) }, source: { sha: 'b'.repeat(40) } })
    expect(text).toBe(
      stable
        .replace('generation: 7', 'generation: 8')
        .replace('1.4.0', '1.5.0')
        .replace(digest(1), digest(2))
        .replace('a'.repeat(40), 'b'.repeat(40)),
    )
  })

  it('aborts: the block goes, and the version stays', () => {
    expect(changed(withCanary, { kind: 'abort' }).text).toBe(stable.replace('generation: 7', 'generation: 8'))
  })

  it.each<[string, string, CanaryWish]>([
    ['the same canary', withCanary, set],
    ['the same percentage', withCanary, { kind: 'raise', percentage: 10 }],
    ['an end where there is none', stable, { kind: 'abort' }],
  ])('changes nothing for %s', (_, text, wish) => {
    expect(plan(text, wish)).toMatchObject({ kind: 'unchanged', desired: { generation: 7 } })
  })

  const unknownCommit = withCanary.replace(/\n {2}source: \{ repository.*\n$/, '\n')
  it.each<[string, string | null, CanaryWish]>([
    ['desired-state-missing', null, set],
    ['desired-state-missing', '# nothing yet\n', set],
    ['canary-is-live', stable, { ...set, version: '1.4.0' }],
    ['canary-running', withCanary, { ...set, version: '1.6.0' }],
    ['integrity-mismatch', withCanary, { ...set, integrity: digest(3) }],
    ['canary-missing', stable, { kind: 'raise', percentage: 50 }],
    ['canary-missing', stable, { kind: 'finish' }],
    ['canary-not-raised', withCanary, { kind: 'raise', percentage: 9 }],
    ['canary-source-missing', unknownCommit, { kind: 'finish' }],
    ['desired-state-invalid', stable, { ...set, percentage: 100 }],
    ['desired-state-invalid', stable, { ...set, percentage: 0 }],
    ['desired-state-invalid', withCanary, { kind: 'raise', percentage: 99.5 }],
    ['desired-state-invalid', stable, { ...set, version: '../1' }],
  ])('refuses with %s', (code, text, wish) => {
    const made = plan(text, wish)
    expect(made).toMatchObject({ kind: 'refused' })
    expect(made.kind === 'refused' ? made.reasons.map((reason) => reason.code) : []).toContain(code)
  })

  it('finishes a canary of an unknown commit when the commit is named', () => {
    expect(changed(unknownCommit, { kind: 'finish', source }).desired).toMatchObject({ version: '1.5.0', source })
  })

  it('works below a key of a shared file', () => {
    const shared = { ...config, desiredState: { path: 'all.yaml', key: ['{environment}', '{mfe}'] } }
    const text = `staging:\n  cart:\n${withCanary.trimEnd().replaceAll(/^/gm, '    ')}\n  search: { x: 1 } # theirs\n`
    const made = planCanary({ wish: { kind: 'abort' }, text, mfe: 'cart', environment: 'staging', config: shared, registration })
    if (made.kind !== 'change') throw new Error(JSON.stringify(made))
    expect(made.text).not.toContain('canary')
    expect(made.text).toContain('  search: { x: 1 } # theirs\n')
  })
})
