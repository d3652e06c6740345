import type { Reason } from '@mfe-gitops/contract'
import type { EdgeCache } from '@mfe-gitops/targets'
import type { WaitingPorts } from './deadline.ts'
import { type ProbeQuestion, probe } from './probe.ts'
import { awaitEnd, type Purged } from './purge.ts'

/**
 * How long a CDN may go on serving what it had: CloudFront ends a purge within 25 s at P95, and keeps an entry for 60 s without one (the
 * `s-maxage` that deploy-artifact writes). Twice that, for a CDN that is slower.
 */
export const STALE_FOR = 120_000

/** What the edge serves in the end, and the purge as it was by then. */
export interface FinalProbe {
  readonly failure: Reason | null
  readonly purged: Purged
}

/** Probes, and when the edge differs while it may still serve an old copy, waits until it cannot and probes again: only then is the answer final. */
export async function probeUntilFinal(cache: EdgeCache, question: ProbeQuestion, purged: Purged, ports: WaitingPorts): Promise<FinalProbe> {
  const failure = await probe(question, ports)
  if (failure === null || purged.status === 'completed') return { failure, purged }
  ports.log.info(`The edge differs, but the purge is ${purged.status}: what it serves counts once it cannot be an old copy any more.`)
  const ended = await outlastCopies(cache, purged, ports)
  return { failure: await probe(question, ports), purged: ended }
}

async function outlastCopies(cache: EdgeCache, purged: Purged, ports: WaitingPorts): Promise<Purged> {
  const end = ports.now() + STALE_FOR
  const { status } =
    purged.status === 'in-progress' ? await awaitEnd(cache, { ...purged, status: purged.status }, { timeoutMs: STALE_FOR, ports }) : purged
  if (status !== 'completed') await ports.sleep(Math.max(0, end - ports.now()))
  return { ...purged, status }
}
