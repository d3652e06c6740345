import fc from 'fast-check'
import { fromTape } from './random-document.ts'
import { playNoise, playRound, type Round } from './round.ts'

export interface FuzzOptions {
  readonly seconds: number
  readonly seed: number
  /** Called after each batch. */
  readonly onProgress: (state: FuzzState) => void
}

export interface FuzzState {
  readonly rounds: number
  readonly counts: Readonly<Record<string, number>>
  readonly failures: readonly Failure[]
}

export interface Failure extends Round {
  /** Starts the batch that holds the failure as the first one. */
  readonly seed: number
  readonly shrinks: number
}

const batchRounds = 500
/** One bug fails often; more examples of it help nobody. */
const mostFailures = 10
const tapes = fc.noBias(fc.array(fc.nat(0xffff), { minLength: 60, maxLength: 400, size: 'max' }))

/** Plays rounds on generated and on damaged documents until the time is over. Equal seeds give equal rounds. */
export function fuzz({ seconds, seed, onProgress }: FuzzOptions): FuzzState {
  const end = Date.now() + seconds * 1000
  const counts: Record<string, number> = {}
  const failures: Failure[] = []
  let rounds = 0
  for (let batch = 0; Date.now() < end && failures.length < mostFailures; batch++) {
    const play = (tape: number[]): Round =>
      (tape[0] ?? 0) % 4 === 3 ? playNoise(fromTape(tape.slice(1))) : playRound(fromTape(tape.slice(1)))
    const property = fc.property(tapes, (tape) => {
      const { outcome } = play(tape)
      rounds += 1
      counts[outcome] = (counts[outcome] ?? 0) + 1
      return !isFailure(outcome)
    })
    const details = fc.check(property, { seed: seed + batch, numRuns: batchRounds, interruptAfterTimeLimit: Math.max(end - Date.now(), 1) })
    if (details.counterexample)
      failures.push({ ...lastSeen(details.counterexample[0], play), seed: seed + batch, shrinks: details.numShrinks })
    onProgress({ rounds, counts, failures })
  }
  return { rounds, counts, failures }
}

function isFailure(outcome: Round['outcome']): boolean {
  return outcome === 'wrong' || outcome === 'refused'
}

/** An exception is a failure like any other, with what was thrown instead of what came out. */
function lastSeen(tape: number[], play: (tape: number[]) => Round): Round {
  try {
    return play(tape)
  } catch (error) {
    return { source: JSON.stringify(tape), edits: [], options: {}, outcome: 'wrong', detail: String((error as Error).stack) }
  }
}
