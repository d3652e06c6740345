import pLimit from 'p-limit'
import { createByteGate } from './byte-gate.ts'

export interface PacePorts {
  sleep(ms: number): Promise<unknown>
  random(): number
}

/** Runs effects at the speed that a store bears: more at once while it answers, half as many when it says that it is busy. */
export interface UploadPace {
  /** `bytes` is what the effect sends or gets, and so holds in memory while it runs. */
  run<T>(effect: () => Promise<T>, bytes?: number): Promise<T>
  /** Effects that may run at once now. */
  concurrency(): number
}

// S3 bears 3,500 writes a second below a fresh prefix; sixteen at once, each answered within 20 ms, are 800. A runner with two cores gains
// nothing beyond the ceiling.
const START = 16
const CEILING = 32
// One retry for ten requests is what a store under load can bear (Google's SRE book, "Handling Overload"); the rest is for small uploads.
const RETRY_SHARE = 0.1
const SPARE_RETRIES = 10
const LONGEST_PAUSE = 20_000
// Bodies on their way at once, so that a step stays below 250 MB: as much as the four parts of 8 MiB that one which goes in parts takes.
const BYTES_AT_ONCE = 32 * 1024 * 1024

export function createUploadPace({ sleep, random }: PacePorts, requests: number): UploadPace {
  const limit = pLimit(START)
  let budget = SPARE_RETRIES + Math.ceil(requests * RETRY_SHARE)
  let successes = 0
  let slowdowns = 0

  function speedUp(): void {
    successes++
    if (successes < limit.concurrency) return
    successes = 0
    if (limit.concurrency < CEILING) limit.concurrency++
  }

  /** What was sent before the last slowdown says nothing new when it fails. */
  function slowDown(seen: number): void {
    successes = 0
    if (seen !== slowdowns) return
    slowdowns++
    limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2))
  }

  const gate = createByteGate(BYTES_AT_ONCE)

  async function attempt<T>(effect: () => Promise<T>, bytes: number): Promise<T> {
    for (let tried = 1; ; tried++) {
      const seen = slowdowns
      try {
        const result = await gate.pass(bytes, effect)
        speedUp()
        return result
      } catch (error) {
        if (!mayPass(error) || budget <= 0) throw error
        budget--
        slowDown(seen)
        await sleep(Math.round(Math.min(LONGEST_PAUSE, 250 * 2 ** tried) * (0.5 + random() / 2)))
      }
    }
  }

  return {
    run: (effect, bytes = 0) => limit(() => attempt(effect, Math.min(bytes, BYTES_AT_ONCE))),
    concurrency: () => limit.concurrency,
  }
}

// No limit of time is among them: a client has asked for minutes when it says so, and a store that never answers must not take all of a job's.
const PASSING_CODES = /^(?:ECONNRESET|ECONNREFUSED|EPIPE|EAI_AGAIN|ENETUNREACH|EMFILE|ENFILE|EBUSY|SlowDown|RequestTimeout|Throttling\w*)$/

/** Whether a failure says nothing about the request: too busy, away, or the answer was lost. Looked for behind every cause. */
export function mayPass(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { name, code, $metadata } = at as { name: string; code?: unknown; $metadata?: { httpStatusCode?: number } }
    const status = $metadata?.httpStatusCode
    if (status === 429 || status === 408 || (status !== undefined && status >= 500)) return true
    if (PASSING_CODES.test(name) || PASSING_CODES.test(String(code))) return true
  }
  return false
}
