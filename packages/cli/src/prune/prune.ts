import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { rejection } from '@mfe-gitops/action-kit'
import type { ConfigState } from '@mfe-gitops/config-repository'
import {
  listVersions,
  type PlannedRemoval,
  type PlanRequest,
  type PrunePlan,
  parsePrunePlan,
  planFault,
  planStore,
  readReferences,
  type StoreGroup,
} from '@mfe-gitops/prune'
import { HISTORY_WINDOW } from '@mfe-gitops/targets'
import { type Result, UsageError } from '../command-run.ts'
import { type ConfigPlace, configPlace } from '../config-place.ts'
import { existingFile, fileToWrite } from '../named-path.ts'
import type { CliPorts } from '../ports.ts'
import { readConfig } from '../read-config.ts'
import { applyPlan } from './apply-plan.ts'
import { chooseStores, type OpenTargets, openTargets, wantedOf } from './open-stores.ts'
import { KEEP_DAYS, type PruneOptions } from './options.ts'
import { planText, resultText } from './prune-text.ts'

/** What a prune works with, from its first read to its last removal. */
export interface PruneContext {
  readonly ports: CliPorts
  readonly place: ConfigPlace
  readonly placeName: string
  readonly targets: OpenTargets
  readonly request: PlanRequest
}

/** Makes the plan, and applies it when that is asked for. */
export async function planAndApply(options: PruneOptions, ports: CliPorts): Promise<Result> {
  checkUsage(options)
  const approved = typeof options.apply === 'string' ? readPlan(existingFile('--apply', resolve(ports.folder, options.apply))) : null
  const planFile = options.plan === undefined ? undefined : fileToWrite('--plan', resolve(ports.folder, options.plan))
  const place = configPlace(options, ports)
  const targets = openTargets(ports.env, options.role)
  const placeName = place.kind === 'api' ? `${place.repository.owner}/${place.repository.repo}` : place.directory
  const context = { ports, place, placeName, targets, request: approved?.options ?? requestOf(options) }
  try {
    const state = await readConfig(place)
    const stores = chooseStores(state.config, context.request.target, targets)
    refuseUnfit(approved, context, stores)
    const plan = await makePlan(state, stores, context)
    if (planFile !== undefined) writeFileSync(planFile, `${JSON.stringify(plan, null, 2)}\n`)
    if (options.apply === undefined) return { document: plan, text: planText(plan, options.plan) }
    const result = await applyPlan(plan, approved, context)
    return { document: result, text: resultText(result) }
  } finally {
    await targets.close()
  }
}

function checkUsage({ apply, yes, directory, ref, plan, ...rest }: PruneOptions): void {
  if (yes === true && apply !== true) throw new UsageError('--yes goes with --apply that names no file.')
  if (apply === undefined) return
  if (directory !== undefined)
    throw new UsageError('--apply needs --repository: a checkout does not show what is merged while versions are removed.')
  if (ref !== undefined)
    throw new UsageError('--apply goes without --ref: deployments are merged into the default branch, and it alone says what is needed.')
  if (apply === true && yes !== true) throw new UsageError('--apply needs the file of a plan, or --yes.')
  if (plan !== undefined) throw new UsageError('--plan goes without --apply.')
  const surplus = (['target', 'mfe', 'history', 'keepDays', 'unregistered'] as const).find((name) => rest[name] !== undefined)
  if (typeof apply === 'string' && surplus !== undefined)
    throw new UsageError(
      `--apply FILE takes what the plan was made with; leave --${surplus.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} out.`,
    )
}

function requestOf({
  history = HISTORY_WINDOW,
  keepDays = KEEP_DAYS,
  mfe = [],
  unregistered = false,
  target = undefined,
}: PruneOptions): PlanRequest {
  return { history, keepDays, mfes: mfe, unregistered, target: target ?? null }
}

function readPlan(file: string): PlannedRemoval {
  const plan = parsePrunePlan(readFileSync(file, 'utf8'), file)
  if (!plan.ok) throw rejection(plan.reasons)
  return plan.value
}

function refuseUnfit(plan: PlannedRemoval | null, { placeName, ports }: PruneContext, stores: readonly StoreGroup[]): void {
  const fault = plan && planFault(plan, { place: placeName, stores: stores.map(({ store }) => store), now: ports.now() })
  if (fault !== null) throw rejection([fault])
}

async function makePlan(
  state: ConfigState,
  stores: readonly StoreGroup[],
  { ports, placeName, targets, request }: PruneContext,
): Promise<PrunePlan> {
  const plans: PrunePlan['stores'][number][] = []
  for (const group of stores) {
    ports.say(`reading ${group.store}`)
    const { store } = await targets.open(state.config, group.targets[0] ?? '')
    const objects = await store.list('')
    const wanted = await wantedOf(state, group.store, targets)
    const mfes = [...new Set(listVersions(objects).versions.map(({ mfe }) => mfe))]
    const references = await readReferences(wanted, { mfes, window: request.history })
    plans.push({ ...group, ...planStore(objects, references, { ...request, now: ports.now() }) })
  }
  const createdAt = new Date(ports.now()).toISOString()
  return { schema: 1, createdAt, config: { place: placeName, commit: state.commit }, options: request, stores: plans }
}
