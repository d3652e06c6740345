import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PrunePlan } from '@mfe-gitops/prune'
import { openTarget, pruneMarkKey, type Target } from '@mfe-gitops/targets'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { liveRow, metaOf, text } from '../../../targets/test/rows.ts'
import { type CliPorts, processPorts } from '../ports.ts'
import { applyPlan } from './apply-plan.ts'
import { openTargets } from './open-stores.ts'
import { planAndApply } from './prune.ts'

const HOUR = 60 * 60 * 1000

let root: string
let target: Target
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'prune-'))
  target = await openTarget({ provider: 'local', directory: folder('one') }, {})
  environments({ staging: folder('one') })
  put('mfes/cart.yaml', {})
  desire('staging', '1.1.0')
  await upload('cart/1.0.0/a.js', 'cart/1.1.0/a.js')
  await target.table.activate(liveRow({ version: '1.1.0', generation: 1 }))
})
afterEach(async () => {
  await target.close()
  rmSync(root, { recursive: true })
})

const folder = (name: string) => join(root, name)
const upload = async (...keys: string[]) => {
  for (const key of keys) await target.store.putIfAbsent(key, text(key), metaOf(text(key)))
}
const keys = async () => (await target.store.list('')).map(({ key }) => key)

function put(path: string, document: object): void {
  const file = join(root, 'config', path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, JSON.stringify(document))
}

/** A gitops.yaml with a target of its own for each environment. */
function environments(directories: Readonly<Record<string, string>>): void {
  const of = <T>(value: (name: string, directory: string) => T) =>
    Object.fromEntries(Object.entries(directories).map(([name, directory]) => [name, value(name, directory)]))
  put('gitops.yaml', {
    schema: 1,
    environments: of((name) => ({ target: name, url: `https://${name}.example.com` })),
    targets: of((_, directory) => ({ provider: 'local', directory })),
  })
}

function desire(environment: string, version: string): void {
  const artifact = { source: 'npm', name: '@acme/cart', integrity: `sha512-${Buffer.alloc(64).toString('base64')}` }
  const source = { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'a'.repeat(40) }
  const request = { id: '1'.repeat(64), user: 'octocat', timestamp: '2026-11-22T21:38:18.123Z', type: 'deploy-mfe-trigger' }
  const document = { mfe: 'cart', version, generation: 1, artifact, source, cacheInvalidationKeys: [], request }
  put(`environments/${environment}/cart.yaml`, document)
}

const ports = (now = Date.now): CliPorts => ({ ...processPorts({}), folder: root, now, say: () => {} })
const makePlan = async () => (await planAndApply({ directory: 'config', keepDays: 0 }, ports())).document as PrunePlan
const removals = ({ stores }: PrunePlan) => stores.map(({ remove }) => remove.map(({ version }) => version))

/** Applies a plan to what the checkout says at each moment; `meanwhile` happens after the target was opened. */
async function apply(plan: PrunePlan, { meanwhile = () => {}, now = Date.now }: { meanwhile?: () => void; now?: () => number } = {}) {
  const targets = openTargets({}, undefined)
  const open: typeof targets.open = (...args) => targets.open(...args).finally(meanwhile)
  const place = { kind: 'directory', directory: join(root, 'config') } as const
  const context = { ports: ports(now), place, placeName: place.directory, targets: { ...targets, open }, request: plan.options }
  try {
    return await applyPlan(plan, null, context)
  } finally {
    await targets.close()
  }
}

describe('applying a plan to a config repository that changes', () => {
  it('removes what is still not wanted', async () => {
    const { stores } = await apply(await makePlan())
    expect([stores[0]?.removed.map(({ version }) => version), await keys()]).toEqual([['1.0.0'], ['cart/1.1.0/a.js']])
  })

  it('R11: removes nothing when the target is another store now, neither there nor here', async () => {
    const plan = await makePlan()
    const other = await openTarget({ provider: 'local', directory: folder('two') }, {})
    await other.store.putIfAbsent('cart/1.0.0/a.js', text('x'), metaOf(text('x')))
    environments({ staging: folder('two') })
    await expect(apply(plan)).rejects.toMatchObject({ code: 'prune-plan-refused', message: expect.stringContaining(folder('two')) })
    expect([(await other.store.list('')).length, await keys()]).toEqual([1, ['cart/1.0.0/a.js', 'cart/1.1.0/a.js']])
    await other.close()
  })

  it('R11: removes nothing when the environments of the store are gone after the marks, and leaves no mark', async () => {
    const plan = await makePlan()
    const meanwhile = () => environments({ staging: folder('two') })
    await expect(apply(plan, { meanwhile })).rejects.toMatchObject({ code: 'prune-plan-refused' })
    expect(await keys()).toEqual(['cart/1.0.0/a.js', 'cart/1.1.0/a.js'])
  })

  it('takes the mark of a prune that died from a version that is wanted again, also when nothing is to go', async () => {
    await target.pruner.remove('cart/1.0.0/a.js')
    await upload(pruneMarkKey('cart/1.1.0', 'died'))
    const plan = await makePlan()
    expect(removals(plan)).toEqual([[]])
    await apply(plan, { now: () => Date.now() + 2 * HOUR })
    expect(await keys()).toEqual(['cart/1.1.0/a.js'])
  })
})

it('R11: takes a folder for one store, whatever path leads to it', async () => {
  symlinkSync(folder('one'), folder('link'))
  environments({ staging: folder('one'), production: `${folder('link')}/` })
  desire('production', '1.0.0')
  await target.table.activate(liveRow({ environment: 'production', version: '1.0.0', generation: 1 }))
  const plan = await makePlan()
  expect([plan.stores.map((one) => one.environments), removals(plan)]).toEqual([[['staging', 'production']], [[]]])
})
