import { type DesiredState, type GitopsConfig, parseDesiredState } from '@mfe-gitops/contract'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { config as example, registration } from '../../contract/test/examples.ts'
import { type CanaryWish, planCanary } from './canary-plan.ts'
import { type DesiredStatePlan, planDesiredState } from './plan.ts'

const file = 'all.yaml'
const key = ['staging', 'cart']
const config: GitopsConfig = { ...example, desiredState: { path: file, key: ['{environment}', '{mfe}'] } }
const digestOf = (version: string) => `sha512-${Buffer.alloc(64, version).toString('base64')}`
const first = `# Everybody's file.
staging:
  cart: # the checkout
    mfe: cart
    version: 1.0.0 # stays here
    generation: 1
    artifact: { source: npm, name: '@acme/cart', integrity: ${digestOf('1.0.0')} }
    source:
      repository: acme/cart
      ref: refs/heads/main
      sha: ${'a'.repeat(40)}
    cacheInvalidationKeys: [/cart/*]
    request: { id: ${'d'.repeat(64)}, type: deploy-mfe-trigger, user: octocat, timestamp: 2026-11-20T00:00:00.000Z }
  search: { version: 1.10, x: [1,2] } # theirs
`

const version = fc.constantFrom('1.0.0', '1.1.0', '1.2.0')
const percentage = fc.integer({ min: -1, max: 101 })
const source = fc.constantFrom(undefined, { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'b'.repeat(40) })
const known = (from: DesiredState['source'] | undefined) => (from === undefined ? {} : { source: from })
const wish: fc.Arbitrary<CanaryWish> = fc.oneof(
  fc
    .record({ version, percentage, source })
    .map(({ source: from, ...rest }) => ({ kind: 'set' as const, ...rest, ...known(from), integrity: digestOf(rest.version) })),
  percentage.map((value) => ({ kind: 'raise' as const, percentage: value })),
  source.map((from) => ({ kind: 'finish' as const, ...known(from) })),
  fc.constant({ kind: 'abort' as const }),
)

type Step = { readonly wish: CanaryWish } | { readonly deploy: string; readonly number: number }

function plan(text: string, step: Step): DesiredStatePlan {
  if ('wish' in step) return planCanary({ wish: step.wish, text, mfe: 'cart', environment: 'staging', config, registration })
  const timestamp = `2026-11-22T21:38:18.${String(step.number).padStart(3, '0')}Z`
  const common = { mfe: 'cart', environment: 'staging', cache_invalidation_keys: '', repository: 'acme/cart', ref: 'refs/heads/main' }
  const request = { ...common, type: 'deploy-mfe-trigger', timestamp, user: 'octocat', version: step.deploy, sha: 'c'.repeat(40) } as const
  return planDesiredState({ request, config, registration, text, integrity: digestOf(step.deploy) })
}

it('any sequence of canaries and deployments leaves a valid state, one generation on for each change, and nothing else changed', () => {
  const step = fc.oneof(
    wish.map((value) => ({ wish: value })),
    fc.record({ deploy: version, number: fc.nat(999) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let text = first
      for (const each of steps) {
        const before = read(text)
        const made = plan(text, each)
        if (made.kind !== 'change') continue
        text = made.text
        const after = read(text)
        expect(after).toEqual(JSON.parse(JSON.stringify(made.desired)))
        expect(after.generation).toBe(before.generation + 1)
        // Each version keeps the digest that its registry gave, whichever way it came to where it is.
        for (const named of [after, ...(after.canary === undefined ? [] : [after.canary])])
          expect(named.artifact.integrity).toBe(digestOf(named.version))
        if ('deploy' in each || each.wish.kind === 'finish' || each.wish.kind === 'abort') expect(after.canary).toBeUndefined()
        else expect(after.version).toBe(before.version)
      }
      expect(text.startsWith("# Everybody's file.\nstaging:\n  cart: # the checkout\n    mfe: cart\n")).toBe(true)
      expect(text).toContain(' # stays here\n')
      expect(text.endsWith('\n  search: { version: 1.10, x: [1,2] } # theirs\n')).toBe(true)
      expect(Object.keys(parse(text).staging)).toEqual(['cart', 'search'])
    }),
    { numRuns: 60 },
  )
})

function read(text: string): DesiredState {
  const parsed = parseDesiredState(text, file, key)
  if (!parsed.ok || parsed.value === null) throw new Error(JSON.stringify(parsed))
  return JSON.parse(JSON.stringify(parsed.value))
}
