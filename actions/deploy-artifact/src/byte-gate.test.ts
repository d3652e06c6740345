import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createByteGate } from './byte-gate.ts'

it('release case 15: never lets more bytes pass at once than its limit, and everything passes in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 150 }), { maxLength: 30 }), fc.scheduler(), async (sizes, scheduler) => {
      const gate = createByteGate(100)
      let bytes = 0
      let [most, passed] = [0, 0]
      const effects = sizes.map((size) =>
        gate.pass(size, async () => {
          bytes += size
          most = Math.max(most, bytes === size ? 0 : bytes)
          await scheduler.schedule(Promise.resolve())
          bytes -= size
          passed++
        }),
      )
      await scheduler.waitFor(Promise.all(effects))
      // One alone may be larger.
      expect(most).toBeLessThanOrEqual(100)
      expect(passed).toBe(sizes.length)
    }),
  )
})

it('release case 15: goes on after an effect that failed', async () => {
  const gate = createByteGate(10)
  await expect(gate.pass(10, async () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await gate.pass(10, async () => 'passed')).toBe('passed')
})
