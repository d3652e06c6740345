import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as whenQuiet } from 'node:timers/promises'
import type { DesiredState } from '@mfe-gitops/contract'
import { isBeingPruned, openTarget, pruneMarkKey, type Target } from '@mfe-gitops/targets'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { liveRow } from '../../targets/test/rows.ts'
import { applyPrune, clearDeadMarks, type PrunePorts } from './apply.ts'
import { MARK_LIFETIME_MS } from './marks.ts'
import type { WantedState } from './references.ts'

const options = { run: 'own', window: 20, unregistered: false }
const old = { mfe: 'cart', version: '1.0.0' }

let directory: string
let target: Target
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'prune-'))
  target = await openTarget({ provider: 'local', directory }, {})
})
afterEach(async () => {
  await target.close()
  rmSync(directory, { recursive: true, force: true })
})

async function put(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const body = new TextEncoder().encode(key)
    const sha256 = createHash('sha256').update(body).digest('hex')
    await target.store.putIfAbsent(key, body, { contentType: 'text/plain', cacheControl: 'no-cache', sha256 })
  }
}

const nothingWanted = async (): Promise<WantedState> => ({ registered: new Set(['cart']), environments: [] })
const ports = (extra: Partial<PrunePorts> = {}): PrunePorts => ({
  ...target,
  readWanted: nothingWanted,
  now: Date.now,
  say: () => {},
  ...extra,
})
const keys = async () => (await target.store.list('')).map(({ key }) => key)

describe('applying a plan', () => {
  it('removes every file of a version, the manifest first and the mark last, and no other version', async () => {
    await put('cart/1.0.0/mfe-manifest.json', 'cart/1.0.0/a.js', 'cart/1.0.0/b/c.js', 'cart/1.0.0-rc.1/a.js', 'cart/1.1.0/a.js')
    const order: string[] = []
    const pruner = { remove: (key: string) => target.pruner.remove(key).finally(() => order.push(key)) }
    expect(await applyPrune(ports({ pruner }), [old], options)).toMatchObject({ removed: [{ ...old, files: 3 }], spared: [] })
    expect([order[0], order.at(-1)]).toEqual(['cart/1.0.0/mfe-manifest.json', pruneMarkKey('cart/1.0.0', 'own')])
    expect(await keys()).toEqual(['cart/1.0.0-rc.1/a.js', 'cart/1.1.0/a.js'])
  })

  it('takes versions in batches, and reads the config repository after the marks of each', async () => {
    const many = Array.from({ length: 45 }, (_, at) => ({ mfe: 'cart', version: `1.${at}.0` }))
    await put(...many.map(({ version }) => `cart/${version}/a.js`))
    const marked: number[] = []
    const readWanted = async () => {
      const found = await Promise.all(many.map(({ version }) => isBeingPruned(target.store, `cart/${version}`)))
      marked.push(found.filter(Boolean).length)
      return nothingWanted()
    }
    expect((await applyPrune(ports({ readWanted }), many, options)).removed).toHaveLength(45)
    expect([marked, await keys()]).toEqual([[20, 20, 5], []])
  })

  it('keeps what the edge serves, also when somebody wrote the live row by hand and nothing else', async () => {
    await put('cart/1.0.0/mfe-manifest.json', 'cart/1.1.0/mfe-manifest.json')
    const row = liveRow({ version: '1.1.0' })
    await target.table.activate(row)
    const table = { ...target.table, read: async () => ({ ...row, version: '1.0.0', prefix: 'cart/1.0.0' }) }
    const desired = new Map([['cart', { version: '1.1.0', generation: row.generation } as DesiredState]])
    const readWanted = async () => ({ registered: new Set(['cart']), environments: [{ environment: 'staging', desired, table }] })
    expect(await applyPrune(ports({ readWanted }), [old], options)).toMatchObject({ removed: [], spared: [old] })
    expect(await keys()).toEqual(['cart/1.0.0/mfe-manifest.json', 'cart/1.1.0/mfe-manifest.json'])
  })

  it('leaves no mark when the config repository cannot be read', async () => {
    await put('cart/1.0.0/a.js')
    const readWanted = () => Promise.reject(new Error('GitHub is away.'))
    await expect(applyPrune(ports({ readWanted }), [old], options)).rejects.toThrow('GitHub is away.')
    expect(await keys()).toEqual(['cart/1.0.0/a.js'])
  })

  it('stops when it took so long that another prune may take it for dead', async () => {
    await put('cart/1.0.0/a.js', 'cart/1.0.0/b.js')
    let now = Date.now()
    const readWanted = async () => {
      now += MARK_LIFETIME_MS / 2 + 1
      return nothingWanted()
    }
    await expect(applyPrune(ports({ readWanted, now: () => now }), [old], options)).rejects.toMatchObject({ code: 'store-failed' })
    expect(await keys()).toEqual(['cart/1.0.0/a.js', 'cart/1.0.0/b.js'])
  })

  it('that fails leaves a mark only where a file may be gone', async () => {
    const three = ['1.0.0', '1.1.0', '1.2.0'].map((version) => ({ mfe: 'cart', version }))
    await put('cart/1.0.0/a.js', 'cart/1.1.0/a.js', 'cart/1.2.0/a.js')
    const pruner = {
      remove: (key: string) => (key === 'cart/1.1.0/a.js' ? Promise.reject(new Error('S3 is away.')) : target.pruner.remove(key)),
    }
    await expect(applyPrune(ports({ pruner }), three, options)).rejects.toThrow('S3 is away.')
    expect(await keys()).toEqual(['cart/1.1.0/a.js', pruneMarkKey('cart/1.1.0', 'own'), 'cart/1.2.0/a.js'])
  })

  it('leaves no mark when one cannot be set, and waits for the others before it takes them away', async () => {
    const two = ['1.0.0', '1.1.0'].map((version) => ({ mfe: 'cart', version }))
    await put('cart/1.0.0/a.js', 'cart/1.1.0/a.js')
    const order: string[] = []
    const putIfAbsent: Target['store']['putIfAbsent'] = async (key, ...rest) => {
      if (key === pruneMarkKey('cart/1.0.0', 'own')) throw new Error('S3 is away.')
      await whenQuiet()
      return target.store.putIfAbsent(key, ...rest).finally(() => order.push('set'))
    }
    const remove = (key: string) => {
      order.push('remove')
      return target.pruner.remove(key)
    }
    const failing = applyPrune(ports({ store: { ...target.store, putIfAbsent }, pruner: { remove } }), two, options)
    await expect(failing).rejects.toThrow('S3 is away.')
    expect([order, await keys()]).toEqual([
      ['set', 'remove', 'remove'],
      ['cart/1.0.0/a.js', 'cart/1.1.0/a.js'],
    ])
  })

  it.each([
    ['keeps the mark of a prune that may be at work', 0, [pruneMarkKey('cart/1.0.0', 'other')]],
    ['takes away the mark of a prune that died', MARK_LIFETIME_MS + 1000, []],
  ])('%s', async (_, age, left) => {
    await put('cart/1.0.0/a.js', pruneMarkKey('cart/1.0.0', 'other'))
    await applyPrune(ports({ now: () => Date.now() + age }), [old], options)
    expect(await keys()).toEqual(left)
  })
})

describe('a version that stays', () => {
  it.each([
    ['loses the mark of a prune that died', MARK_LIFETIME_MS + 1000, []],
    ['keeps the mark of a prune that may be at work', 0, [pruneMarkKey('cart/1.0.0', 'other')]],
  ])('%s', async (_, age, marks) => {
    await put('cart/1.0.0/a.js', pruneMarkKey('cart/1.0.0', 'other'))
    await clearDeadMarks(ports({ now: () => Date.now() + age }), [old])
    expect(await keys()).toEqual(['cart/1.0.0/a.js', ...marks])
  })
})
