import type { EdgeCache, Purge } from './edge-cache.ts'

export interface PurgeWait {
  readonly timeoutMs: number
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

// CloudFront is done within 25 s at P95 and most often within 5 s: the first looks come early, the later ones get rarer.
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 10_000

/** Waits for a purge to end. A purge that is still in progress at the end of the time has not failed: it is given back as it is. */
export async function waitForPurge(cache: EdgeCache, purge: Purge, { timeoutMs, now, sleep }: PurgeWait): Promise<Purge> {
  const end = now() + timeoutMs
  let latest = purge
  for (let pause = FIRST_PAUSE; latest.status === 'in-progress' && now() < end; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    await sleep(Math.min(pause, end - now()))
    latest = (await cache.status(purge.id)) ?? latest
  }
  return latest
}
