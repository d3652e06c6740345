/** Milliseconds without a byte after which an answer is given up: a registry that is there answers within seconds, whatever it sends then. */
export const LONGEST_SILENCE = 60_000

/** Ends a transfer in which nothing comes any more, however long it takes as a whole. */
export interface SilenceGuard {
  /** Aborts when it was silent for too long. */
  readonly signal: AbortSignal
  /** Passes a body on, each piece of which is a sign of life; the guard ends with it. */
  watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>
  stop(): void
}

export function guardSilence(): SilenceGuard {
  const controller = new AbortController()
  const giveUp = () =>
    controller.abort(
      Object.assign(new Error(`Nothing came for ${LONGEST_SILENCE / 1000} seconds.`), { name: 'TimeoutError', code: 'ETIMEDOUT' }),
    )
  const timer = setTimeout(giveUp, LONGEST_SILENCE)
  const stop = () => clearTimeout(timer)
  return {
    signal: controller.signal,
    stop,
    watch: async function* (body) {
      try {
        for await (const chunk of body) {
          timer.refresh()
          yield chunk
          // The time that the receiver takes is no silence.
          timer.refresh()
        }
      } finally {
        stop()
      }
    },
  }
}
