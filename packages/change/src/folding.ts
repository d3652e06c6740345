import type { Change } from '@mfe-gitops/config-edit'
import { type ConfigSnapshot, type DesiredStateQuestion, planDesiredState } from '@mfe-gitops/config-repository'
import {
  type Ancestry,
  type DeploymentRequest,
  type DesiredState,
  desiredStateFile,
  type Outcome,
  orderingOf,
  orderingReasons,
  type Parsed,
  parseDesiredState,
  precedence,
  type Reason,
  type Registration,
  reason,
  requestId,
  shortRequestId,
} from '@mfe-gitops/contract'

/** One request, with what is known about it at the base. */
export interface Wish {
  readonly request: DeploymentRequest
  /** The base as this request needs it, or why it cannot be read. */
  readonly snapshot: Parsed<ConfigSnapshot>
  /** Digest of the artifact. */
  readonly integrity: string
  /** How the requested commit stands to others, by their sha; needed where ordering is ancestry. */
  readonly ancestry: ReadonlyMap<string, Ancestry>
}

/** A request that the change carries out. */
export interface Carried {
  readonly request: DeploymentRequest
  readonly file: string
  readonly changes: readonly Change[]
  readonly desired: DesiredState
  readonly previous: DesiredState | null
}

/** A request that ends here, without a trace in the change. */
export interface Dropped {
  readonly request: DeploymentRequest
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
}

/** What becomes of some requests on one base. */
export interface Fold {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly carried: readonly Carried[]
  /** Requests whose version is desired already. */
  readonly unchanged: readonly { readonly request: DeploymentRequest; readonly file: string; readonly desired: DesiredState }[]
  readonly dropped: readonly Dropped[]
  /** Whether each artifact that it carries has proved where it was built. */
  readonly isAttested?: boolean
}

type Standing = Wish & { readonly base: ConfigSnapshot; readonly registration: Registration }

/**
 * Folds requests into one change of a base. Of two for the same micro-frontend and environment the newer one stays, and one request that cannot be
 * carried never hinders the others.
 */
export function foldRequests(wishes: readonly Wish[]): Fold {
  const judged = wishes.map(judgeStanding)
  const newest = chooseNewest(judged.flatMap((found) => ('base' in found ? [found] : [])))
  const fold = writeRequests(
    newest.chosen.map(({ base, ...wish }) => ({ ...wish, config: base.config, file: base.desiredFile, text: base.desiredText })),
  )
  return { ...fold, dropped: [...judged.flatMap((found) => ('base' in found ? [] : [found])), ...newest.dropped, ...fold.dropped] }
}

/** Writes requests that were found fit. Those that share a file are written one after the other into the text as it grows. */
export function writeRequests(entries: readonly (DesiredStateQuestion & { readonly file: string })[]): Fold {
  const texts = new Map<string, string>()
  const carried: Carried[] = []
  const unchanged: Fold['unchanged'][number][] = []
  const dropped: Dropped[] = []
  for (const { file, ...question } of entries) {
    const { request } = question
    const plan = planDesiredState({ ...question, text: texts.get(file) ?? question.text })
    if (plan.kind === 'refused') dropped.push({ request, outcome: 'rejected', reasons: plan.reasons })
    else if (plan.kind === 'unchanged') unchanged.push({ request, file, desired: plan.desired })
    else {
      texts.set(file, plan.text)
      carried.push({ request, file, changes: plan.changes, desired: plan.desired, previous: plan.previous })
    }
  }
  return { files: [...texts].map(([path, text]) => ({ path, text })), carried, unchanged, dropped }
}

/** Whether a request may still follow what is desired at the base: what was true when it was accepted may have changed since. */
function judgeStanding(wish: Wish): Standing | Dropped {
  const { request, snapshot, ancestry } = wish
  if (!snapshot.ok) return { request, outcome: 'rejected', reasons: snapshot.reasons }
  const base = snapshot.value
  if (!base.registration) {
    return { request, outcome: 'rejected', reasons: [reason('registration-missing', { field: 'mfe', seen: request.mfe })] }
  }
  const standing = { ...wish, base, registration: base.registration }
  const desired = desiredAt(request, base)
  if (desired === null || desired.request.id === requestId(request)) return standing
  const order = orderingReasons({
    request,
    desired,
    ordering: orderingOf(base.config, request.environment),
    ancestry: ancestry.get(desired.source.sha) ?? null,
  })
  if (order.reasons.length === 0) return standing
  return { request, outcome: order.isSuperseded ? 'superseded' : 'rejected', reasons: order.reasons }
}

/** The desired state of a request's place at the base; null when there is none that can be read. */
export function desiredAt(request: DeploymentRequest, { config, desiredFile, desiredText }: ConfigSnapshot): DesiredState | null {
  const parsed = desiredText === null ? null : parseDesiredState(desiredText, desiredFile, desiredStateFile(config, request).key)
  return parsed?.ok ? parsed.value : null
}

function chooseNewest(wishes: readonly Standing[]): { chosen: Standing[]; dropped: Dropped[] } {
  const chosen = new Map<string, Standing>()
  const dropped: Dropped[] = []
  for (const wish of wishes) {
    const place = `${wish.request.environment}/${wish.request.mfe}`
    const rival = chosen.get(place)
    const [winner, loser] = rival === undefined ? [wish, null] : isOlder(wish, rival) ? [rival, wish] : [wish, rival]
    chosen.set(place, winner)
    if (loser) dropped.push({ request: loser.request, outcome: 'superseded', reasons: [overtaken(winner.request)] })
  }
  return { chosen: [...chosen.values()], dropped }
}

/** By the order of the environment; where that does not tell, the one that comes later in the list counts as newer. */
function isOlder({ request, base, ancestry }: Standing, { request: rival }: Standing): boolean {
  const pair = { request, desired: { version: rival.version, request: rival } }
  return (
    precedence({ ...pair, ordering: orderingOf(base.config, request.environment), ancestry: ancestry.get(rival.sha) ?? null }) === 'older'
  )
}

function overtaken(winner: DeploymentRequest): Reason {
  const which = `${winner.version}, request ${shortRequestId(requestId(winner))}`
  return reason('superseded-by-newer', {
    summary: `A newer request for the same micro-frontend and environment is carried by the same change: ${which}`,
  })
}
