import { expect, it } from 'vitest'
import { describeLoad, playManyMfes, playOneMfe } from './play-load.ts'

// A part of `npm run load`, which plays 100, 100 and 50.
const limits = { timeout: 900_000 }

it.each([
  ['own files', 20],
  ['one shared file', 12],
] as const)('R5, claim 11, edge case 25: micro-frontends asked for at once all land, with %s', limits, async (layout, count) => {
  const result = await playManyMfes(count, layout)
  console.info(describeLoad(result))
  expect(result.problems).toEqual([])
  expect(result.requests).toHaveLength(count)
})

it('R4, claim 10: of many requests for one micro-frontend the newest wins, the others are superseded', limits, async () => {
  const result = await playOneMfe(12, 1)
  console.info(describeLoad(result))
  expect(result.problems).toEqual([])
  expect(result.requests).toHaveLength(12)
})
