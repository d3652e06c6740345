/** What one actor may do with time. */
export interface Actor {
  /** Milliseconds since the epoch, on the virtual clock. */
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A clock that stands still while anybody works, and jumps to the next alarm once everybody sleeps: hours pass in the time that the work takes. */
export interface VirtualClock {
  now(): number
  /** Lets somebody act from now on. The clock cannot move while its work is neither done nor asleep. */
  run<T>(act: (actor: Actor) => Promise<T>): Promise<T>
}

interface Alarm {
  readonly at: number
  readonly order: number
  readonly ring: () => void
}

/** Turns of the event loop that a woken actor gets to show what it does next; a promise chain needs one, a chain with a file in it some. */
const turns = 3

export function createVirtualClock(start: number): VirtualClock {
  let now = start
  let order = 0
  let isChecking = false
  let isAskedAgain = false
  const alarms: Alarm[] = []
  /** Alarms that each actor sleeps on; nobody is awake when none of these is empty. */
  const sleepers = new Set<Set<Alarm>>()

  const advance = async () => {
    isAskedAgain = true
    if (isChecking) return
    isChecking = true
    while (isAskedAgain) {
      isAskedAgain = false
      while (await isQuiet()) ringNext()
    }
    isChecking = false
  }
  const isQuiet = async () => {
    for (let turn = 0; turn < turns; turn += 1) {
      if (alarms.length === 0 || [...sleepers].some((own) => own.size === 0)) return false
      await new Promise(setImmediate)
    }
    return alarms.length > 0 && [...sleepers].every((own) => own.size > 0)
  }
  const ringNext = () => {
    const next = alarms.reduce((first, alarm) =>
      alarm.at < first.at || (alarm.at === first.at && alarm.order < first.order) ? alarm : first,
    )
    now = Math.max(now, next.at)
    next.ring()
  }
  const sleep = (own: Set<Alarm>, ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted()
      const wake = (settle: () => void) => {
        alarms.splice(alarms.indexOf(alarm), 1)
        own.delete(alarm)
        signal?.removeEventListener('abort', abort)
        settle()
      }
      const abort = () => wake(() => reject(signal?.reason))
      const alarm: Alarm = { at: now + Math.max(0, ms), order: order++, ring: () => wake(resolve) }
      signal?.addEventListener('abort', abort, { once: true })
      alarms.push(alarm)
      own.add(alarm)
      void advance()
    })

  return {
    now: () => now,
    async run(act) {
      const own = new Set<Alarm>()
      sleepers.add(own)
      try {
        return await act({ now: () => now, sleep: (ms, signal) => sleep(own, ms, signal) })
      } finally {
        sleepers.delete(own)
        for (const alarm of own) alarms.splice(alarms.indexOf(alarm), 1)
        void advance()
      }
    },
  }
}

/** fetch as an actor on that clock sees it: every call takes some virtual time before it reaches the server, and time stands still until it has its answer. */
export function delayedFetch(actor: Actor, latency: () => number): typeof fetch {
  return async (input, init) => {
    await actor.sleep(latency())
    return fetch(input, init)
  }
}
