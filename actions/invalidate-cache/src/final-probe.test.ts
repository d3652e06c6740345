import { createHash } from 'node:crypto'
import { createLog } from '@mfe-gitops/action-kit'
import type { EdgeCache, Purge } from '@mfe-gitops/targets'
import { beforeEach, describe, expect, it } from 'vitest'
import { LONGEST_STEP, withDeadline } from './deadline.ts'
import { probeUntilFinal, STALE_FOR } from './final-probe.ts'
import { readKeys } from './inputs.ts'
import { type Purged, purge } from './purge.ts'

let now: number
beforeEach(() => {
  now = 0
})

const integrity = `sha384-${createHash('sha384').update('new').digest('base64')}`
const question = { url: 'https://staging.test/cart/cart.js', integrity, type: undefined }

/** A CDN that works on its purges until a time, and an edge that serves the old entry until a time. */
function world({ purged = 0, served = 0 }) {
  const state = (): Purge => ({ id: 'I1', status: now >= purged ? 'completed' : 'in-progress', charged: 1 })
  const cache: EdgeCache = { purge: async () => state(), status: async () => state() }
  const given = {
    fetch: (async () => new Response(now >= served ? 'new' : 'old')) as typeof globalThis.fetch,
    log: createLog(() => {}),
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  return { cache, ports: withDeadline(given, LONGEST_STEP) }
}

const sent = (status: Purged['status']): Purged => ({ id: 'I1', status, charged: 1, reason: null })

describe('an answer of the edge that decides about a rollback', () => {
  it.each<[Purged['status'], { purged?: number; served: number }, string]>([
    ['in-progress', { purged: 100_000, served: 100_000 }, 'completed'],
    ['in-progress', { purged: Number.POSITIVE_INFINITY, served: STALE_FOR }, 'in-progress'],
    ['skipped', { served: 60_000 }, 'skipped'],
    ['failed', { served: 60_000 }, 'failed'],
  ])('release case 28: is no old copy that the CDN still has while its purge is %s: %o', async (status, times, last) => {
    const { cache, ports } = world(times)
    expect(await probeUntilFinal(cache, question, sent(status), ports)).toMatchObject({ failure: null, purged: { status: last } })
  })

  it('comes soon once the purge has ended, and in minutes when it never does', async () => {
    const never = { served: Number.POSITIVE_INFINITY }
    const ended = world(never)
    expect(await probeUntilFinal(ended.cache, question, sent('completed'), ended.ports)).toMatchObject({
      failure: { code: 'probe-failed' },
    })
    const soon = now
    expect(soon).toBeLessThanOrEqual(30_000)
    const slow = world({ ...never, purged: Number.POSITIVE_INFINITY })
    expect(await probeUntilFinal(slow.cache, question, sent('in-progress'), slow.ports)).toMatchObject({
      failure: { code: 'probe-failed' },
    })
    expect(now - soon).toBe(30_000 + STALE_FOR + 30_000)
  })
})

it('release case 28: waits for two purges and two probes no longer than half of the time that the release job has', async () => {
  const never = Number.POSITIVE_INFINITY
  const { cache, ports } = world({ purged: never, served: never })
  const order = { keys: readKeys('/a'), reference: 'r', onFailure: 'fail', waitSeconds: 600 } as const
  for (const reference of ['r', 'r-withdrawn'])
    await probeUntilFinal(cache, question, await purge(cache, { ...order, reference }, ports), ports)
  expect(now).toBe(LONGEST_STEP)
  expect(LONGEST_STEP).toBe((30 * 60_000) / 2)
})
