import { S3Client } from '@aws-sdk/client-s3'
import type { ArtifactStore, Pruner } from '../artifact-store.ts'
import { lighten } from './light-requests.ts'
import { follow, type Opened, type Opening } from './opened.ts'
import { s3Store } from './store.ts'

/** The store with its client. */
export function openStore(opening: Opening): Opened<{ store: ArtifactStore; pruner: Pruner }> {
  const { descriptor, settings, clock, onCall } = opening
  const { bucket = '', prefix = '', endpoint } = descriptor
  // Every write brings a SHA-256 of its own; the CRC that the SDK would add to it is what some S3-compatible stores refuse.
  const client = new S3Client({
    ...settings('S3'),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // One bucket, and nothing is added to the client later: what is to be done with a request is worked out once for each kind of request.
    cacheMiddleware: true,
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  })
  lighten(client)
  follow(client, onCall)
  return { port: s3Store({ client, bucket, prefix, clock }), close: () => client.destroy() }
}
