import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextPause } from './poll-pause.ts'

it.each([
  [0, false, 10_000, 1000],
  [1000, false, 10_000, 1300],
  [9000, false, 10_000, 10_000],
  [9000, true, 10_000, 1000],
  [1000, false, 500, 500],
])('after a pause of %i ms (progress: %s, ceiling %i) comes one of %i ms', (pause, progressed, ceiling, next) => {
  expect(nextPause(pause, progressed, ceiling)).toBe(next)
})

it('is never zero and never above the ceiling', () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 600_000 }), (pause, progressed, ceiling) => {
      const next = nextPause(pause, progressed, ceiling)
      expect(next).toBeGreaterThan(0)
      expect(next).toBeLessThanOrEqual(ceiling)
    }),
  )
})
