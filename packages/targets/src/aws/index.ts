import { setTimeout as sleep } from 'node:timers/promises'
import type { PortDescriptor } from '@mfe-gitops/contract'
import type { Target } from '../target.ts'
import { clientSettings, type Env } from './client-settings.ts'
import type { Clock } from './clock.ts'
import { noCache } from './no-cache.ts'
import { onFirstUse } from './on-first-use.ts'
import type { Opened, Opening } from './opened.ts'

const realClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds) => sleep(milliseconds),
}

export interface AwsOptions {
  readonly clock?: Clock
  /** Gets the name of every call, once for all its repeats. */
  readonly onCall?: (call: string) => void
}

/** Opens S3, DynamoDB and CloudFront as a target. The code of each is loaded, and requests are made, when its port is used. */
export async function openAwsTarget(descriptor: PortDescriptor, env: Env, options: AwsOptions = {}): Promise<Target> {
  const { clock = realClock, onCall } = options
  const { region = '', role, distribution } = descriptor
  // Which fields must be there depends on the ports that are used, and was checked for them.
  const opening: Opening = { descriptor, settings: clientSettings({ region, role }, env, clock), clock, onCall }
  const opened: Opened<unknown>[] = []
  const keep = <Port>(one: Opened<Port>): Port => {
    opened.push(one)
    return one.port
  }
  let store: Promise<Pick<Target, 'store' | 'pruner'>> | undefined
  const openStore = () => {
    store ??= import('./open-store.ts').then((code) => keep(code.openStore(opening)))
    return store
  }
  const purging = () => onFirstUse(cacheCalls, async () => keep((await import('./open-cache.ts')).openCache(opening)))
  return {
    store: onFirstUse(storeCalls, async () => (await openStore()).store),
    pruner: onFirstUse(prunerCalls, async () => (await openStore()).pruner),
    table: onFirstUse(tableCalls, async () => keep((await import('./open-table.ts')).openTable(opening))),
    cache: distribution === undefined ? noCache : purging(),
    close: async () => {
      for (const one of opened) one.close()
    },
  }
}

const storeCalls = { head: true, read: true, list: true, putIfAbsent: true, copy: true } as const
const prunerCalls = { remove: true } as const
const tableCalls = { read: true, activate: true, previous: true, withdraw: true, discredit: true, history: true, list: true } as const
const cacheCalls = { purge: true, status: true } as const
