import { describe, expect, it } from 'vitest'
import { createUploadPace, mayPass } from './upload-pace.ts'

const ports = { sleep: async () => {}, random: () => 0 }
const busy = () => Object.assign(new Error('busy'), { $metadata: { httpStatusCode: 503 } })

describe('release case 13: the pace of an upload', () => {
  it('rises while the store answers, to a ceiling', async () => {
    const pace = createUploadPace(ports, 0)
    expect(pace.concurrency()).toBe(16)
    for (let at = 0; at < 16; at++) await pace.run(async () => {})
    expect(pace.concurrency()).toBe(17)
    for (let at = 0; at < 1000; at++) await pace.run(async () => {})
    expect(pace.concurrency()).toBe(32)
  })

  it('falls by half once for all that was on its way when the store became busy', async () => {
    const seen: number[] = []
    const pace = createUploadPace({ sleep: async () => void seen.push(pace.concurrency()), random: () => 0 }, 0)
    const tries = Array.from({ length: 8 }, () => [busy()])
    await Promise.all(tries.map((failures) => pace.run(async () => failures.splice(0).forEach(fail))))
    expect(seen).toEqual([8, 8, 8, 8, 8, 8, 8, 8])
  })

  it('never falls below one, and ends when its retries are used up', async () => {
    const pace = createUploadPace(ports, 20)
    let tries = 0
    const failing = pace.run(async () => {
      tries++
      throw busy()
    })
    await expect(failing).rejects.toThrow('busy')
    expect([tries, pace.concurrency()]).toEqual([13, 1])
    await expect(pace.run(async () => fail(busy()))).rejects.toThrow('busy')
  })

  it('waits longer after each try, up to a limit', async () => {
    const pauses: number[] = []
    const pace = createUploadPace({ sleep: async (ms) => void pauses.push(ms), random: () => 1 }, 0)
    await pace.run(async () => fail(busy())).catch(() => {})
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000, 20000, 20000])
  })
})

function fail(error: Error): never {
  throw error
}

it.each<[string, unknown, boolean]>([
  ['a status of the service', busy(), true],
  [
    '429 behind two causes',
    new Error('a', { cause: new Error('b', { cause: Object.assign(new Error(), { $metadata: { httpStatusCode: 429 } }) }) }),
    true,
  ],
  ['a broken connection', new Error('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) }), true],
  ['too many open files', Object.assign(new Error(), { code: 'EMFILE' }), true],
  ['no rights', Object.assign(new Error(), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }), false],
  ['a time that ran out', new Error('failed', { cause: Object.assign(new Error(), { name: 'TimeoutError', code: 'ETIMEDOUT' }) }), false],
  ['a full disk', Object.assign(new Error(), { code: 'ENOSPC' }), false],
  ['no error at all', 'busy', false],
])('release case 15: sees behind the causes whether %s may pass', (_, error, expected) => {
  expect(mayPass(error)).toBe(expected)
})
