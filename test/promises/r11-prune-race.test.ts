import { beforeAll, describe, expect, it } from 'vitest'
import { asActionError } from '../../packages/action-kit/src/index.ts'
import type { StorePlan } from '../../packages/prune/src/index.ts'
import { type Model, playEveryOrder, type Turn } from '../harness/interleavings.ts'
import type { CallTurn } from '../harness/memory-aws.ts'
import { copyOf, free, type PruneWorld, planOf, playPrune, worldAfter } from '../harness/model-prune.ts'
import { isComplete, liveGeneration, type ModelRelease, playRelease } from '../harness/model-release.ts'

class Death extends Error {}

const HOUR = 60 * 60 * 1000
const release = (version: string, generation: number): ModelRelease => ({ version, generation, files: { 'index.js': `entry ${version}` } })
const past = [release('1.0.0', 1), release('1.1.0', 2), release('1.2.0', 3)]
/** Back to a version that is out of the window of two: a prune is after it. */
const back = release('1.0.0', 4)
const forth = release('1.2.0', 5)

interface Outcome {
  readonly world: PruneWorld
  readonly ends: readonly string[]
  /** Moments at which what was live was not complete. */
  readonly broken: number
}

type Process = (world: PruneWorld, turn: CallTurn) => Promise<string>

const merge = async (world: PruneWorld, desired: ModelRelease, turn: CallTurn) => {
  await turn('git')
  world.desired = desired
}
const deploy: Process = async (world, turn) => {
  await merge(world, back, turn)
  return playRelease(world.aws, back, turn)
}
/** Of a plan that was made before anything else went on. */
const pruneBy =
  (plan: StorePlan, run = 'one'): Process =>
  (world, turn) =>
    playPrune(world, { plan, run }, turn)

/** Some processes at once in a copy of a world. What was live before a release is for its log alone, and takes no turn. */
function together(from: PruneWorld, processes: readonly Process[], settled: readonly string[] = []): Model<Outcome> {
  const world = copyOf(from)
  const ends = processes.map(() => 'running')
  let broken = 0
  const live = () => [...past, back, forth].find(({ generation }) => generation === liveGeneration(world.aws))
  const begin = (process: Process, turn: Turn) =>
    process(world, async (command) => (settled.includes(command) ? undefined : turn())).catch((error: unknown) =>
      error instanceof Death || (error as Error).cause instanceof Death ? 'dead' : asActionError(error).code,
    )
  return {
    start: (turns) => processes.map((process, who) => begin(process, turns[who]!).then((end) => ends.splice(who, 1, end))),
    look: () => {
      const shown = live()
      if (shown !== undefined && !isComplete(world.aws, shown)) broken++
    },
    finish: () => ({ world, ends, broken }),
  }
}

const marks = ({ aws }: PruneWorld) => [...aws.objects.keys()].filter((key) => key.includes('mfe-pruning'))
const distinct = (outcomes: readonly Outcome[]) => [...new Set(outcomes.map(({ ends }) => ends.join(', ')))].sort()

const isRight = ({ broken, world }: Outcome) => broken === 0 && marks(world).length === 0

/** Whoever runs the rollback again, after everything, gets it: the newest generation is live and complete. */
async function expectRerunCompletes({ world }: Outcome, wanted = back): Promise<void> {
  if (liveGeneration(world.aws) < wanted.generation) await playRelease(world.aws, wanted, free)
  expect([liveGeneration(world.aws), isComplete(world.aws, wanted)]).toEqual([wanted.generation, true])
}

describe('R11, release case 10, 23: a prune of an old version, in every order of its calls and those of others', () => {
  let start: PruneWorld
  let halfUploaded: PruneWorld
  let plan: StorePlan
  let prune: Process
  beforeAll(async () => {
    start = await worldAfter(past)
    plan = await planOf(start)
    expect(plan.remove.map(({ version }) => version)).toEqual(['1.0.0'])
    prune = pruneBy(plan)
    halfUploaded = copyOf(start)
    halfUploaded.aws.objects.delete('cart/1.0.0/mfe-manifest.json')
  })

  it.each([
    ['whose upload ended', () => start],
    ['whose upload never ended', () => halfUploaded],
  ])('and a rollback to a version %s: the live version is complete, or a clear refusal is mended by a re-run', async (_, from) => {
    const outcomes = await playEveryOrder(2, () => together(from(), [prune, deploy]))
    expect(outcomes.length).toBeGreaterThan(300)
    expect(distinct(outcomes)).toEqual([
      'removed 1.0.0, activated',
      'removed 1.0.0, version-being-pruned',
      'spared, activated',
      'spared, version-being-pruned',
    ])
    expect(outcomes.filter((one) => !isRight(one))).toEqual([])
    for (const one of outcomes) await expectRerunCompletes(one)
  })

  it('and a rollback that the next release overtakes: it is never live without its files', async () => {
    // Its merge is the past already, so the newer desired state hides it from the prune: only the fence of the generations shows it.
    const merged = copyOf(start)
    merged.desired = back
    // It looked for marks and for the manifest before anybody else began.
    const late: Process = (world, turn) => {
      let calls = 0
      return playRelease(world.aws, back, async (command) => (calls++ < 2 ? undefined : turn(command)))
    }
    const next: Process = async (world, turn) => {
      await merge(world, forth, turn)
      return playRelease(world.aws, forth, async (command) => (command === 'TransactWriteItemsCommand' ? turn(command) : undefined))
    }
    const lean: Process = (world, turn) => prune(world, async (command) => (command === 'ListObjectsV2Command' ? undefined : turn(command)))
    const outcomes = await playEveryOrder(3, () => together(merged, [lean, late, next]))
    expect(outcomes.length).toBeGreaterThan(3_000)
    expect(outcomes.filter((one) => !isRight(one) || liveGeneration(one.world.aws) !== 5)).toEqual([])
    expect(distinct(outcomes)).toContain('removed 1.0.0, generation-older, activated')
  })

  it('and another prune and a release of the same version: no prune removes what was uploaded after it', async () => {
    const listing = ['QueryCommand', 'ListObjectsV2Command']
    const other = pruneBy(plan, 'two')
    const whole: Process = async (world, turn) => {
      await merge(world, back, turn)
      return playRelease(world.aws, back, free)
    }
    const outcomes = await playEveryOrder(3, () => together(start, [prune, other, whole], listing))
    expect(outcomes.filter((one) => !isRight(one))).toEqual([])
    expect(distinct(outcomes)).toContain('removed 1.0.0, removed 1.0.0, activated')
  })

  it('that dies at any call, with a rollback in between: the next prune finishes it, and a re-run completes', async () => {
    let orders = 0
    for (let at = 0; at < 8; at++) {
      const dying: Process = (world, turn) => {
        let calls = 0
        return prune(world, async (command) => {
          await turn(command)
          if (calls++ >= at) throw new Death()
        })
      }
      const outcomes = await playEveryOrder(2, () => together(start, [dying, deploy]))
      orders += outcomes.length
      expect(outcomes.filter(({ broken }) => broken > 0)).toEqual([])
      for (const one of outcomes) {
        // The version is desired again: the next prune plans to keep it, and takes the mark away that would stop its release for good.
        const next = { plan: await planOf(one.world), run: 'next', now: 2 * HOUR }
        expect(await playPrune(one.world, next, free)).not.toContain('1.0.0')
        expect(marks(one.world)).toEqual([])
        await expectRerunCompletes(one)
      }
    }
    expect(orders).toBeGreaterThan(1_000)
  })
})
