import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { guardSilence, LONGEST_SILENCE } from './silence.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function* slowly(pieces: number, pause: number) {
  for (let piece = 0; piece < pieces; piece++) {
    await vi.advanceTimersByTimeAsync(pause)
    yield Uint8Array.of(piece)
  }
}

describe('a guard of silence', () => {
  it('lets a transfer take as long as it needs while something comes', async () => {
    const guard = guardSilence()
    const received: number[] = []
    for await (const [byte = -1] of guard.watch(slowly(20, LONGEST_SILENCE - 1))) received.push(byte)
    expect([received.length, guard.signal.aborted, vi.getTimerCount()]).toEqual([20, false, 0])
  })

  it('gives up what is silent, before the first byte and after it, with a code that may pass', async () => {
    const guard = guardSilence()
    await vi.advanceTimersByTimeAsync(LONGEST_SILENCE)
    expect(guard.signal.reason).toMatchObject({ code: 'ETIMEDOUT', message: 'Nothing came for 60 seconds.' })
    const later = guardSilence()
    const body = later.watch(slowly(2, 1))
    await body.next()
    await vi.advanceTimersByTimeAsync(LONGEST_SILENCE)
    expect(later.signal.aborted).toBe(true)
    await body.return(undefined)
  })

  it('ends with a receiver that wants no more', async () => {
    const guard = guardSilence()
    for await (const _ of guard.watch(slowly(5, 1))) break
    expect(vi.getTimerCount()).toBe(0)
  })
})
