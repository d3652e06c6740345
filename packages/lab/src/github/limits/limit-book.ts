import type { LimitName, LimitRules } from '../types.ts'
import { createFixedWindow, type Quota } from './fixed-window.ts'
import { createRollingWindow, type Taken } from './rolling-window.ts'

/** What a request would spend, known before it is served. */
export interface Price {
  readonly api: 'rest' | 'graphql'
  /** Of the primary limit. */
  readonly cost: number
  /** Of the secondary limit of the minute. */
  readonly points: number
  /** Things that it creates when it succeeds. */
  readonly contents: number
}

/** The limit that a request goes beyond, and how long to wait. */
export interface Excess {
  readonly limit: LimitName
  readonly primary: boolean
  readonly seconds: number
}

export interface Ticket {
  /** Books what the request really spent; `free` gives the primary limit its cost back. */
  settle(spent: { readonly contents: number; readonly free?: boolean }): void
  /** The request is over, with or without an answer. */
  end(contents: number): void
}

/** The limits of one who asks: a user, an installation, or the runs of a repository. */
export interface LimitBook {
  /** Without `enforced` nothing is in excess. */
  admit(price: Price, at: { readonly now: number; readonly enforced: boolean }): Ticket | Excess
  quota(api: Price['api'], now: number): Quota
}

export type Tier = 'full' | 'run' | 'nobody'

/** from memory: nothing tells when one of a hundred concurrent requests ends; a minute is what the documents ask for without `retry-after`. */
const concurrentWait = 60

export function createLimitBook(rules: LimitRules, tier: Tier): LimitBook {
  const names = { rest: restLimit[tier], graphql: tier === 'run' ? 'graphqlOfRun' : 'graphql' } as const
  const quotas = { rest: createFixedWindow(rules[names.rest]), graphql: createFixedWindow(rules[names.graphql]) }
  const points = { rest: createRollingWindow(rules.restPoints), graphql: createRollingWindow(rules.graphqlPoints) }
  const contents = {
    contentPerMinute: createRollingWindow(rules.contentPerMinute),
    contentPerHour: createRollingWindow(rules.contentPerHour),
  }
  let running = 0
  const excessOf = (price: Price, now: number): Excess | null => {
    const { api } = price
    const quota = quotas[api].state(now)
    if (price.cost > 0 && quota.remaining === 0) return { limit: names[api], primary: true, seconds: quota.reset - Math.floor(now / 1000) }
    if (running >= rules.concurrent) return { limit: 'concurrent', primary: false, seconds: concurrentWait }
    const waits: [LimitName, number][] = [
      [api === 'rest' ? 'restPoints' : 'graphqlPoints', points[api].wait(price.points, now)],
      ['contentPerMinute', contents.contentPerMinute.wait(price.contents, now)],
      ['contentPerHour', contents.contentPerHour.wait(price.contents, now)],
    ]
    const [limit, wait] = waits.reduce((longest, one) => (one[1] > longest[1] ? one : longest))
    return wait > 0 ? { limit, primary: false, seconds: Math.ceil(wait / 1000) } : null
  }
  return {
    quota: (api, now) => quotas[api].state(now),
    admit(price, { now, enforced }) {
      const excess = enforced ? excessOf(price, now) : null
      if (excess) return excess
      quotas[price.api].take(price.cost, now)
      if (enforced) points[price.api].take(price.points, now)
      const taken = enforced ? Object.values(contents).map((window) => window.take(price.contents, now)) : []
      running++
      return ticket({ taken, giveBack: () => quotas[price.api].take(-price.cost, now), leave: () => running-- })
    },
  }
}

const restLimit = { full: 'rest', run: 'restOfRun', nobody: 'restOfNobody' } as const

function ticket({ taken, giveBack, leave }: { taken: Taken[]; giveBack: () => void; leave: () => void }): Ticket {
  const book = (contents: number) => {
    for (const entry of taken) entry.amount = contents
  }
  return {
    settle({ contents, free = false }) {
      book(contents)
      if (free) giveBack()
    },
    end(contents) {
      book(contents)
      leave()
    },
  }
}
