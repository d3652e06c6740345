import { ActionError, asActionError, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import { canaryShare, type Reason } from '@mfe-gitops/contract'
import { type LiveRow, openTarget, type Target } from '@mfe-gitops/targets'
import { LONGEST_STEP, type WaitingPorts, withDeadline } from './deadline.ts'
import { probeUntilFinal } from './final-probe.ts'
import type { InvalidateCacheInputs } from './inputs.ts'
import { type ProbeQuestion, probe } from './probe.ts'
import { type Purged, purge } from './purge.ts'
import { type Ending, endWith, findWithdrawn, type RevocableRelease, settle, takeBack } from './withdrawal.ts'

/** Purges the keys, once per reference, and then looks whether the edge serves what was deployed. */
export async function main(inputs: InvalidateCacheInputs, ports: Ports): Promise<Outputs> {
  const target = await openTarget(inputs.target, ports.env)
  return invalidate(target, inputs, withDeadline(ports, LONGEST_STEP)).finally(() => target.close())
}

type Place = Pick<Target, 'store' | 'table' | 'cache'>

async function invalidate(place: Place, inputs: InvalidateCacheInputs, ports: WaitingPorts): Promise<Outputs> {
  if (isRevocable(inputs)) return invalidateRevocably(place, inputs, ports)
  const purged = await purge(place.cache, inputs, ports)
  const outputs = toOutputs(inputs, purged)
  if (inputs.probe === null) return { ...outputs, ...forgiven(purged), probe: 'skipped' }
  const failure = await probe(inputs.probe, ports)
  if (failure === null) return passed(inputs.probe, { ...outputs, ...forgiven(purged) }, ports)
  const failed = { ...outputs, probe: 'failed' }
  const reasons = [...(forgiven(purged).reasons ?? []), failure]
  if (inputs.probe.onMismatch === 'fail') throw new ActionError(failure.code, failure.message, { reasons, outputs: failed })
  ports.log.warning(failure.message, { title: failure.code })
  return { ...failed, reasons }
}

async function invalidateRevocably(place: Place, inputs: RevocableRelease, ports: WaitingPorts): Promise<Outputs> {
  const withdrawn = await findWithdrawn(place, inputs)
  if (withdrawn !== null) throw finish(await settle(place, inputs, withdrawn, ports), [], inputs)
  const { failure, purged } = await probeUntilFinal(place.cache, inputs.probe, await purge(place.cache, inputs, ports), ports)
  if (failure === null) return passed(inputs.probe, { ...toOutputs(inputs, purged), ...forgiven(purged) }, ports)
  const before = [...(forgiven(purged).reasons ?? []), failure]
  throw finish(await takeBack(place, inputs, ports).catch(broken), before, inputs, purged)
}

function forgiven({ reason }: Purged): { reasons?: Reason[] } {
  return reason === null ? {} : { reasons: [reason] }
}

function passed({ url }: ProbeQuestion, outputs: Outputs, { log }: WaitingPorts): Outputs {
  log.info(`${url} serves the entry that was deployed.`)
  return { ...outputs, probe: 'passed' }
}

// What the probe saw must not be hidden by what happened afterwards.
function broken(error: unknown): Ending {
  const { code, reasons } = asActionError(error)
  if (code === 'internal-error') throw error
  return { live: null, reasons }
}

function isRevocable(inputs: InvalidateCacheInputs): inputs is RevocableRelease {
  return inputs.probe?.onMismatch === 'rollback'
}

function finish({ live, reasons, purged }: Ending, before: readonly Reason[], inputs: RevocableRelease, first?: Purged): ActionError {
  const last = purged ?? first ?? { id: '', status: 'skipped', charged: 0, reason: null }
  const charged = (first?.charged ?? 0) + (purged?.charged ?? 0)
  const outputs = { ...toOutputs(inputs, { ...last, charged }), probe: 'failed' }
  return endWith([...before, ...reasons], { ...outputs, ...(live === null ? {} : liveOutputs(live)) })
}

function liveOutputs({ version, canary }: LiveRow) {
  return { 'live-version': version, canary: canaryShare(canary) ?? '' }
}

function toOutputs({ keys: { paths, tags } }: InvalidateCacheInputs, { id, status, charged }: Purged) {
  return { 'purge-id': id, status, paths, tags, charged }
}
