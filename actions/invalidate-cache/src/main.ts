import { ActionError, asActionError, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import type { Reason } from '@mfe-gitops/contract'
import { openTarget, type Purge, type PurgeRequest, type TargetDescriptor, TargetError } from '@mfe-gitops/targets'
import type { InvalidateCacheInputs } from './inputs.ts'
import { probe } from './probe.ts'

/** Purges the keys, once per reference, and then looks whether the edge serves what was deployed. */
export async function main(inputs: InvalidateCacheInputs, ports: Ports): Promise<Outputs> {
  const purged = await purge(inputs, ports)
  const failure = inputs.probe === null ? null : await probe(inputs.probe, ports)
  if (inputs.probe === null) return { ...purged, probe: 'skipped' }
  if (failure === null) {
    ports.log.info(`${inputs.probe.url} serves the entry that was deployed.`)
    return { ...purged, probe: 'passed' }
  }
  const outputs = { ...purged, probe: 'failed' }
  if (inputs.probe.onMismatch === 'fail') throw new ActionError(failure.code, failure.message, { reasons: [failure], outputs })
  ports.log.warning(failure.message, { title: failure.code })
  return { ...outputs, reasons: [...((purged.reasons as Reason[] | undefined) ?? []), failure] }
}

// No keys means nothing to purge, never everything.
async function purge({ target, keys, reference, onFailure }: InvalidateCacheInputs, ports: Ports): Promise<Outputs> {
  const { paths, tags } = keys
  if (keys.all.length === 0) {
    ports.log.info('There are no keys, so nothing is purged.')
    return { 'purge-id': '', status: 'skipped', paths, tags }
  }
  try {
    const purge = await send({ reference, paths, tags }, target, ports.env)
    ports.log.info(`Purge ${purge.id} is ${purge.status}: ${keys.all.join(' ')}`)
    return { 'purge-id': purge.id, status: purge.status, paths, tags }
  } catch (error) {
    if (onFailure === 'fail' || !(error instanceof TargetError) || error.code !== 'purge-failed') throw error
    const { reasons } = asActionError(error)
    ports.log.warning(`${error.message} The version is live; visitors may see the old one until it expires.`, { title: error.code })
    return { 'purge-id': '', status: 'failed', paths, tags, reasons }
  }
}

async function send(request: PurgeRequest, descriptor: TargetDescriptor, env: Ports['env']): Promise<Purge> {
  const target = await openTarget(descriptor, env)
  try {
    return await target.cache.purge(request)
  } finally {
    await target.close()
  }
}
