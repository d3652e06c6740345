import { grammar, isMap, jsonOrNull, type Parsed, type Reason, reason } from '@mfe-gitops/contract'
import type { StorePlan } from './plan.ts'
import type { StoreGroup } from './store-group.ts'
import type { VersionName } from './stored-files.ts'

/** What a plan was made with. */
export interface PlanRequest {
  readonly history: number
  readonly keepDays: number
  readonly mfes: readonly string[]
  readonly unregistered: boolean
  readonly target: string | null
}

/** The plan of a prune, as `--plan FILE` writes it. */
export interface PrunePlan {
  readonly schema: 1
  readonly createdAt: string
  /** The config repository that was read: `owner/name`, or the path of a checkout. */
  readonly config: { readonly place: string; readonly commit: string | null }
  readonly options: PlanRequest
  readonly stores: readonly (StoreGroup & StorePlan)[]
}

/** The part of a plan that applying it takes; everything else is for people to read. */
export interface PlannedRemoval {
  readonly createdAt: number
  readonly place: string
  readonly options: PlanRequest
  readonly stores: readonly { readonly store: string; readonly remove: readonly VersionName[] }[]
}

/** How old a plan may be that is applied: who made it in the morning applies it on the same day, or makes another one. */
const PLAN_LIFETIME_MS = 24 * 60 * 60 * 1000

/** Reads a plan from its file. */
export function parsePrunePlan(text: string, file: string): Parsed<PlannedRemoval> {
  const plan = jsonOrNull(text) as PrunePlan | null
  const createdAt = Date.parse(String(plan?.createdAt))
  if (
    !isMap(plan) ||
    plan.schema !== 1 ||
    Number.isNaN(createdAt) ||
    !isMap(plan.config) ||
    !isRequest(plan.options) ||
    !isStores(plan.stores)
  )
    return refused({ file, summary: 'The file is no plan that mfe prune --plan wrote' })
  return { ok: true, value: { createdAt, place: String(plan.config.place), options: plan.options, stores: plan.stores } }
}

/** Why a plan cannot be applied here and now; null when it can. */
export function planFault(
  plan: PlannedRemoval,
  found: { readonly place: string; readonly stores: readonly string[]; readonly now: number },
): Reason | null {
  if (plan.place !== found.place)
    return reason('prune-plan-refused', {
      field: 'config.place',
      seen: plan.place,
      allowed: found.place,
      summary: 'The plan was made for another config repository',
    })
  const unknown = plan.stores.find(({ store }) => !found.stores.includes(store))
  if (unknown !== undefined)
    return reason('prune-plan-refused', {
      field: 'stores',
      seen: unknown.store,
      allowed: found.stores,
      summary: 'The plan was made for a store that no environment has now',
    })
  const age = found.now - plan.createdAt
  if (age >= 0 && age <= PLAN_LIFETIME_MS) return null
  const seen = new Date(plan.createdAt).toISOString()
  return reason('prune-plan-refused', {
    field: 'createdAt',
    seen,
    allowed: 'a time within the last 24 hours',
    summary: 'The plan is too old',
  })
}

function refused(details: Parameters<typeof reason>[1]): { ok: false; reasons: Reason[] } {
  return { ok: false, reasons: [reason('prune-plan-refused', details)] }
}

function isRequest(value: unknown): value is PlanRequest {
  if (!isMap(value)) return false
  const { history, keepDays, mfes, unregistered, target } = value
  const isNumbers = [history, keepDays].every((one) => Number.isSafeInteger(one))
  return isNumbers && isNames(mfes) && typeof unregistered === 'boolean' && (target === null || typeof target === 'string')
}

function isStores(value: unknown): value is PrunePlan['stores'] {
  const isVersion = (one: unknown) => isMap(one) && matches('mfe', one.mfe) && matches('version', one.version)
  return (
    Array.isArray(value) &&
    value.every((one) => isMap(one) && typeof one.store === 'string' && Array.isArray(one.remove) && one.remove.every(isVersion))
  )
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => matches('mfe', one))
}

function matches(name: 'mfe' | 'version', value: unknown): boolean {
  return typeof value === 'string' && grammar[name].pattern.test(value)
}
