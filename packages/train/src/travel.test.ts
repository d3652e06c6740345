import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type History, playWorld, type Traveller, timetable } from '../test/small-world.ts'

const steady: Traveller = { arrivesAt: 0, latencies: [300], diesAfter: null, isBad: false }

function carriers(history: History, runId: number): number[] {
  return history.landings.filter(({ brought }) => brought.includes(runId)).map(({ by }) => by)
}

describe('travel', () => {
  it('carries those who come while the first one gathers, in one pull request', async () => {
    const history = await playWorld([0, 10_000, 30_000, 59_000].map((arrivesAt) => ({ ...steady, arrivesAt })))
    expect(history.landings).toEqual([{ by: 1, brought: [1, 2, 3, 4] }])
    expect(history.endings.map(({ result }) => result)).toEqual(['led', 'carried', 'carried', 'carried'])
  })

  it('gives those who come too late a train of their own', async () => {
    const history = await playWorld([0, 30_000, 63_000, 64_000, 90_000].map((arrivesAt) => ({ ...steady, arrivesAt })))
    expect(history.landings).toEqual([
      { by: 1, brought: [1, 2] },
      { by: 3, brought: [3, 4, 5] },
    ])
  })

  it('lets a bad request fail by itself, and everybody else travel alone', async () => {
    const history = await playWorld([steady, { ...steady, isBad: true }, steady, steady])
    expect(history.endings.map(({ result }) => result)).toEqual(['led', 'failed', 'led', 'led'])
    expect(history.landings.map(({ brought }) => brought).toSorted()).toEqual([[1], [3], [4]])
  })

  it.each([
    ['while it gathers, and the next one leads', 30_000, ['died', 'led', 'carried'], [{ by: 2, brought: [2, 3] }]],
    [
      'after its departure, and the others travel alone',
      61_300,
      ['died', 'led', 'led'],
      [
        { by: 2, brought: [2] },
        { by: 3, brought: [3] },
      ],
    ],
  ])('goes on when the leader dies %s', async (_, diesAfter, results, landings) => {
    const history = await playWorld([
      { ...steady, diesAfter },
      { ...steady, arrivesAt: 2000 },
      { ...steady, arrivesAt: 4000 },
    ])
    expect(history.endings.map(({ result }) => result)).toEqual(results)
    expect(history.landings).toEqual(landings)
  })

  const latency = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 2000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 2000, max: 90_000 }) },
  )
  const traveller = fc.record<Traveller>({
    arrivesAt: fc.integer({ min: 0, max: 200_000 }),
    latencies: fc.array(latency, { minLength: 1, maxLength: 4 }),
    diesAfter: fc.option(fc.integer({ min: 0, max: 300_000 }), { freq: 4 }),
    isBad: fc.boolean(),
  })

  it('brings every good request to the base exactly once, whoever dies, is slow, is bad or comes late', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(traveller, { minLength: 1, maxLength: 6 }), async (travellers) => {
        const history = await playWorld(travellers)
        for (const { runId, result } of history.endings) {
          const { isBad, diesAfter } = travellers[runId - 1] ?? steady
          const times = carriers(history, runId).length
          expect(times).toBeLessThanOrEqual(1)
          if (isBad) expect([times, ['failed', 'died']]).toEqual([0, expect.arrayContaining([result])])
          else if (diesAfter === null) expect([runId, times, ['led', 'carried']]).toEqual([runId, 1, expect.arrayContaining([result])])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps nobody waiting beyond its bound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(traveller, { minLength: 1, maxLength: 6 }), async (travellers) => {
        const { endings } = await playWorld(travellers)
        const bound = timetable.gatherMs + timetable.patienceMs + timetable.longestRideMs
        for (const { runId, waited } of endings) {
          const slowest = Math.max(...(travellers[runId - 1]?.latencies ?? []))
          // Its own calls come on top: some for each look, and a look at least every five seconds.
          expect(waited).toBeLessThanOrEqual(bound + 40 * (slowest + 1000))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('needs one pull request when all come in time, answer quickly and nobody fails', async () => {
    const quick = fc.record({ arrivesAt: fc.integer({ min: 0, max: 55_000 }), latency: fc.integer({ min: 0, max: 500 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(quick, { minLength: 1, maxLength: 6 }), async (arrivals) => {
        const first = Math.min(...arrivals.map(({ arrivesAt }) => arrivesAt))
        const travellers = arrivals.map(({ arrivesAt, latency: ms }) => ({ ...steady, arrivesAt: arrivesAt - first, latencies: [ms] }))
        const { pullRequests, endings } = await playWorld(travellers)
        expect([pullRequests, endings.filter(({ result }) => result === 'led').length]).toEqual([1, 1])
      }),
      { numRuns: 150 },
    )
  })
})
