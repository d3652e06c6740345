import { randomUUID } from 'node:crypto'
import { applyPrune, clearDeadMarks, type PlannedRemoval, type PrunePlan, type PruneResult, type VersionName } from '@mfe-gitops/prune'
import { readConfig } from '../read-config.ts'
import { currentStore, wantedOf } from './open-stores.ts'
import type { PruneContext } from './prune.ts'

/** What was removed from each store, and what stayed of the plan that was approved, and why. */
export interface PruneReport {
  readonly config: PrunePlan['config']
  readonly stores: readonly (PruneResult & { readonly store: string })[]
}

/** Removes what the fresh plan says, as far as the approved one says so too. */
export async function applyPlan(fresh: PrunePlan, approved: PlannedRemoval | null, context: PruneContext): Promise<PruneReport> {
  const stores: PruneReport['stores'][number][] = []
  for (const plan of fresh.stores) {
    const wanted = approved === null ? plan.remove : (approved.stores.find(({ store }) => store === plan.store)?.remove ?? [])
    const isWanted = (one: VersionName) => wanted.some(({ mfe, version }) => mfe === one.mfe && version === one.version)
    const { removed, spared } = await applyToStore(plan, plan.remove.filter(isWanted), context)
    stores.push({
      store: plan.store,
      removed,
      spared: [...plan.keep.filter(isWanted), ...spared].map(({ mfe, version, reasons }) => ({ mfe, version, reasons })),
    })
  }
  return { config: fresh.config, stores }
}

async function applyToStore(
  { store, keep }: PrunePlan['stores'][number],
  candidates: readonly VersionName[],
  { ports, place, targets, request }: PruneContext,
): Promise<PruneResult> {
  const marked = keep.filter(({ condition }) => condition === 'marked')
  if (candidates.length + marked.length === 0) return { removed: [], spared: [] }
  const { config } = await readConfig(place)
  const [target = ''] = currentStore(config, store, targets).targets
  const opened = await targets.open(config, target)
  const pruning = {
    store: opened.store,
    pruner: opened.pruner,
    readWanted: async () => wantedOf(await readConfig(place), store, targets),
    now: ports.now,
    say: ports.say,
  }
  await clearDeadMarks(pruning, marked)
  return applyPrune(pruning, candidates, { run: randomUUID(), window: request.history, unregistered: request.unregistered })
}
