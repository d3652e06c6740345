import type { Log } from '@mfe-gitops/action-kit'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import type { Clock, Platform } from './platform.ts'
import { type Departure, nextStep, type Step, type Ticket, type Timetable } from './timetable.ts'

/** What the owner of a request does at the ends of its wait. */
export interface Journey<T> {
  readonly runId: number
  readonly request: DeploymentRequest
  /** Carries the own request and, where it can, those of the passengers. Calls `depart` before it writes; false means that the passengers do not know. */
  lead(passengers: readonly Ticket[], depart: (departure: Departure) => Promise<boolean>): Promise<T>
  /** What the base says about the own request: its result, null while the train has not brought it there. */
  arrived(train: Departure): Promise<T | null>
}

export interface Travel<T> {
  readonly journey: Journey<T>
  readonly platform: Platform
  readonly clock: Clock
  readonly timetable: Timetable & { readonly longestRideMs: number }
  readonly log: Pick<Log, 'info' | 'warning'>
}

type Turn = Exclude<Step, { kind: 'wait' }>

/**
 * Takes a request to the base in company: with the train of another run, as the leader of one, or alone. Whatever goes wrong with the company, the
 * request travels alone, at once; so the worst that the train can do to it is to cost time, and that is bounded.
 */
export async function travel<T>(way: Travel<T>): Promise<T> {
  const { platform, journey, log } = way
  const turn = await awaitTurn(way).catch((error: unknown): Turn => {
    log.warning(
      `This request travels alone, since other runs could not be heard: ${error instanceof Error ? error.message : String(error)}`,
    )
    return { kind: 'alone' }
  })
  if (turn.kind === 'ride') {
    log.info(`Run ${turn.train.runId} carries this request with its own.`)
    const result = await ride(turn.train, way)
    if (result !== null) return result
    log.info(`Run ${turn.train.runId} has ended or gives up without having carried this request, which travels alone now.`)
  }
  const left = { isKnown: false }
  const depart = async (departure: Departure) => {
    left.isKnown = true
    return platform.depart(departure).then(
      () => true,
      () => false,
    )
  }
  try {
    return await journey.lead(turn.kind === 'lead' ? turn.passengers : [], depart)
  } finally {
    // Whoever counts on this run must learn that it left, by which way so ever.
    if (!left.isKnown) await depart(aloneDeparture(journey.runId))
  }
}

/** Says that a run left with nobody but itself. */
export function aloneDeparture(runId: number): Departure {
  return { runId, aboard: [runId], refused: [], branch: '' }
}

async function awaitTurn<T>({ journey, platform, clock, timetable }: Travel<T>): Promise<Turn> {
  await platform.announce(journey.request)
  const announced = clock.now()
  let own: Ticket = { runId: journey.runId, artifactId: Number.MAX_SAFE_INTEGER, at: announced }
  for (;;) {
    const departures = await platform.departures()
    const named = { departures, tickets: [], running: new Set<number>() }
    const settled = nextStep(named, own, own.at, timetable)
    if (settled.kind === 'ride' || settled.kind === 'alone') return settled
    const { tickets, running } = await platform.waiting()
    own = tickets.find(({ runId }) => runId === journey.runId) ?? own
    // GitHub's clock, carried on by the own one, so that it does not matter how far the two differ.
    const now = own.at + clock.now() - announced
    const step = nextStep({ departures, tickets, running }, own, now, timetable)
    if (step.kind !== 'wait') return step
    const isOwnTurn = step.until === own.at + timetable.gatherMs
    await clock.sleep(step.until - now + (isOwnTurn ? 0 : jitterMs * clock.random()))
  }
}

/** Spreads those who wait for the same moment. */
const jitterMs = 2000

/** A change takes some seconds for commit, pull request, checks and merge; after that the looks become rare. */
const pauses = { firstMs: 6000, growth: 1.3, longestMs: 15_000 }

/** Waits for the end of a train: null when it came to nothing. */
async function ride<T>(train: Departure, { journey, platform, clock, timetable }: Travel<T>): Promise<T | null> {
  const end = clock.now() + timetable.longestRideMs
  let pause = pauses.firstMs
  for (let look = 1; ; look += 1) {
    await clock.sleep(pause * (1 + clock.random() / 4))
    pause = Math.min(pauses.longestMs, pause * pauses.growth)
    // Asked before the look at the base: what a train brought there before its end must be seen.
    const isOver = clock.now() >= end || (look % 2 === 0 && !(await platform.isUnderWay(train)))
    const result = await journey.arrived(train)
    if (result !== null || isOver) return result
  }
}
