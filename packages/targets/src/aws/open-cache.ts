import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import type { EdgeCache } from '../edge-cache.ts'
import { cloudFrontCache } from './cache.ts'
import { follow, type Opened, type Opening } from './opened.ts'

/** The caches of a distribution with their client. */
export function openCache({ descriptor: { distribution = '' }, settings, clock, onCall }: Opening): Opened<EdgeCache> {
  const client = new CloudFrontClient(settings('CLOUDFRONT'))
  follow(client, onCall)
  return { port: cloudFrontCache({ client, distribution, clock }), close: () => client.destroy() }
}
