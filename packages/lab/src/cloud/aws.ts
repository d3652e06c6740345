import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import type { PortDescriptor } from '@mfe-gitops/targets'
import { type CloudFrontServer, startCloudFront } from './cloudfront.ts'
import { labKeys, startDynamo, startMoto, startVersitygw } from './services.ts'

/** AWS on this machine: what a target needs to be opened, and what stands behind it. */
export interface LabAws {
  readonly descriptor: PortDescriptor
  /** Endpoints and keys, for every process that opens the target. */
  readonly env: Readonly<Record<string, string>>
  readonly cloudFront: CloudFrontServer
  close(): Promise<void>
}

const region = 'us-east-1'

/** Starts S3, DynamoDB and CloudFront with a bucket and a table, as a Terraform module would make them. */
export async function startAws(directory: string, { s3 = 'versitygw' }: { s3?: 'versitygw' | 'moto' } = {}): Promise<LabAws> {
  const startS3 = s3 === 'moto' ? startMoto : startVersitygw
  const starting = [startS3(directory), startDynamo(directory), startCloudFront()] as const
  const close = async () => {
    for (const service of await Promise.allSettled(starting)) if (service.status === 'fulfilled') await service.value.close()
  }
  try {
    const [objects, dynamo, cloudFront] = await Promise.all(starting)
    const descriptor = {
      provider: 'aws',
      region,
      bucket: 'mfe-lab',
      prefix: 'mfe',
      table: 'mfe-live',
      distribution: cloudFront.distribution,
    } as const
    await Promise.all([createBucket(objects.url, descriptor.bucket), createTable(dynamo.url, descriptor.table)])
    const endpoints = {
      AWS_ENDPOINT_URL_S3: objects.url,
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
      AWS_ENDPOINT_URL_CLOUDFRONT: cloudFront.url,
    }
    return { descriptor, env: { ...labKeys, ...endpoints }, cloudFront, close }
  } catch (error) {
    await close()
    throw error
  }
}

const credentials = { accessKeyId: labKeys.AWS_ACCESS_KEY_ID, secretAccessKey: labKeys.AWS_SECRET_ACCESS_KEY }

async function createBucket(endpoint: string, Bucket: string): Promise<void> {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket }))
  client.destroy()
}

async function createTable(endpoint: string, TableName: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region, credentials })
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
  client.destroy()
}
