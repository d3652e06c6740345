import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVirtualClock } from './virtual-clock.ts'

describe('createVirtualClock', () => {
  it('lets an hour pass as soon as everybody sleeps', async () => {
    const clock = createVirtualClock(1000)
    const woke: [string, number][] = []
    const sleeper = (name: string, ms: number) =>
      clock.run(async (actor) => {
        await actor.sleep(ms)
        woke.push([name, actor.now()])
      })
    await Promise.all([sleeper('late', 3_600_000), sleeper('early', 60_000), sleeper('at once', 0)])
    expect(woke).toEqual([
      ['at once', 1000],
      ['early', 61_000],
      ['late', 3_601_000],
    ])
  })

  it('stands still while somebody works, however long that takes', async () => {
    const clock = createVirtualClock(0)
    let seenByWorker = -1
    const worker = clock.run(async (actor) => {
      for (let round = 0; round < 20; round += 1) await readFile(import.meta.filename)
      seenByWorker = actor.now()
    })
    await Promise.all([worker, clock.run((actor) => actor.sleep(5000))])
    expect([seenByWorker, clock.now()]).toEqual([0, 5000])
  })

  it('goes on for the others when somebody ends or fails', async () => {
    const clock = createVirtualClock(0)
    const failed = clock.run(async (actor) => {
      void actor.sleep(1000)
      throw new Error('over')
    })
    await expect(failed).rejects.toThrow('over')
    await clock.run((actor) => actor.sleep(10))
    expect(clock.now()).toBe(10)
  })

  it('wakes a sleeper whose wait is aborted, and drops its alarm', async () => {
    const clock = createVirtualClock(0)
    const cancel = new AbortController()
    const sleeper = clock.run((actor) => actor.sleep(1000, cancel.signal)).catch((error: Error) => error.message)
    const other = clock.run(async (actor) => {
      await actor.sleep(10)
      cancel.abort(new Error('cancelled'))
      await actor.sleep(10)
    })
    expect([await sleeper, await other, clock.now()]).toEqual(['cancelled', undefined, 20])
  })

  it('wakes everybody exactly when they asked, in that order', async () => {
    const naps = fc.array(fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(naps, async (plans) => {
        const clock = createVirtualClock(0)
        const seen: number[] = []
        const ends = plans.map((plan) =>
          clock.run(async (actor) => {
            for (const ms of plan) {
              const before = actor.now()
              await actor.sleep(ms)
              expect(actor.now()).toBe(before + ms)
              seen.push(actor.now())
            }
          }),
        )
        await Promise.all(ends)
        expect(seen).toEqual(seen.toSorted((a, b) => a - b))
      }),
    )
  })
})
