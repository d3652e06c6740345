import { availableParallelism } from 'node:os'
import type { BadPlaces, FaultCase } from './fault-case.ts'
import { casesOf, ownCalls } from './matrix.ts'
import { inParallel } from './parallel.ts'
import { type Recording, record } from './recording.ts'
import { recordRecovery } from './recovery.ts'
import { stories } from './story.ts'

export interface Plan {
  readonly recordings: readonly Recording[]
  readonly cases: readonly FaultCase[]
}

/** Records every story, and the recovery from a death after each of its writes or the first few of them, and makes the cases. */
export async function planAll(places: BadPlaces, mostRecoveries = Number.POSITIVE_INFINITY): Promise<Plan> {
  const workers = availableParallelism()
  const recordings = await inParallel(stories, workers, record)
  // A death after a read leaves nothing more behind than the one after the write before it.
  const deaths = recordings.flatMap((recording) =>
    ownCalls(recording)
      .filter(({ writes }) => writes)
      .map((call) => ({ recording, call })),
  )
  const recoveries = await inParallel(deaths.slice(0, mostRecoveries), workers, ({ recording, call }) =>
    recordRecovery(recording, call, places),
  )
  const cases = recordings.flatMap((recording) =>
    casesOf(
      recording,
      recoveries.filter((recovery) => recovery.recording === recording),
    ),
  )
  return { recordings, cases }
}
