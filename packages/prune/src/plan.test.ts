import type { DesiredState } from '@mfe-gitops/contract'
import type { ListedObject, LiveRow } from '@mfe-gitops/targets'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonsToKeep } from './keep-reason.ts'
import { type PlanOptions, planStore } from './plan.ts'
import type { EnvironmentReferences, References } from './references.ts'

const DAY = 24 * 60 * 60 * 1000
const now = 1000 * DAY
const options: PlanOptions & { now: number } = { keepDays: 30, mfes: [], unregistered: false, now }

const object = (key: string, days: number, size = 10): ListedObject => ({ key, size, modifiedAt: now - days * DAY })
const version = (name: string, days: number) => ['index.js', 'mfe-manifest.json'].map((file) => object(`${name}/${file}`, days))
const row = (of: string, generation: number, extra: Partial<LiveRow> = {}) =>
  ({ mfe: 'cart', environment: 'staging', version: of, prefix: `cart/${of}`, generation, ...extra }) as LiveRow
const desire = (of: string, generation: number, canary?: string) =>
  ({ version: of, generation, ...(canary === undefined ? {} : { canary: { version: canary } }) }) as DesiredState

/** One environment that wants and serves version 1.4.0 of `cart`, and has a history. */
function staging(found: { desired?: DesiredState | null; live?: LiveRow | null; history?: LiveRow[] } = {}): EnvironmentReferences {
  const { desired = desire('1.4.0', 4), live = row('1.4.0', 4), history = [] } = found
  return {
    environment: 'staging',
    desired: new Map(desired === null ? [] : [['cart', desired]]),
    live: new Map(live === null ? [] : [['cart', live]]),
    history: new Map([['cart', history]]),
  }
}

const references = (...environments: EnvironmentReferences[]): References => ({ registered: new Set(['cart']), environments })
const plan = (objects: ListedObject[], found: References, extra: Partial<PlanOptions> = {}) => {
  const { keep, remove, others } = planStore(objects, found, { ...options, ...extra })
  return {
    keep: Object.fromEntries(keep.map((one) => [`${one.mfe}/${one.version}`, one.reasons.map(({ code }) => code)])),
    remove: remove.map((one) => `${one.mfe}/${one.version} ${one.condition}`),
    others,
  }
}

describe('a plan', () => {
  it('removes what nobody names, and says of everything else why it stays', () => {
    const names = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0', '1.7.0']
    const found = references(
      staging({
        desired: desire('1.4.0', 4, '1.5.0'),
        live: row('1.4.0', 4, { canary: { ...row('1.5.0', 4), percentage: 10 } }),
        history: [row('1.4.0', 4), row('1.3.0', 3, { canary: { ...row('1.2.0', 3), percentage: 5 } })],
      }),
      {
        ...staging(),
        environment: 'production',
        desired: new Map([['cart', desire('1.6.0', 7)]]),
        live: new Map([['cart', row('1.6.0', 7)]]),
      },
    )
    const old = names.flatMap((name) => version(`cart/${name}`, name === '1.7.0' ? 29 : 31))
    expect(plan(old, found)).toEqual({
      keep: {
        'cart/1.2.0': ['history'],
        'cart/1.3.0': ['history'],
        'cart/1.4.0': ['live', 'desired', 'history'],
        'cart/1.5.0': ['canary', 'desired-canary'],
        'cart/1.6.0': ['live', 'desired'],
        'cart/1.7.0': ['young'],
      },
      remove: ['cart/1.0.0 complete', 'cart/1.1.0 complete'],
      others: { files: 0, bytes: 0 },
    })
  })

  it('counts files and bytes, and dates a version by the last of its files', () => {
    const objects = [object('cart/1.0.0/a.js', 90, 7), object('cart/1.0.0/b/c.js', 80, 5), object('cart/1.0.0/mfe-pruning/x.json', 1, 99)]
    expect(planStore(objects, references(staging()), options).remove).toEqual([
      { mfe: 'cart', version: '1.0.0', condition: 'marked', files: 2, bytes: 12, writtenAt: new Date(now - 80 * DAY).toISOString() },
    ])
  })

  it('takes uploads that never ended, and what a prune began, however young; and nothing that is no version', () => {
    const objects = [
      object('cart/1.0.0/index.js', 40),
      object('cart/1.1.0/index.js', 1),
      object('cart/1.1.0/mfe-pruning/run.json', 1),
      object('cart/1.2.0/index.js', 1),
      ...['index.html', 'cart/latest/index.js', 'Cart/1.0.0/index.js', 'cart/1.0.0'].map((key) => object(key, 400)),
    ]
    expect(plan(objects, references(staging()))).toEqual({
      keep: { 'cart/1.2.0': ['young'] },
      remove: ['cart/1.0.0 incomplete', 'cart/1.1.0 marked'],
      others: { files: 4, bytes: 40 },
    })
  })

  it('leaves micro-frontends without a registration alone, unless it is asked for them', () => {
    const objects = version('search/1.0.0', 90)
    expect(plan(objects, references(staging())).keep).toEqual({ 'search/1.0.0': ['not-registered'] })
    expect(plan(objects, references(staging()), { unregistered: true }).remove).toEqual(['search/1.0.0 complete'])
    expect(plan([...objects, ...version('cart/1.0.0', 90)], references(staging()), { mfes: ['cart'] })).toMatchObject({
      keep: {},
      remove: ['cart/1.0.0 complete'],
    })
  })
})

describe('while a release may be on its way', () => {
  it.each<[string, EnvironmentReferences]>([
    ['a newer generation is desired than is live', staging({ desired: desire('1.5.0', 5) })],
    ['nothing is live yet', staging({ live: null })],
    ['a newer generation is live than is desired', staging({ live: row('1.5.0', 5) })],
    ['the desired state was removed', staging({ desired: null })],
  ])('no version of that micro-frontend goes: %s', (_, found) => {
    expect(reasonsToKeep({ mfe: 'cart', version: '1.0.0' }, references(found), options)).toMatchObject([{ code: 'release-pending' }])
  })

  it('others go', () => {
    const found = references(staging({ desired: desire('1.5.0', 5) }))
    expect(reasonsToKeep({ mfe: 'search', version: '1.0.0' }, { ...found, registered: new Set(['search']) }, options)).toEqual([])
  })

  it('a micro-frontend that was taken out of the registry goes when it is asked for, but for what is live', () => {
    const found = { ...references(staging({ desired: null })), registered: new Set<string>() }
    expect(reasonsToKeep({ mfe: 'cart', version: '1.0.0' }, found, { unregistered: true })).toEqual([])
    expect(reasonsToKeep({ mfe: 'cart', version: '1.4.0' }, found, { unregistered: true })).toMatchObject([{ code: 'live' }])
  })
})

describe('whatever the environments say', () => {
  const versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0-rc.1']
  const anyVersion = fc.constantFrom(...versions)
  const anyRow = fc
    .record({ of: anyVersion, generation: fc.integer({ min: 1, max: 5 }), canary: fc.option(anyVersion, { nil: undefined }) })
    .map(({ of, generation, canary }) =>
      row(of, generation, canary === undefined ? {} : { canary: { ...row(canary, generation), percentage: 1 } }),
    )
  const anyDesired = fc
    .record({ of: anyVersion, generation: fc.integer({ min: 1, max: 5 }), canary: fc.option(anyVersion, { nil: undefined }) })
    .map(({ of, generation, canary }) => desire(of, generation, canary))
  const anyEnvironment = fc
    .record({ desired: fc.option(anyDesired), live: fc.option(anyRow), history: fc.array(anyRow, { maxLength: 4 }) })
    .map((found) => staging(found))

  it('R11, release case 10: nothing goes that a row, a canary, a desired state or a window names, or that is young', () => {
    fc.assert(
      fc.property(
        fc.array(anyEnvironment, { maxLength: 3 }),
        fc.array(fc.tuple(anyVersion, fc.integer({ min: 0, max: 60 }))),
        (environments, stored) => {
          const objects = stored.flatMap(([name, days]) => version(`cart/${name}`, days))
          const gone = planStore(objects, references(...environments), options).remove.map((one) => one.version)
          const rows = environments.flatMap(({ live, history }) => [...live.values(), ...[...history.values()].flat()])
          const wanted = environments.flatMap(({ desired }) => [...desired.values()])
          const named = [...rows, ...wanted].flatMap((one) => [one.version, ...(one.canary === undefined ? [] : [one.canary.version])])
          const young = stored.filter(([, days]) => days < 30).map(([name]) => name)
          expect(gone.filter((one) => named.includes(one) || young.includes(one))).toEqual([])
          const isSettled = environments.every(({ desired, live }) => desired.get('cart')?.generation === live.get('cart')?.generation)
          const free = stored.map(([name]) => name).filter((name) => !named.includes(name) && !young.includes(name))
          expect(new Set(gone)).toEqual(new Set(isSettled ? free : []))
        },
      ),
    )
  })
})
