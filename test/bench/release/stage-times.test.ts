import { describe, expect, it } from 'vitest'
import { coveredMs, stageTimes } from './stage-times.ts'

const call = (service: string, from: number, to: number) => ({ service, request: 'GET /', from, to })

describe('the time of a stage', () => {
  it.each([
    [[], 0],
    [[call('a', 0, 50)], 50],
    [[call('a', 0, 50), call('a', 100, 150)], 100],
    [[call('a', 100, 150), call('a', 0, 50), call('b', 20, 70)], 120],
    [[call('a', 0, 200), call('b', 50, 100)], 200],
  ])('counts what calls at the same time take only once: %#', (calls, covered) => {
    expect(coveredMs(calls)).toBe(covered)
  })

  it('tells how many calls waited for one another', () => {
    const calls = [call('store', 0, 50), call('store', 1, 51), call('table', 60, 110)]
    expect(stageTimes('live', { seconds: 1, calls, latencyMs: 50 })).toEqual({
      stage: 'live',
      seconds: 1,
      waitingSeconds: 0.101,
      inARow: 2,
      calls: { store: 2, table: 1 },
    })
  })
})
