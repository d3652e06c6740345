// Loaded into a bundle by NODE_OPTIONS, see process-clock.ts: gives the process a clock of its own and writes down what it sleeps.
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

const { CLOCK_OFFSETS, CLOCK_FROZEN_AT, SLEEPS_FILE } = process.env

if (CLOCK_OFFSETS !== undefined || CLOCK_FROZEN_AT !== undefined) {
  const offsets = (CLOCK_OFFSETS ?? '0').split(',').map(Number)
  const real = Date.now
  let looks = 0
  // Each look at the clock gets the next offset: somebody sets the clock all the time.
  const now = () => (CLOCK_FROZEN_AT === undefined ? real() + (offsets[looks++ % offsets.length] ?? 0) : Number(CLOCK_FROZEN_AT))
  const origin = performance.timeOrigin + (offsets[0] ?? 0)
  Object.defineProperty(performance, 'timeOrigin', { value: CLOCK_FROZEN_AT === undefined ? origin : Number(CLOCK_FROZEN_AT) })
  if (CLOCK_FROZEN_AT !== undefined) Object.defineProperty(performance, 'now', { value: () => 0 })
  globalThis.Date = /** @type {DateConstructor} */ (
    /** @type {unknown} */ (
      class extends Date {
        /** @param {ConstructorParameters<DateConstructor> | []} given */
        constructor(...given) {
          if (given.length === 0) super(now())
          else super(...given)
        }

        static now() {
          return now()
        }
      }
    )
  )
}

if (SLEEPS_FILE !== undefined) {
  const wait = timers.setTimeout
  timers.setTimeout = /** @type {typeof wait} */ (
    (ms, ...rest) => {
      appendFileSync(SLEEPS_FILE, `${ms}\n`)
      return wait(ms, ...rest)
    }
  )
  syncBuiltinESMExports()
}
