import type { DeploymentRequest } from '@mfe-gitops/contract'
import { createVirtualClock } from '../../lab/src/clock/virtual-clock.ts'
import type { Clock, Platform } from '../src/platform.ts'
import type { Departure, Ticket } from '../src/timetable.ts'
import { travel } from '../src/travel.ts'

/** One run of the model. */
export interface Traveller {
  readonly arrivesAt: number
  /** How long each of its calls takes, one after the other, over and over. */
  readonly latencies: readonly number[]
  /** Virtual time after its arrival at which its machine dies; null when it lives. */
  readonly diesAfter: number | null
  /** A change that holds its request never passes the checks. */
  readonly isBad: boolean
}

export interface Ending {
  readonly runId: number
  readonly result: 'carried' | 'led' | 'failed' | 'died'
  readonly waited: number
}

/** What happened in a world: how each run ended, and who was carried by which pull request, in order. */
export interface History {
  readonly endings: readonly Ending[]
  readonly landings: readonly { readonly by: number; readonly brought: readonly number[] }[]
  readonly pullRequests: number
}

export const timetable = { gatherMs: 60_000, patienceMs: 60_000, mostPassengers: 50, longestRideMs: 600_000 }
const start = Date.parse('2026-11-22T21:00:00Z')
class Death extends Error {}

/** How long GitHub takes to notice that a runner is gone. */
const noticeMs = 45_000

/** Plays the real protocol for some runs against a platform in memory, until all have ended. */
export async function playWorld(travellers: readonly Traveller[]): Promise<History> {
  const clock = createVirtualClock(start)
  const tickets: Ticket[] = []
  const departures: Departure[] = []
  const running = new Set<number>()
  const ended = new Set<string>()
  const base = new Set<number>()
  const landings: History['landings'][number][] = []
  let pullRequests = 0

  const live = (traveller: Traveller, runId: number) =>
    clock.run(async (actor): Promise<Ending> => {
      await actor.sleep(traveller.arrivesAt)
      running.add(runId)
      const born = actor.now()
      const deadline = traveller.diesAfter === null ? Number.POSITIVE_INFINITY : born + traveller.diesAfter
      let calls = 0
      const sleep = async (ms: number) => {
        await actor.sleep(Math.min(ms, Math.max(0, deadline - actor.now())))
        if (actor.now() >= deadline) throw new Death()
      }
      const call = async <T>(work: () => T): Promise<T> => {
        await sleep(traveller.latencies[calls++ % traveller.latencies.length] ?? 0)
        const result = work()
        await sleep(0)
        return result
      }
      const platform: Platform = {
        announce: () => call(() => void tickets.push({ runId, artifactId: tickets.length + 1, at: Math.floor(actor.now() / 1000) * 1000 })),
        depart: (departure) => call(() => void departures.push(departure)),
        departures: () => call(() => [...departures]),
        waiting: () => call(() => ({ tickets: [...tickets], running: new Set(running) })),
        requestOf: () => call(() => null),
        isUnderWay: (train) => call(() => running.has(train.runId) && !ended.has(train.branch)),
      }
      /** Commit, pull request, checks and merge of a change. */
      const propose = async (runs: readonly number[]): Promise<boolean> => {
        await call(() => {
          pullRequests += 1
        })
        return call(() => {
          if (runs.some((id) => travellers[id - 1]?.isBad)) return false
          landings.push({ by: runId, brought: runs.filter((id) => !base.has(id)) })
          for (const id of runs) base.add(id)
          return true
        })
      }
      const clockOfRun: Clock = { now: actor.now, sleep, random: () => 0.5 }
      const end = (result: Ending['result']): Ending => ({ runId, result, waited: actor.now() - born })
      try {
        const result = await travel<Ending['result']>({
          journey: {
            runId,
            request: {} as DeploymentRequest,
            lead: async (passengers, depart) => {
              const branch = `deploy/batch/${runId}`
              const aboard = [runId, ...passengers.map((ticket) => ticket.runId)]
              const isKnown = await depart({ runId, aboard, refused: [], branch })
              // When the train fails, its pull request goes on with the leader's request alone.
              const isIn = (isKnown && (await propose(aboard))) || (aboard.length > 1 && (await propose([runId])))
              ended.add(branch)
              return isIn ? 'led' : 'failed'
            },
            arrived: () => call(() => (base.has(runId) ? 'carried' : null)),
          },
          platform,
          clock: clockOfRun,
          timetable,
          log: { info: () => {}, warning: () => {} },
        })
        await sleep(1000)
        return end(result)
      } catch (error) {
        if (!(error instanceof Death)) throw error
        const ending = end('died')
        await actor.sleep(noticeMs)
        return ending
      } finally {
        running.delete(runId)
      }
    })

  const endings = await Promise.all(travellers.map((traveller, index) => live(traveller, index + 1)))
  return { endings, landings, pullRequests }
}
