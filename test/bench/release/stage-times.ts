/** One call to a service, and the time for which nothing but the injected latency held it. */
export interface SlowCall {
  readonly service: string
  readonly request: string
  /** Milliseconds of one clock. */
  readonly from: number
  readonly to: number
}

/** What one step of a deployment took. */
export interface StageTimes {
  readonly stage: string
  readonly seconds: number
  /** In which at least one call was held up: what a faster network could save. */
  readonly waitingSeconds: number
  /** How many calls had to wait for one another: the time that was waited, in latencies. */
  readonly inARow: number
  readonly calls: Readonly<Record<string, number>>
}

/** Where the time of a stage went. */
export function stageTimes(
  stage: string,
  { seconds, calls, latencyMs }: { seconds: number; calls: readonly SlowCall[]; latencyMs: number },
): StageTimes {
  const waitingMs = coveredMs(calls)
  const counts: Record<string, number> = {}
  for (const { service } of calls) counts[service] = (counts[service] ?? 0) + 1
  const inARow = latencyMs === 0 ? 0 : Math.round(waitingMs / latencyMs)
  return { stage, seconds, waitingSeconds: waitingMs / 1000, inARow, calls: counts }
}

/** Time that is in at least one of the intervals. */
export function coveredMs(intervals: readonly Pick<SlowCall, 'from' | 'to'>[]): number {
  let covered = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return covered
}
