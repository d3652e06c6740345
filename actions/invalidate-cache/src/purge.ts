import { asActionError } from '@mfe-gitops/action-kit'
import type { Reason } from '@mfe-gitops/contract'
import { type EdgeCache, type Purge, TargetError, waitForPurge } from '@mfe-gitops/targets'
import type { WaitingPorts } from './deadline.ts'
import type { InvalidateCacheInputs } from './inputs.ts'

export type PurgeOrder = Pick<InvalidateCacheInputs, 'keys' | 'reference' | 'onFailure' | 'waitSeconds'>
export type PurgePorts = Pick<WaitingPorts, 'left' | 'log' | 'now' | 'sleep'>

/** What came of a purge; `reason` when the cache refused and the policy forgives it. */
export interface Purged {
  readonly id: string
  readonly status: Purge['status'] | 'skipped' | 'failed'
  readonly charged: number
  readonly reason: Reason | null
}

/** Purges the keys, once per reference. No keys means nothing to purge, never everything. */
export async function purge(cache: EdgeCache, { keys, reference, onFailure, waitSeconds }: PurgeOrder, ports: PurgePorts): Promise<Purged> {
  if (keys.all.length === 0) {
    ports.log.info('There are no keys, so nothing is purged.')
    return { id: '', status: 'skipped', charged: 0, reason: null }
  }
  try {
    const accepted = await cache.purge({ reference, paths: keys.paths, tags: keys.tags })
    const { id, status, charged } = await awaitEnd(cache, accepted, { timeoutMs: waitSeconds * 1000, ports })
    ports.log.info(`Purge ${id} is ${status}${charged === 0 ? '' : `, ${charged} paths and tags on the bill`}: ${keys.all.join(' ')}`)
    return { id, status, charged, reason: null }
  } catch (error) {
    if (onFailure === 'fail' || !isRefusal(error)) throw error
    const reason = asActionError(error).reasons[0] ?? null
    ports.log.warning(`${error.message} The version is live; visitors may see the old one until it expires.`, { title: error.code })
    return { id: '', status: 'failed', charged: 0, reason }
  }
}

/** Waits for the end of a purge that was accepted: neither a long wait nor a look that fails makes it a failure. */
export async function awaitEnd(
  cache: EdgeCache,
  accepted: Purge,
  { timeoutMs, ports }: { timeoutMs: number; ports: PurgePorts },
): Promise<Purge> {
  try {
    return await waitForPurge(cache, accepted, { timeoutMs: Math.min(timeoutMs, ports.left()), now: ports.now, sleep: ports.sleep })
  } catch (error) {
    if (!isRefusal(error)) throw error
    ports.log.warning(`${error.message} The purge was accepted; only its end was not seen.`, { title: error.code })
    return accepted
  }
}

export function isRefusal(error: unknown): error is TargetError {
  return error instanceof TargetError && error.code === 'purge-failed'
}
