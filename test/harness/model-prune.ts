import type { DesiredState } from '../../packages/contract/src/index.ts'
import { applyPrune, clearDeadMarks, planStore, readReferences, type StorePlan, type WantedState } from '../../packages/prune/src/index.ts'
import type { CallTurn, MemoryAws } from './memory-aws.ts'
import { type ModelRelease, modelTarget, playRelease } from './model-release.ts'

/** What a prune and the releases of the micro-frontend `cart` have in common. */
export interface PruneWorld {
  readonly aws: MemoryAws
  /** The desired state on the default branch, as far as a prune reads it. */
  desired: Pick<DesiredState, 'version' | 'generation'>
}

export const free: CallTurn = async () => {}

/** A world after some releases, the last of which is live and desired. */
export async function worldAfter(releases: readonly ModelRelease[]): Promise<PruneWorld> {
  const aws: MemoryAws = { objects: new Map(), items: new Map() }
  for (const one of releases) await playRelease(aws, one, free)
  return { aws, desired: releases.at(-1)! }
}

/** The same world once more: nothing that happens in one is seen in the other. */
export function copyOf({ aws, desired }: PruneWorld): PruneWorld {
  return { aws: { objects: new Map(aws.objects), items: new Map(aws.items) }, desired }
}

const WINDOW = 2

/** The environment as a prune sees it. It reads the history in the same step as the list: the list decides alone whether a release is on its way. */
function wantedIn({ aws, desired }: PruneWorld, turn: CallTurn): WantedState {
  const { history, read } = modelTarget(aws, free).table
  const table = { ...modelTarget(aws, turn).table, history, read }
  const wanted = new Map([['cart', desired as DesiredState]])
  return { registered: new Set(['cart']), environments: [{ environment: 'staging', desired: wanted, table }] }
}

/** What a prune plans in a world that stands still. */
export async function planOf(world: PruneWorld): Promise<StorePlan> {
  const references = await readReferences(wantedIn(world, free), { mfes: ['cart'], window: WINDOW })
  const objects = await modelTarget(world.aws, free).store.list('')
  return planStore(objects, references, { keepDays: 0, mfes: [], unregistered: false, now: 0 })
}

/** Applies a plan that was made before; gives the versions that were removed. */
export async function playPrune(
  world: PruneWorld,
  { plan, run = 'one', now = 0 }: { readonly plan: StorePlan; readonly run?: string; readonly now?: number },
  turn: CallTurn,
): Promise<string> {
  const { store, pruner } = modelTarget(world.aws, turn)
  const readWanted = async () => {
    await turn('git')
    return wantedIn(world, turn)
  }
  const ports = { store, pruner, readWanted, now: () => now, say: () => {} }
  await clearDeadMarks(
    ports,
    plan.keep.filter(({ condition }) => condition === 'marked'),
  )
  const { removed } = await applyPrune(ports, plan.remove, { run, window: WINDOW, unregistered: false })
  return removed.length === 0 ? 'spared' : `removed ${removed.map(({ version }) => version).join(', ')}`
}
