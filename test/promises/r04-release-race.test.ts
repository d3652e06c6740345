import { describe, expect, it } from 'vitest'
import { asActionError } from '../../packages/action-kit/src/index.ts'
import { type Model, playEveryOrder, type Turn } from '../harness/interleavings.ts'
import type { MemoryAws } from '../harness/memory-aws.ts'
import { isComplete, type ModelRelease, playRelease } from '../harness/model-release.ts'

type End = 'activated' | 'superseded' | 'dead' | string

interface Outcome {
  readonly ends: readonly End[]
  readonly live: number | null
  readonly history: readonly number[]
  /** What a reader saw that nobody should see. */
  readonly seen: readonly string[]
  readonly flips: readonly number[]
  readonly isComplete: readonly boolean[]
}

class Death extends Error {}

/** Calls that need no turn, as nobody's turn changes what they lead to: marks of prunes, of which there are none here, and what was live before, for the log. */
const settled = ['ListObjectsV2Command', 'QueryCommand']

/** Two releases at once; the one with the number `dies.who` dies in place of its call number `dies.at`. */
function race(releases: readonly ModelRelease[], dies: { who: number; at: number } | null = null): Model<Outcome> {
  const aws: MemoryAws = { objects: new Map(), items: new Map() }
  const ends: End[] = releases.map(() => 'running')
  const seen: string[] = []
  const flips: number[] = []
  const generationOf = (sk: string, pk = 'staging#cart') => Number(aws.items.get(`${pk} ${sk}`)?.generation?.N ?? 0)
  const start = (turns: readonly Turn[]) =>
    releases.map((one, who) => {
      let calls = 0
      const turn = async (command: string) => {
        if (settled.includes(command)) return
        await turns[who]?.()
        if (dies?.who === who && calls++ >= dies.at) throw new Death()
      }
      const told = (error: unknown) =>
        error instanceof Death || (error as Error).cause instanceof Death ? 'dead' : (asActionError(error).outcome ?? String(error))
      return playRelease(aws, one, turn)
        .catch(told)
        .then((end) => ends.splice(who, 1, end))
    })
  return {
    start,
    look: () => {
      const live = generationOf('live')
      if (live !== (flips.at(-1) ?? 0)) flips.push(live)
      const pointed = releases.find(({ generation }) => generation === live)
      if (pointed !== undefined && !isComplete(aws, pointed)) seen.push(`generation ${live} is live and not complete`)
      if (live !== generationOf('live#cart', 'staging')) seen.push(`the list has another generation than the live row ${live}`)
    },
    finish: () => ({
      ends,
      live: generationOf('live') || null,
      history: releases
        .map(({ generation }) => generation)
        .filter((one) => generationOf(`history#${String(one).padStart(16, '0')}`) === one),
      seen,
      flips,
      isComplete: releases.map((one) => isComplete(aws, one)),
    }),
  }
}

const older = { version: '1.1.0', generation: 1, files: { 'chunk-ABCD2345.js': 'chunk 1.1.0', 'index.js': 'entry 1.1.0' } }
const newer = { version: '1.2.0', generation: 2, files: { 'chunk-EFGH2345.js': 'chunk 1.2.0', 'index.js': 'entry 1.2.0' } }
const same = (generation: number): ModelRelease => ({ version: '1.1.0', generation, files: { 'index.js': 'entry' } })

/** The distinct ends of all orders, each with everything that matters to somebody who looks afterwards. */
function distinct(outcomes: readonly Outcome[]): string[] {
  return [...new Set(outcomes.map(({ ends, flips, history, live }) => JSON.stringify({ ends, flips, history, live })))].sort()
}

describe('R4, R6, release case 19: two releases of one micro-frontend at once, in every order of their calls to store and table', () => {
  const wonBoth = JSON.stringify({ ends: ['activated', 'activated'], flips: [1, 2], history: [1, 2], live: 2 })
  const wonOne = JSON.stringify({ ends: ['superseded', 'activated'], flips: [2], history: [2], live: 2 })

  it.each([
    ['of two versions', [older, newer]],
    ['of the same version', [same(1), same(2)]],
  ])(
    '%s: the newer generation is live in the end, the older one was before or is superseded',
    { timeout: 600_000 },
    async (_, releases) => {
      const outcomes = await playEveryOrder(2, () => race(releases))
      expect(outcomes.length).toBeGreaterThan(1_000)
      expect(distinct(outcomes)).toEqual([wonBoth, wonOne].sort())
      expect(outcomes.filter(({ seen, isComplete }) => seen.length > 0 || isComplete.includes(false))).toEqual([])
    },
  )

  it('of which the older one dies at any call: the newer generation is live in the end', { timeout: 600_000 }, async () => {
    let orders = 0
    const calls = 7
    for (let at = 0; at < calls; at++) {
      const outcomes = await playEveryOrder(2, () => race([older, newer], { who: 0, at }))
      orders += outcomes.length
      expect(
        outcomes.filter(({ ends, seen, live, isComplete }) => ends[1] !== 'activated' || seen.length > 0 || live !== 2 || !isComplete[1]),
      ).toEqual([])
      expect(outcomes.some(({ ends }) => ends[0] === 'dead')).toBe(true)
    }
    expect(orders).toBeGreaterThan(3_000)
  })
})
