import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import type { ArtifactStore } from '../artifact-store.ts'
import type { LiveTable } from '../live-table.ts'
import { clientSettings, type Env } from './client-settings.ts'
import type { Clock } from './clock.ts'
import { dynamoReader } from './live-rows.ts'
import { storedObjects } from './stored-objects.ts'

/** Where the versions of one environment lie. */
export interface AwsPlaces {
  readonly bucket: string
  /** Without slashes at its ends; empty for the whole bucket. */
  readonly prefix: string
  readonly region: string
  readonly table: string
  readonly tableRegion: string
}

/** What an edge reads on AWS. */
export interface AwsReader {
  readonly store: Pick<ArtifactStore, 'read'>
  readonly table: Pick<LiveTable, 'read' | 'history' | 'list'>
}

/**
 * A visitor waits, and CloudFront ends the function after 30 seconds: three attempts of at most three seconds leave time for an answer
 * from what is known.
 */
const IN_TIME = {
  maxAttempts: 3,
  retryMode: 'standard',
  requestHandler: { connectionTimeout: 1_000, socketTimeout: 3_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const

/** Opens S3 and DynamoDB for reading alone, without the code that a deployment needs beside it. */
export function openAwsReader({ bucket, prefix, region, table, tableRegion }: AwsPlaces, env: Env, clock: Clock): AwsReader {
  const settings = (service: 'S3' | 'DYNAMODB', place: string) => ({
    ...clientSettings({ region: place }, env, clock)(service),
    ...IN_TIME,
  })
  const s3 = new S3Client({
    ...settings('S3', region),
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const dynamo = new DynamoDBClient(settings('DYNAMODB', tableRegion))
  return { store: storedObjects({ client: s3, bucket, prefix, clock }), table: dynamoReader({ client: dynamo, table }) }
}
