import { asActionError, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import { openTarget, type Purge, type PurgeRequest, type TargetDescriptor, TargetError } from '@mfe-gitops/targets'
import type { InvalidateCacheInputs } from './inputs.ts'

/** Purges the keys, once per reference. No keys means nothing to purge, never everything. */
export async function main({ target, keys, reference, onFailure }: InvalidateCacheInputs, ports: Ports): Promise<Outputs> {
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
