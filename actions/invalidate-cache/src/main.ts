import { ActionError, asActionError, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import type { Reason } from '@mfe-gitops/contract'
import { openTarget, type Target } from '@mfe-gitops/targets'
import type { InvalidateCacheInputs } from './inputs.ts'
import { probe } from './probe.ts'
import { type Purged, purge } from './purge.ts'
import { type Ending, endWith, findWithdrawn, type RevocableRelease, settle, takeBack } from './withdrawal.ts'

/** Purges the keys, once per reference, and then looks whether the edge serves what was deployed. */
export async function main(inputs: InvalidateCacheInputs, ports: Ports): Promise<Outputs> {
  const target = await openTarget(inputs.target, ports.env)
  return invalidate(target, inputs, ports).finally(() => target.close())
}

type Place = Pick<Target, 'store' | 'table' | 'cache'>

async function invalidate(place: Place, inputs: InvalidateCacheInputs, ports: Ports): Promise<Outputs> {
  if (isRevocable(inputs)) {
    const withdrawn = await findWithdrawn(place, inputs)
    if (withdrawn !== null) throw finish(await settle(place, inputs, withdrawn, ports), [], inputs)
  }
  const purged = await purge(place.cache, inputs, ports)
  const outputs = toOutputs(inputs, purged)
  const reasons = purged.reason === null ? {} : { reasons: [purged.reason] }
  if (inputs.probe === null) return { ...outputs, ...reasons, probe: 'skipped' }
  const failure = await probe(inputs.probe, ports)
  if (failure === null) {
    ports.log.info(`${inputs.probe.url} serves the entry that was deployed.`)
    return { ...outputs, ...reasons, probe: 'passed' }
  }
  if (isRevocable(inputs)) throw finish(await takeBack(place, inputs, ports).catch(broken), [failure], inputs, purged)
  const failed = { ...outputs, probe: 'failed' }
  if (inputs.probe.onMismatch === 'fail') throw new ActionError(failure.code, failure.message, { reasons: [failure], outputs: failed })
  ports.log.warning(failure.message, { title: failure.code })
  return { ...failed, reasons: [...(purged.reason === null ? [] : [purged.reason]), failure] }
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
  const served = live === null ? {} : { 'live-version': live.version }
  return endWith([...before, ...reasons], { ...outputs, ...served })
}

function toOutputs({ keys: { paths, tags } }: InvalidateCacheInputs, { id, status, charged }: Purged) {
  return { 'purge-id': id, status, paths, tags, charged }
}
