import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudFrontClient, CreateDistributionCommand } from '@aws-sdk/client-cloudfront'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findServices, labKeys, type ServiceProcess, startMoto } from '../../lab/src/index.ts'
import { openAwsTarget } from '../src/aws/index.ts'
import type { Target } from '../src/index.ts'
import { metaOf, text } from './rows.ts'

const isHere = findServices().moto !== null
const region = 'us-east-1'
const credentials = { accessKeyId: labKeys.AWS_ACCESS_KEY_ID, secretAccessKey: labKeys.AWS_SECRET_ACCESS_KEY }

/** A second opinion on what the lab's own CloudFront says, and on the way from a role to the store. */
describe.skipIf(!isHere)(isHere ? 'moto' : 'skipped, moto is not installed', () => {
  let directory: string
  let moto: ServiceProcess
  let tokens: Server
  let target: Target
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mfe-moto-'))
    moto = await startMoto(directory)
    tokens = createServer((_, response) => void response.end(JSON.stringify({ value: 'the.job.token' })))
    await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve))
    await createBucket()
    const descriptor = {
      provider: 'aws',
      region,
      bucket: 'mfe',
      distribution: await createDistribution(),
      role: 'arn:aws:iam::123456789012:role/mfe-deploy',
    } as const
    const env = {
      AWS_ENDPOINT_URL: moto.url,
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${(tokens.address() as { port: number }).port}/token`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    }
    target = await openAwsTarget(descriptor, env)
  }, 120_000)
  afterAll(async () => {
    await target.close()
    tokens.close()
    await moto.close()
    await rm(directory, { recursive: true, force: true })
  })

  async function createBucket(): Promise<void> {
    const client = new S3Client({ region, credentials, endpoint: moto.url, forcePathStyle: true })
    await client.send(new CreateBucketCommand({ Bucket: 'mfe' }))
    client.destroy()
  }

  async function createDistribution(): Promise<string> {
    const client = new CloudFrontClient({ region, credentials, endpoint: moto.url })
    const Origins = { Quantity: 1, Items: [{ Id: 'o', DomainName: 'mfe.s3.amazonaws.com', S3OriginConfig: { OriginAccessIdentity: '' } }] }
    const DefaultCacheBehavior = { TargetOriginId: 'o', ViewerProtocolPolicy: 'https-only' as const }
    const DistributionConfig = { CallerReference: 'test', Comment: '', Enabled: true, Origins, DefaultCacheBehavior }
    const { Distribution } = await client.send(new CreateDistributionCommand({ DistributionConfig }))
    client.destroy()
    return Distribution!.Id!
  }

  it('takes an invalidation of paths and tags, and gives it back', async () => {
    const made = await target.cache.purge({ reference: 'request-1', paths: ['/cart/größe.js', '/cart/*'], tags: ['cart'] })
    expect(made).toMatchObject({ id: expect.stringMatching(/^[A-Z0-9]+$/), charged: 2 })
    expect(await target.cache.status(made.id)).toEqual({ ...made, status: 'completed' })
    expect(await target.cache.status('NOSUCHPURGE')).toBeNull()
  })

  it('gives the job credentials for its role, and the store takes what they write', async () => {
    const body = text('written by a role')
    expect(await target.store.putIfAbsent('cart/1.0.0/a.js', body, metaOf(body))).toBe('created')
    expect((await target.store.read('cart/1.0.0/a.js'))?.body).toEqual(Buffer.from(body))
  })
})
