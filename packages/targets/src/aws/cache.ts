import { type CloudFrontClient, CreateInvalidationCommand, GetInvalidationCommand, type Invalidation } from '@aws-sdk/client-cloudfront'
import type { EdgeCache, Purge, PurgeRequest } from '../edge-cache.ts'
import { checkPurge, NO_PURGE } from '../purge-check.ts'
import { shown, TargetError } from '../target-error.ts'
import { type Clock, patiently } from './clock.ts'
import { type InvalidationBatch, planInvalidations } from './invalidation-plan.ts'
import { asServiceError, isBusy, isNamed } from './sdk-error.ts'

export interface CloudFrontPlace {
  readonly client: CloudFrontClient
  readonly distribution: string
  readonly clock: Clock
}

// An invalidation is done within 25 s at P95, so a full quota frees itself within some of those; CreateInvalidation itself is known to
// refuse up to half of its requests for minutes. Together about six minutes, well within the time of a release job.
const PATIENCE = { attempts: 14, firstMs: 1_000, ceilingMs: 45_000 }

/** Purges by CloudFront invalidations. The id of a purge that took several names all of them. */
export function cloudFrontCache({ client, distribution, clock }: CloudFrontPlace): EdgeCache {
  const DistributionId = distribution

  async function create({ callerReference, items }: InvalidationBatch): Promise<Invalidation> {
    const Paths = { Quantity: items.length, Items: [...items] }
    const InvalidationBatch = { CallerReference: callerReference, Paths }
    const answer = await client.send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch }))
    if (answer.Invalidation === undefined)
      throw new TargetError('purge-failed', 'CloudFront answered without an invalidation. Run the job again.')
    return answer.Invalidation
  }

  async function purge(request: PurgeRequest): Promise<Purge> {
    const made: Invalidation[] = []
    for (const batch of planInvalidations(request)) {
      const work = () => create(batch).catch((error: unknown) => refuseTaken(error, request.reference))
      made.push(await patiently(work, { isPassing: isFull, patience: PATIENCE, clock }))
    }
    return summaryOf(made)
  }

  async function read(Id: string): Promise<Invalidation | null> {
    try {
      return (await client.send(new GetInvalidationCommand({ DistributionId, Id }))).Invalidation ?? null
    } catch (error) {
      if (isNamed(error, 'NoSuchInvalidation')) return null
      throw error
    }
  }

  async function status(id: string): Promise<Purge | null> {
    const found = await Promise.all(id.split(SEPARATOR).map(read))
    return found.every((one) => one !== null) ? summaryOf(found) : null
  }

  const effect = <T>(what: string, work: () => Promise<T>): Promise<T> =>
    asServiceError('purge-failed', `${what} in distribution ${distribution}`, work)
  return {
    purge: (request) =>
      effect('Purging the cache', async () => {
        const checked = checkPurge(request)
        return checked === null ? NO_PURGE : purge(checked)
      }),
    status: (id) => effect('Reading the state of a purge', async () => (id === NO_PURGE.id ? NO_PURGE : status(id))),
  }
}

const SEPARATOR = '+'

function summaryOf(invalidations: readonly Invalidation[]): Purge {
  return {
    id: invalidations.map(({ Id }) => Id).join(SEPARATOR),
    status: invalidations.every(({ Status }) => Status?.toLowerCase() === 'completed') ? 'completed' : 'in-progress',
    charged: invalidations.reduce((sum, { InvalidationBatch }) => sum + (InvalidationBatch?.Paths?.Quantity ?? 0), 0),
  }
}

function refuseTaken(error: unknown, reference: string): never {
  if (!isNamed(error, 'InvalidationBatchAlreadyExists')) throw error
  throw new TargetError(
    'purge-failed',
    `A purge with the reference ${shown(reference)} exists with other keys. Derive the reference from the request and its keys.`,
    { cause: error },
  )
}

// Without an answer CloudFront was asked for minutes already.
function isFull(error: unknown): boolean {
  return isNamed(error, 'TooManyInvalidationsInProgress') || isBusy(error)
}
