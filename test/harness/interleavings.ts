import { setImmediate as whenQuiet } from 'node:timers/promises'

/** Lets a call of a process wait for its turn. */
export type Turn = () => Promise<void>

/** A model whose processes meet nobody but one another, made anew for each order. */
export interface Model<Result> {
  /** Starts the processes; each must await `turn` before each of its calls, and wait for nothing else. */
  start(turns: readonly Turn[]): readonly Promise<unknown>[]
  /** Looks at the world after each call. */
  look(): void
  finish(): Result
}

/**
 * Plays the calls of some processes in every order, once each, and gives what each order ended with. The next call of a process is the one
 * that it asked for first: of calls that it makes side by side the order stays as it is.
 */
export async function playEveryOrder<Result>(processes: number, make: () => Model<Result>): Promise<Result[]> {
  const results: Result[] = []
  let next: number[] | null = []
  while (next !== null) {
    const { result, taken } = await playOrder(processes, make(), next)
    results.push(result)
    next = nextOrder(taken)
  }
  return results
}

/** Which of the processes that could go on did, and how many those were. */
interface Choice {
  readonly chosen: number
  readonly of: number
}

async function playOrder<Result>(processes: number, model: Model<Result>, given: readonly number[]) {
  const waiting: (() => void)[][] = Array.from({ length: processes }, () => [])
  const ended = model.start(waiting.map((queue) => () => new Promise<void>((resolve) => queue.push(resolve))))
  const taken: Choice[] = []
  for (;;) {
    // Nothing in a model waits for anything but its turn: when the queue of jobs is empty, everybody waits or has ended.
    await whenQuiet()
    const ready = waiting.filter((queue) => queue.length > 0)
    if (ready.length === 0) break
    const chosen = given[taken.length] ?? 0
    taken.push({ chosen, of: ready.length })
    ready[chosen]?.shift()?.()
    await whenQuiet()
    model.look()
  }
  await Promise.allSettled(ended)
  return { result: model.finish(), taken }
}

/** The order after this one, as an odometer counts; null after the last. */
function nextOrder(taken: readonly Choice[]): number[] | null {
  const at = taken.findLastIndex(({ chosen, of }) => chosen + 1 < of)
  return at === -1 ? null : [...taken.slice(0, at).map(({ chosen }) => chosen), (taken[at]?.chosen ?? 0) + 1]
}
