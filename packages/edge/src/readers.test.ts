import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLiveTarget, get, type LiveTarget } from '../test/live-target.ts'
import type { Edge } from './edge.ts'
import type { ImportMap } from './import-map.ts'

const versions = ['1.0.0', '1.0.1', '2.0.0']

let live: LiveTarget
beforeEach(async () => {
  live = await createLiveTarget()
  for (const [at, version] of versions.entries()) {
    await live.upload('cart', version, {
      'entry.js': `entry ${version}`,
      [`chunk-AAAAAA${at + 2}A.js`]: `chunk ${version}`,
      'same.js': `same ${version}`,
    })
  }
  await live.activate('cart', '1.0.0')
})
afterEach(() => live.remove())

async function loadMap(edge: Edge): Promise<ImportMap> {
  return JSON.parse((await get(edge, '/import-map.json')).text) as ImportMap
}

/** Loads every module of a page as a browser does, the digests checked. */
async function loadPage(edge: Edge, map: ImportMap): Promise<void> {
  for (const [url, integrity] of Object.entries(map.integrity)) {
    const { status, text, headers } = await get(edge, url)
    expect([url, status, headers['content-type']]).toEqual([url, 200, 'text/javascript; charset=utf-8'])
    expect(`sha384-${createHash('sha384').update(text).digest('base64')}`).toBe(integrity)
  }
}

describe('R6: a reader never sees half a deployment', () => {
  it('loads whole pages of one version through deployments, rollbacks and purges, whenever it started', async () => {
    const step = fc.oneof(
      fc.record({ activate: fc.constantFrom(...versions) }),
      fc.record({ purge: fc.constantFrom('/cart/*', '#cart', '/search/*') }),
      fc.record({ wait: fc.constantFrom(1000, 60_000) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const edge = live.edge({ historyWindow: 1000 })
        const open = [await loadMap(edge)]
        for (const one of steps) {
          if ('activate' in one) await live.activate('cart', one.activate)
          else if ('purge' in one) await live.purge(one.purge)
          else live.clock.now += one.wait
          open.push(await loadMap(edge))
          for (const map of open) await loadPage(edge, map)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('sees the old version as long as the new one is uploaded but not activated', async () => {
    const edge = live.edge()
    const before = await loadMap(edge)
    await live.upload('cart', '3.0.0', { 'entry.js': 'entry 3.0.0' })
    expect(await loadMap(edge)).toEqual(before)
    expect((await get(edge, '/cart/entry.js')).text).toBe('entry 1.0.0')
    expect((await get(edge, '/cart/@3.0.0/entry.js')).status).toBe(404)
  })
})
