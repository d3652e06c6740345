import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultProxy, findServices, type LabAws, startAws, startFaultProxy } from '@mfe-gitops/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CloudFrontRequest, CloudFrontResponse } from '../../packages/edge/src/functions/cloudfront-event.ts'
import { type LambdaProcess, startLambda } from '../../packages/edge/test/lambda-process.ts'
import { originRequest } from '../../packages/edge/test/origin-event.ts'
import { uploadVersion } from '../../packages/edge/test/uploaded-version.ts'
import { liveKey, openTarget, type Target, versionPrefix } from '../../packages/targets/src/index.ts'

const bundle = (name: string) => new URL(`../../packages/edge/dist/${name}/index.mjs`, import.meta.url).pathname
const { versitygw, dynamo } = findServices()
const isHere = versitygw !== null && dynamo !== null
const script = 'export const answer = 42\n'.repeat(200)

describe.skipIf(!isHere)(isHere ? 'the functions for CloudFront' : 'skipped, versitygw and DynamoDB Local are not installed', () => {
  let directory: string
  let aws: LabAws
  let target: Target
  let proxies: Record<'S3' | 'DYNAMODB', FaultProxy>
  let before: LambdaProcess
  let behind: LambdaProcess

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mfe-edge-aws-'))
    aws = await startAws(directory)
    target = await openTarget(aws.descriptor, aws.env)
    proxies = {
      S3: await startFaultProxy(aws.env.AWS_ENDPOINT_URL_S3!),
      DYNAMODB: await startFaultProxy(aws.env.AWS_ENDPOINT_URL_DYNAMODB!),
    }
    const endpoints = { AWS_ENDPOINT_URL_S3: proxies.S3.url, AWS_ENDPOINT_URL_DYNAMODB: proxies.DYNAMODB.url }
    before = startLambda(bundle('origin-request'), { ...aws.env, ...endpoints })
    behind = startLambda(bundle('origin-response'), {})
    await uploadVersion(target.store, 'cart', '1.0.0', { 'entry.js': script, 'style.css': 'one' })
    await uploadVersion(target.store, 'cart', '2.0.0', { 'entry.js': 'two' })
    await activate(1)
  })
  afterAll(async () => {
    await before?.close()
    await behind?.close()
    await target?.close()
    for (const proxy of Object.values(proxies ?? {})) await proxy.close()
    await aws?.close()
    if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  })

  const served = (version: string) => ({
    ...{ version, integrity: `sha512-${version}`, prefix: versionPrefix('cart', version), entry: 'entry.js', entryIntegrity: null },
  })
  const activate = (generation: number, percentage?: number) =>
    target.table.activate({
      ...{ environment: 'staging', mfe: 'cart', generation, requestId: String(generation), activatedAt: '2026-11-22T10:00:00.000Z' },
      ...served('1.0.0'),
      ...(percentage === undefined ? {} : { canary: { ...served('2.0.0'), percentage } }),
    })
  /** Without a lifetime every request asks the table anew. */
  const at = (uri: string, headers: Record<string, string> = {}, lifetime = '0') => {
    const event = originRequest(uri, headers)
    event.Records[0]!.cf.request.origin!.s3!.customHeaders['x-mfe-table-lifetime'] = [{ value: lifetime }]
    return event
  }
  const ask = (...event: Parameters<typeof at>) => before.handle<CloudFrontRequest & CloudFrontResponse>(at(...event))
  const readOf = async (uri: string) => target.store.read(decodeURIComponent(uri.slice(1)))

  it('resolve requests by the real table and the real manifests, and read nothing else', async () => {
    const { uri } = await ask('/cart/entry.js', { 'accept-encoding': 'br,gzip' })
    expect(uri).toBe('/cart/1.0.0/entry.js.br')
    expect((await readOf(uri))?.object).toMatchObject({ contentEncoding: 'br', contentType: 'text/javascript; charset=utf-8' })
    expect((await ask('/cart/@1.0.0/style.css')).uri).toBe('/cart/1.0.0/style.css')
    expect(await ask('/cart/none.js')).toMatchObject({
      status: '404',
      headers: { 'content-type': [{ value: 'text/plain; charset=utf-8' }] },
    })
    const map = await ask('/import-map.json')
    expect(JSON.parse(map.body ?? '')).toMatchObject({ imports: { '@mfe/cart': '/cart/@1.0.0/entry.js' } })
    expect(proxies.S3.requests).toEqual(['GET /mfe-lab/mfe/cart/1.0.0/mfe-manifest.json?x-id=GetObject'])
    expect(new Set(proxies.DYNAMODB.requests)).toEqual(new Set(['POST / DynamoDB_20120810.GetItem', 'POST / DynamoDB_20120810.Query']))
  })

  it('read the live row once for many requests within its lifetime', async () => {
    const reads = () => proxies.DYNAMODB.requests.filter((request) => request.endsWith('GetItem')).length
    const already = reads()
    for (let time = 0; time < 50; time++) await ask('/cart/entry.js', {}, '60000')
    expect(reads() - already).toBe(1)
  })

  it('follow a canary by the cookie, and put the headers of the edge behind the bucket', async () => {
    await activate(2, 50)
    expect((await target.table.read(liveKey('staging', 'cart')))?.canary?.percentage).toBe(50)
    const uris = await Promise.all(
      ['stable', 'canary', '36', '37'].map(async (bucket) => (await ask('/cart/entry.js', { cookie: `mfe-bucket=${bucket}` })).uri),
    )
    expect(uris).toEqual(['1.0.0', '2.0.0', '1.0.0', '2.0.0'].map((version) => `/cart/${version}/entry.js`))
    const request = await ask('/cart/entry.js', { cookie: 'mfe-bucket=37' })
    const stored = { 'content-type': [{ value: 'text/javascript' }], 'cache-control': [{ value: 'public, max-age=0, s-maxage=60' }] }
    const response = await behind.handle<CloudFrontResponse>({
      Records: [{ cf: { request, response: { status: '200', headers: stored } } }],
    })
    expect(Object.fromEntries(Object.entries(response.headers).map(([name, [first]]) => [name, first?.value]))).toMatchObject({
      ...{ 'content-type': 'text/javascript', 'cache-control': 'public, max-age=0, s-maxage=60', 'x-mfe-version': '2.0.0' },
      ...{ 'x-mfe-canary-bucket': '37', 'x-content-type-options': 'nosniff', 'access-control-allow-origin': '*' },
    })
  })

  it('go on with what they know while the table is down, and say so in their log when they know nothing', async () => {
    await ask('/cart/entry.js')
    const mend = proxies.DYNAMODB.add({
      request: /./,
      when: 'before',
      answer: { status: 400, type: 'application/x-amz-json-1.0', body: '{}' },
      times: 100,
    })
    expect((await ask('/cart/entry.js')).uri).toBe('/cart/1.0.0/entry.js')
    expect(await ask('/search/entry.js')).toMatchObject({ status: '503', headers: { 'cache-control': [{ value: 'no-store' }] } })
    expect(before.log.join()).toMatch(/TargetError: Reading the live row in table mfe-live/)
    mend()
    expect((await ask('/search/entry.js')).status).toBe('404')
  })
})
