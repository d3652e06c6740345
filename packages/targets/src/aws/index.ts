import { setTimeout as sleep } from 'node:timers/promises'
import { CloudFrontClient } from '@aws-sdk/client-cloudfront'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import type { PortDescriptor } from '@mfe-gitops/contract'
import type { Target } from '../target.ts'
import { cloudFrontCache, noCache } from './cache.ts'
import { clientSettings, type Env } from './client-settings.ts'
import type { Clock } from './clock.ts'
import { s3Store } from './store.ts'
import { dynamoTable } from './table.ts'

const realClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: (milliseconds) => sleep(milliseconds),
}

export interface AwsOptions {
  readonly clock?: Clock
  /** Gets the name of every call, once for all its repeats. */
  readonly onCall?: (call: string) => void
}

/** Opens S3, DynamoDB and CloudFront as a target. No request is made before a port is used. */
export async function openAwsTarget(descriptor: PortDescriptor, env: Env, options: AwsOptions = {}): Promise<Target> {
  const { clock = realClock, onCall } = options
  const { s3, dynamo, cloudFront } = clientsOf(descriptor, env, clock)
  if (onCall !== undefined) for (const client of [s3, dynamo, cloudFront]) follow(client, onCall)
  // Which fields must be there depends on the ports that are used, and was checked for them.
  const { bucket = '', prefix = '', table = '', distribution } = descriptor
  return {
    ...s3Store({ client: s3, bucket, prefix, clock }),
    table: dynamoTable({ client: dynamo, table, clock }),
    cache: distribution === undefined ? noCache : cloudFrontCache({ client: cloudFront, distribution, clock }),
    close: async () => {
      for (const client of [s3, dynamo, cloudFront]) client.destroy()
    },
  }
}

function clientsOf(descriptor: PortDescriptor, env: Env, clock: Clock) {
  const { region = '', role } = descriptor
  const settings = clientSettings({ region, role }, env, clock)
  return {
    // Every write brings a SHA-256 of its own; the CRC that the SDK would add to it is what some S3-compatible stores refuse.
    s3: new S3Client({
      ...settings('S3'),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(descriptor.endpoint === undefined ? {} : { endpoint: descriptor.endpoint, forcePathStyle: true }),
    }),
    dynamo: new DynamoDBClient(settings('DYNAMODB')),
    cloudFront: new CloudFrontClient(settings('CLOUDFRONT')),
  }
}

function follow(client: S3Client | DynamoDBClient | CloudFrontClient, onCall: (call: string) => void): void {
  const tell: InitializeMiddleware<object, object> =
    (next, { commandName }) =>
    (request) => {
      onCall(String(commandName).replace(/Command$/, ''))
      return next(request)
    }
  const stack = client.middlewareStack as unknown as { add(middleware: typeof tell, options: { step: 'initialize' }): void }
  stack.add(tell, { step: 'initialize' })
}

type InitializeMiddleware<I, O> = (next: (request: I) => Promise<O>, context: { commandName?: unknown }) => (request: I) => Promise<O>
