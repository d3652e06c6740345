import { createLog } from '@mfe-gitops/action-kit'
import { type EdgeCache, type Purge, TargetError } from '@mfe-gitops/targets'
import { beforeEach, describe, expect, it } from 'vitest'
import { readKeys } from './inputs.ts'
import { purge } from './purge.ts'

let now: number
let lines: string[]
beforeEach(() => {
  now = 0
  lines = []
})
const ports = {
  left: () => Number.POSITIVE_INFINITY,
  log: createLog((line) => void lines.push(line)),
  now: () => now,
  sleep: async (ms: number) => {
    now += ms
  },
}
const order = { keys: readKeys('/a /b #cart'), reference: 'r', onFailure: 'fail', waitSeconds: 60 } as const

/** A CDN that takes its time and charges for each key. */
function slowCache(endsAt: number, look: () => void = () => {}): EdgeCache {
  const state = (): Purge => ({ id: 'I1', status: now >= endsAt ? 'completed' : 'in-progress', charged: 3 })
  return {
    purge: async () => state(),
    status: async () => {
      look()
      return state()
    },
  }
}

describe('waiting for a purge', () => {
  it('sees its end, and says what it costs', async () => {
    expect(await purge(slowCache(20_000), order, ports)).toEqual({ id: 'I1', status: 'completed', charged: 3, reason: null })
    expect(now).toBeLessThan(30_000)
    expect(lines.join('')).toContain('3 paths and tags on the bill')
  })

  it('does not wait unless it is told to', async () => {
    expect(await purge(slowCache(20_000), { ...order, waitSeconds: 0 }, ports)).toMatchObject({ status: 'in-progress', charged: 3 })
    expect(now).toBe(0)
  })

  it('release case 28: takes the end of its patience for no failure', async () => {
    expect(await purge(slowCache(Number.POSITIVE_INFINITY), order, ports)).toMatchObject({ status: 'in-progress', reason: null })
    expect(now).toBe(60_000)
  })

  it('takes a look that fails for no failure of the purge', async () => {
    const cache = slowCache(20_000, () => {
      throw new TargetError('purge-failed', 'The CDN did not answer.')
    })
    expect(await purge(cache, order, ports)).toMatchObject({ id: 'I1', status: 'in-progress', reason: null })
    expect(lines.join('')).toContain('::warning title=purge-failed::The CDN did not answer. The purge was accepted')
  })
})
