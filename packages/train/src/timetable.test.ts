import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Departure, nextStep, type Station, type Step, type Ticket, type Timetable } from './timetable.ts'

const timetable: Timetable = { gatherMs: 60_000, patienceMs: 60_000, mostPassengers: 2 }
const ticket = (runId: number, seconds: number): Ticket => ({ runId, artifactId: 100 + runId, at: seconds * 1000 })
const departure = (runId: number, aboard: readonly number[] = [runId], refused: readonly number[] = []): Departure => ({
  runId,
  aboard,
  refused,
  branch: `deploy/batch/${runId}`,
})
const station = (tickets: readonly Ticket[], departures: readonly Departure[] = [], dead: readonly number[] = []): Station => ({
  tickets,
  departures,
  running: new Set(tickets.map(({ runId }) => runId).filter((runId) => !dead.includes(runId))),
})
const [a, b, c, d] = [ticket(1, 0), ticket(2, 10), ticket(3, 20), ticket(4, 30)] as const
const all = [a, b, c, d]
const wait = (seconds: number): Step => ({ kind: 'wait', until: seconds * 1000 })

describe('nextStep', () => {
  it.each<[string, Station, Ticket, number, Step]>([
    ['gathers until its time is up', station([a]), a, 0, wait(60)],
    ['leads alone when nobody came', station([a]), a, 60, { kind: 'lead', passengers: [] }],
    ['leads those who came first, up to the limit', station([d, c, b, a]), a, 60, { kind: 'lead', passengers: [b, c] }],
    ['waits for the leader and a little longer', station(all), d, 30, wait(65)],
    ['looks again while the leader is late', station(all), d, 70, wait(75)],
    ['goes on without a leader that is too late', station([a, c]), c, 120, { kind: 'lead', passengers: [a] }],
    ['follows the next one when the leader died', station(all, [], [1]), d, 30, wait(75)],
    ['follows the next one when the leader left without it', station(all, [departure(1, [1, 2])]), d, 66, wait(85)],
    ['takes the lead after a train left', station(all, [departure(1, [1, 2])]), c, 66, wait(80)],
    ['rides on the train that names it', station(all, [departure(1, [1, 2, 3])]), c, 66, { kind: 'ride', train: departure(1, [1, 2, 3]) }],
    [
      'rides on a train whose leader died, to learn its end',
      station([b], [departure(1, [1, 2])]),
      b,
      66,
      { kind: 'ride', train: departure(1, [1, 2]) },
    ],
    [
      'prefers the train that is under way',
      station([b, c], [departure(1, [1, 3]), departure(2, [2, 3])]),
      c,
      66,
      { kind: 'ride', train: departure(2, [2, 3]) },
    ],
    ['goes alone when it was refused', station(all, [departure(1, [1, 2], [3])]), c, 66, { kind: 'alone' }],
    ['does not take aboard who left by itself', station([a, b], [departure(2)]), a, 60, { kind: 'lead', passengers: [] }],
    ['leads once more when it left and was started again', station([a, d], [departure(1)]), a, 60, { kind: 'lead', passengers: [d] }],
    ['needs no listing to know of itself', station([]), a, 10, wait(60)],
    ['orders tickets of one second by their ids', station([ticket(9, 0), a]), ticket(9, 0), 60, wait(65)],
  ])('%s', (_, seen, own, seconds, expected) => {
    expect(nextStep(seen, own, seconds * 1000, timetable)).toEqual(expected)
  })

  const stations = fc
    .record({
      ages: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 6 }),
      dead: fc.array(fc.integer({ min: 1, max: 6 })),
      trains: fc.array(fc.record({ by: fc.integer({ min: 1, max: 6 }), names: fc.uniqueArray(fc.integer({ min: 1, max: 6 })) }), {
        maxLength: 3,
      }),
      now: fc.integer({ min: 200, max: 400 }),
    })
    .map(({ ages, dead, trains, now }) => {
      const tickets = ages.map((seconds, index) => ticket(index + 1, seconds))
      const departures = trains.map(({ by, names }) => departure(by, [...new Set([by, ...names])]))
      return { seen: station(tickets, departures, dead), now: now * 1000 }
    })

  it('lets at most one of those who see the same lead while it is on time, and everybody else wait for that one', () => {
    fc.assert(
      fc.property(stations, ({ seen, now }) => {
        // Whoever has left asks no more, unless it is started again: then it leads for itself, beside the leader of those who wait.
        const hasLeft = (runId: number) => seen.departures.some((train) => train.runId === runId)
        const waiting = seen.tickets.filter(({ runId }) => seen.running.has(runId) && !hasLeft(runId))
        const steps = waiting.map((own) => ({ own, step: nextStep(seen, own, now, timetable) }))
        const leaders = steps.filter(({ step }) => step.kind === 'lead')
        const late = timetable.gatherMs + timetable.patienceMs
        expect(leaders.filter(({ own }) => now < own.at + late).length).toBeLessThanOrEqual(1)
        for (const { step } of steps) if (step.kind === 'wait') expect(step.until).toBeGreaterThan(now)
      }),
    )
  })

  it('never waits beyond the own gathering and patience, whatever it sees', () => {
    fc.assert(
      fc.property(stations, ({ seen }) => {
        for (const own of seen.tickets) {
          const end = own.at + timetable.gatherMs + timetable.patienceMs
          expect(nextStep(seen, own, end, timetable).kind).not.toBe('wait')
        }
      }),
    )
  })

  it('takes nobody aboard who has left, died, or is named by another train', () => {
    fc.assert(
      fc.property(stations, ({ seen, now }) => {
        for (const own of seen.tickets) {
          const step = nextStep(seen, own, now, timetable)
          if (step.kind !== 'lead') continue
          for (const { runId } of step.passengers) {
            expect(seen.running.has(runId)).toBe(true)
            expect(seen.departures.some((train) => train.aboard.includes(runId))).toBe(false)
          }
        }
      }),
    )
  })
})
