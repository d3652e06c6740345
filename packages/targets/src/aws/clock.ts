/** What waits and chooses at random; a test brings its own. */
export interface Clock {
  now(): number
  random(): number
  sleep(milliseconds: number): Promise<void>
}

/** How long something is tried again: the pause doubles from `firstMs` to `ceilingMs`, and never more than `attempts` are made. */
export interface Patience {
  readonly attempts: number
  readonly firstMs: number
  readonly ceilingMs: number
}

/** Repeats work while `isPassing` says that its failure passes. Half of each pause is jitter, so that a crowd does not come back as one. */
export async function patiently<T>(
  work: () => Promise<T>,
  { isPassing, patience, clock }: { isPassing: (error: unknown) => boolean; patience: Patience; clock: Clock },
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= patience.attempts || !isPassing(error)) throw error
    }
    const pause = Math.min(patience.ceilingMs, patience.firstMs * 2 ** (attempt - 1))
    await clock.sleep(pause / 2 + (clock.random() * pause) / 2)
  }
}
