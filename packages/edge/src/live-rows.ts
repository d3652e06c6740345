import type { LiveRow, LiveTable } from '@mfe-gitops/targets'
import { liveKey } from '@mfe-gitops/targets/live-table'
import { createLastAnswers, keep } from './last-answers.ts'

/** Milliseconds. Long enough for an outage of a region to be noticed and mended, short enough that nobody forgets it. */
export const STALE_FOR = 60 * 60 * 1000

/** The live table as one environment's edge reads it. */
export interface LiveRows {
  read(mfe: string): Promise<LiveRow | null>
  history(mfe: string, limit: number): Promise<LiveRow[]>
  list(): Promise<LiveRow[]>
  /** How often an old answer stood in; it grows while the table fails. */
  fallbacks(): number
  /** How often something was answered without asking the table: by what another request had read. */
  shared(): number
  /** Trusts nothing that was read, or is being read, before now. */
  forget(): void
}

interface Answer {
  promise: Promise<unknown>
  at: number
  isDone: boolean
}

interface RowPorts {
  table: Pick<LiveTable, 'read' | 'history' | 'list'>
  environment: string
  now(): number
  /** Milliseconds for which an answer of the table is good for other requests. 0: only for those that come while it is being read. */
  lifetime: number
  /** Milliseconds for which the last answer stands in while the table fails. */
  staleFor: number
}

/** One read of the table serves every request that wants the same, and the last answer serves for a while when the table fails. */
export function createLiveRows({ table, environment, now, lifetime, staleFor }: RowPorts): LiveRows {
  let answers = new Map<string, Answer>()
  const last = createLastAnswers({ now, staleFor })
  let shared = 0

  function share<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = answers.get(key)
    if (known !== undefined && (!known.isDone || now() - known.at < lifetime)) {
      shared++
      return known.promise as Promise<T>
    }
    const promise = last.ask(key, ask)
    const answer: Answer = { promise, at: now(), isDone: false }
    const own = answers
    keep(own, key, answer)
    const finish = (isKept: boolean) => {
      answer.isDone = true
      if (!isKept && own.get(key) === answer) own.delete(key)
    }
    const before = last.used()
    promise.then(
      // An old answer is asked for again by the next request: the table may be back.
      () => finish(lifetime > 0 && before === last.used()),
      () => finish(false),
    )
    return promise
  }

  return {
    read: (mfe) => share(`live ${mfe}`, () => table.read(liveKey(environment, mfe))),
    history: (mfe, limit) => share(`history ${limit} ${mfe}`, () => table.history(liveKey(environment, mfe), limit)),
    list: () => share('list', () => table.list(environment)),
    fallbacks: last.used,
    shared: () => shared,
    forget: () => {
      answers = new Map()
      last.forget()
    },
  }
}
