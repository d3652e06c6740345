import type { DesiredState } from '../../packages/contract/src/index.ts'
import { applyPrune } from '../../packages/prune/src/index.ts'
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

/** A prune of one version, with a window of two. It reads the history in the same step as the live rows: the rows decide alone whether a release is on its way. */
export async function playPrune(
  world: PruneWorld,
  { version, run = 'one', now = 0 }: { readonly version: string; readonly run?: string; readonly now?: number },
  turn: CallTurn,
): Promise<'removed' | 'spared'> {
  const { store, pruner, table } = modelTarget(world.aws, turn)
  const { history } = modelTarget(world.aws, free).table
  const readWanted = async () => {
    await turn('git')
    const desired = new Map([['cart', world.desired as DesiredState]])
    return { registered: new Set(['cart']), environments: [{ environment: 'staging', desired, table: { ...table, history } }] }
  }
  const ports = { store, pruner, readWanted, now: () => now, say: () => {} }
  const { removed } = await applyPrune(ports, [{ mfe: 'cart', version }], { run, window: 2, unregistered: false })
  return removed.length === 1 ? 'removed' : 'spared'
}
