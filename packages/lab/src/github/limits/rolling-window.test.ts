import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRollingWindow } from './rolling-window.ts'

const requests = fc.array(fc.record({ pause: fc.integer({ min: 0, max: 4000 }), amount: fc.integer({ min: 0, max: 5 }) }), {
  maxLength: 60,
})

/** Sends each request when it is its turn, and again after the wait that it is told. */
function play(most: number, given: readonly { pause: number; amount: number }[]) {
  const window = createRollingWindow({ most, seconds: 10 })
  let now = 1_000_000
  return given.map(({ pause, amount }) => {
    now += pause
    const wait = window.wait(amount, now)
    now += wait
    const left = window.wait(amount, now)
    window.take(amount, now)
    return { at: now, amount, wait, left }
  })
}

describe('a rolling window', () => {
  it('never holds more than its limit, wherever one looks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 12 }), requests, (most, given) => {
        const taken = play(most, given)
        for (const { at } of taken) {
          const inside = taken.filter((one) => one.at > at - 10_000 && one.at <= at)
          expect(inside.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(most)
        }
      }),
    )
  })

  it('asks for no more than its length, and lets in who waited that long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), requests, (most, given) => {
        for (const { wait, left } of play(most, given)) {
          expect(left).toBe(0)
          expect(wait).toBeLessThanOrEqual(10_000)
        }
      }),
    )
  })

  it('asks for the shortest wait: a millisecond earlier there is no room', () => {
    const window = createRollingWindow({ most: 3, seconds: 60 })
    for (const at of [0, 10_000, 20_000]) window.take(1, at)
    expect(window.wait(1, 30_000)).toBe(30_000)
    expect(window.wait(2, 30_000)).toBe(40_000)
    expect([window.wait(1, 59_999), window.wait(1, 60_000)]).toEqual([1, 0])
  })

  it('lets what is larger than the limit in when it is empty, and what costs nothing always', () => {
    const window = createRollingWindow({ most: 1, seconds: 60 })
    expect(window.wait(5, 0)).toBe(0)
    window.take(5, 0)
    expect([window.wait(0, 1), window.wait(1, 1)]).toEqual([0, 59_999])
  })

  it('takes back what was not used', () => {
    const window = createRollingWindow({ most: 1, seconds: 60 })
    window.take(1, 0).amount = 0
    expect(window.wait(1, 0)).toBe(0)
  })
})
