import { ActionError, asActionError } from '@mfe-gitops/action-kit'
import { type Reason, reason } from '@mfe-gitops/contract'
import { type LiveRow, liveKey, type Target } from '@mfe-gitops/targets'
import type { WaitingPorts } from './deadline.ts'
import { probeUntilFinal } from './final-probe.ts'
import type { InvalidateCacheInputs, ProbePolicy, TakeBack } from './inputs.ts'
import type { ProbeQuestion } from './probe.ts'
import { isRefusal, type Purged, purge } from './purge.ts'
import { examineVersion } from './whole-version.ts'

/** A release whose version is taken back when the edge does not serve it. */
export interface RevocableRelease extends InvalidateCacheInputs {
  readonly probe: ProbePolicy & TakeBack
}

type Place = Pick<Target, 'store' | 'table' | 'cache'>

/** The live row when an earlier run took this very activation back, and may have died before it was done with it. */
export async function findWithdrawn(place: Place, release: RevocableRelease): Promise<LiveRow | null> {
  const live = await readLive(place, release)
  return isOwn(live, release) && live.withdrawn !== undefined ? live : null
}

/** Makes live again what was live before; gives the reasons with which the step ends, and what is live by then. */
export async function takeBack(place: Place, release: RevocableRelease, ports: WaitingPorts): Promise<Ending> {
  const { activation } = release.probe
  const live = await readLive(place, release)
  if (!isOwn(live, release)) return giveWay(place, release, live, ports)
  const previous = await place.table.previous(keyOf(release), activation.generation)
  const obstacle = await findObstacle(place, live, previous)
  if (obstacle !== null || previous === null) {
    const found = reason('withdrawal-impossible', { ...nameOf(release), summary: `The version stays live: ${obstacle}` })
    return { live, reasons: [found] }
  }
  const withdrawal = await place.table.withdraw(activation, previous, timeOf(ports))
  if (withdrawal.result === 'not-live') return giveWay(place, release, withdrawal.live, ports)
  ports.log.info(`${activation.mfe} ${previous.version} is live again in ${activation.environment}.`)
  return settle(place, release, withdrawal.live, ports)
}

/** Leaves a newer activation alone; were that one taken back in its turn, nothing must go back to a version that failed its probe. */
async function giveWay({ table }: Place, release: RevocableRelease, live: LiveRow | null, ports: WaitingPorts): Promise<Ending> {
  try {
    await table.discredit(release.probe.activation, timeOf(ports))
  } catch (error) {
    const { code, message } = asActionError(error)
    ports.log.warning(`The history does not say that the version failed its probe: ${message}`, { title: code })
  }
  return { live, reasons: [overtaken(release, live)] }
}

function timeOf({ now }: WaitingPorts): string {
  return new Date(now()).toISOString()
}

function readLive({ table }: Place, release: RevocableRelease): Promise<LiveRow | null> {
  return table.read(keyOf(release))
}

function keyOf({ probe: { activation } }: RevocableRelease): string {
  return liveKey(activation.environment, activation.mfe)
}

function isOwn(live: LiveRow | null, { probe: { activation } }: RevocableRelease): live is LiveRow {
  return live?.generation === activation.generation && live.requestId === activation.requestId
}

/** How a withdrawal ended: why the step fails, what is live, and the purge that it took. */
export interface Ending {
  readonly live: LiveRow | null
  readonly reasons: readonly Reason[]
  readonly purged?: Purged
}

/** What remains once the table points to the version before: the caches forget the other one, and the edge is looked at again. */
export async function settle(place: Place, release: RevocableRelease, live: LiveRow, ports: WaitingPorts): Promise<Ending> {
  // With a canary it may be the canary alone that is gone.
  const taken = live.withdrawn?.version === live.version ? `The canary of ${live.version}` : `Version ${live.withdrawn?.version}`
  const summary = `${taken} was taken back after its probe; ${live.version} is live`
  const reasons: Reason[] = [reason('version-withdrawn', { ...nameOf(release), summary })]
  // A reference of its own: the same keys have to be purged once more.
  const order = { ...release, reference: `${release.reference}-withdrawn` }
  let purged: Purged = { id: '', status: 'failed', charged: 0, reason: null }
  try {
    purged = await purge(place.cache, { ...order, onFailure: 'fail' }, ports).catch(refused)
    if (purged.reason !== null) reasons.push(purged.reason)
    const looked = await probeUntilFinal(place.cache, await questionOf(place, release, live), purged, ports)
    purged = looked.purged
    if (looked.failure !== null) reasons.push(looked.failure)
  } catch (error) {
    // The table has changed: what fails after that must not hide what is live.
    ports.log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error))
    reasons.push(...asActionError(error).reasons)
  }
  return { live, reasons, purged }
}

function refused(error: unknown): Purged {
  if (!isRefusal(error)) throw error
  return { id: '', status: 'failed', charged: 0, reason: asActionError(error).reasons[0] ?? null }
}

async function findObstacle({ store }: Place, live: LiveRow, previous: LiveRow | null): Promise<string | null> {
  if (previous === null) return 'nothing was live before it'
  if (live.withdrawn === undefined && servesSame(live, previous)) return `${previous.version} was live before it as well`
  for (const served of [previous, ...(previous.canary === undefined ? [] : [previous.canary])]) {
    const holding = await examineVersion(store, served)
    if ('obstacle' in holding) return holding.obstacle
  }
  return null
}

function servesSame(one: LiveRow, other: LiveRow): boolean {
  const isSame = (a?: { integrity: string; version: string }, b?: { integrity: string; version: string }) =>
    a?.integrity === b?.integrity && a?.version === b?.version
  return isSame(one, other) && isSame(one.canary, other.canary) && one.canary?.percentage === other.canary?.percentage
}

/** What the edge must serve again. The entry may have another name than the one that was taken back. */
async function questionOf({ store, table }: Place, { probe: asked }: RevocableRelease, live: LiveRow): Promise<ProbeQuestion> {
  const holding = await examineVersion(store, live)
  const [own] = await table.history(liveKey(live.environment, live.mfe), 1)
  const file = 'manifest' in holding ? holding.manifest.files[live.entry] : undefined
  const [suffix, entry] = [own?.entry ?? '', live.entry].map((path) => path.split('/').map(encodeURIComponent).join('/')) as [
    string,
    string,
  ]
  const url = asked.url.endsWith(`/${suffix}`) ? asked.url.slice(0, -suffix.length) + entry : asked.url
  // A canary is probed by the same URL, so only where its entry has the same name.
  const canaryIntegrity = live.canary?.entry === live.entry ? (live.canary.entryIntegrity ?? undefined) : undefined
  return { url, integrity: file?.integrity ?? live.entryIntegrity ?? '', type: file?.contentType, canaryIntegrity }
}

function overtaken(release: RevocableRelease, live: LiveRow | null): Reason {
  const summary = live === null ? 'Nothing is live any more' : `Generation ${live.generation} (version ${live.version}) is live by now`
  return reason('generation-older', { ...nameOf(release), summary })
}

function nameOf({ probe: { activation } }: RevocableRelease): { field: string } {
  return { field: `${activation.environment}/${activation.mfe}` }
}

/** The error with which the step ends; overtaken by a newer activation, the deployment has not failed. */
export function endWith(reasons: readonly Reason[], outputs: ActionError['outputs']): ActionError {
  const isOvertaken = reasons.some(({ code }) => code === 'generation-older')
  const shown = isOvertaken ? reasons.filter(({ code }) => code === 'generation-older') : reasons
  const [first = reason('probe-failed')] = shown
  return new ActionError(first.code, first.message, { outcome: isOvertaken ? 'superseded' : 'failed', reasons: shown, outputs })
}
