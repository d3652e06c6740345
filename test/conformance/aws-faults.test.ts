import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FaultProxy, findServices, type LabAws, type ServiceFault, startAws, startFaultProxy } from '@mfe-gitops/lab'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAwsTarget } from '../../packages/targets/src/aws/index.ts'
import { liveKey, type Target } from '../../packages/targets/src/index.ts'
import { liveRow, metaOf, text } from '../../packages/targets/test/rows.ts'

const { versitygw, dynamo } = findServices()
const isHere = versitygw !== null && dynamo !== null

/** Waits that take no time, so that only their number counts. */
const clock = { now: Date.now, random: () => 0.5, sleep: async () => {} }

const s3Error = (status: number, code: string): NonNullable<ServiceFault['answer']> => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Said by the test.</Message></Error>`,
})
const dynamoError = (type: string, more: object = {}): NonNullable<ServiceFault['answer']> => ({
  status: 400,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'Said by the test.', ...more }),
})

describe.skipIf(!isHere)(isHere ? 'faults of the services of AWS' : 'skipped, versitygw and DynamoDB Local are not installed', () => {
  let directory: string
  let aws: LabAws
  let target: Target
  let s3: FaultProxy
  let table: FaultProxy
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mfe-aws-'))
    aws = await startAws(directory)
    s3 = await startFaultProxy(aws.env.AWS_ENDPOINT_URL_S3!)
    table = await startFaultProxy(aws.env.AWS_ENDPOINT_URL_DYNAMODB!)
    const env = { ...aws.env, AWS_ENDPOINT_URL_S3: s3.url, AWS_ENDPOINT_URL_DYNAMODB: table.url, AWS_RETRY_MODE: 'standard' }
    target = await openAwsTarget(aws.descriptor, env, { clock })
  }, 120_000)
  afterAll(async () => {
    await target.close()
    for (const service of [s3, table, aws]) await service.close()
    await rm(directory, { recursive: true, force: true })
  })

  const put = (key: string, value = key) => target.store.putIfAbsent(key, text(value), metaOf(text(value)))

  describe('S3', () => {
    it.each<[string, Omit<ServiceFault, 'request' | 'times'>, string]>([
      [
        'release case 11: a conflict of conditional writes',
        { when: 'before', answer: s3Error(409, 'ConditionalRequestConflict') },
        'created',
      ],
      ['release case 13: a store that asks to slow down', { when: 'before', answer: s3Error(503, 'SlowDown') }, 'created'],
      ['a connection that is cut before the write', { when: 'before' }, 'created'],
      ['an answer that is lost after the write', { when: 'after' }, 'exists-equal'],
    ])('%s is tried again', async (name, fault, result) => {
      const key = `faults/${name}`
      s3.add({ ...fault, request: /^PUT .*\/faults\//, times: 2 })
      expect(await put(key)).toBe(result)
      expect((await target.store.read(key))?.body).toEqual(Buffer.from(key))
      s3.add({ ...fault, request: /^PUT .*\/faults\//, times: 1 })
      expect(await put(key, 'other bytes')).toBe('exists-different')
    })

    it('release case 13: ends with one clear error when the store never stops refusing', { timeout: 120_000 }, async () => {
      s3.add({ request: /^PUT .*\/gone\?/, when: 'before', answer: s3Error(409, 'ConditionalRequestConflict'), times: 1_000 })
      await expect(put('gone')).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('ConditionalRequestConflict'),
      })
    })

    it.each([
      ['NoSuchBucket', 404, /Create it, or correct its name and region/],
      ['AccessDenied', 403, /Give the role the rights of packages\/targets\/policies/],
      ['PermanentRedirect', 301, /Correct the region/],
    ])('release case 22: names the remedy for %s, and never takes it for an object that is not there', async (code, status, remedy) => {
      s3.add({ request: new RegExp(`^(?:PUT|GET) .*/${code}`), when: 'before', answer: s3Error(status, code), times: 2 })
      await expect(put(code)).rejects.toMatchObject({ code: 'store-failed', message: expect.stringMatching(remedy) })
      await expect(target.store.read(code)).rejects.toMatchObject({ code: 'store-failed', message: expect.stringMatching(remedy) })
    })

    it('release case 7, fault 58: looks again when what it copies was changed in between', async () => {
      await put('copied')
      s3.add({ request: /^PUT .*\/copied\?x-id=CopyObject/, when: 'before', answer: s3Error(412, 'PreconditionFailed'), times: 1 })
      const headers = { contentType: 'text/css', cacheControl: 'no-store' }
      expect(await target.store.copy('copied', 'copied', headers)).toBe('copied')
      expect(await target.store.head('copied')).toMatchObject(headers)
    })

    it('fault 60: reads again when the answer breaks off', async () => {
      await put('broken')
      s3.add({ request: /^GET .*\/broken/, when: 'after', times: 1 })
      expect((await target.store.read('broken'))?.body).toEqual(Buffer.from('broken'))
    })

    describe('a body in parts', () => {
      const body = Buffer.alloc(9 * 1024 * 1024, 7)
      const putLarge = (key: string) => target.store.putIfAbsent(key, body, metaOf(body))
      const uploads = () => s3.requests.filter((name) => name.startsWith('POST ') && name.includes('uploads')).length
      const aborts = () => s3.requests.filter((name) => name.startsWith('DELETE ') && name.includes('uploadId')).length

      it('release case 11: starts again after a conflict at its completion', { timeout: 120_000 }, async () => {
        const [before, abortedBefore] = [uploads(), aborts()]
        s3.add({ request: /^POST .*conflict\?uploadId/, when: 'before', answer: s3Error(409, 'ConditionalRequestConflict'), times: 1 })
        expect(await putLarge('conflict')).toBe('created')
        expect([uploads() - before, aborts() - abortedBefore]).toEqual([2, 1])
      })

      it('knows its own object when the answer to the completion is lost', { timeout: 120_000 }, async () => {
        s3.add({ request: /^POST .*lost\?uploadId/, when: 'after', times: 1 })
        expect(['created', 'exists-equal']).toContain(await putLarge('lost'))
        expect((await target.store.head('lost'))?.sha256).toBe(metaOf(body).sha256)
      })

      it('release case 15, fault 54: leaves no parts behind when it fails', { timeout: 120_000 }, async () => {
        const before = aborts()
        s3.add({ request: /^PUT .*failing\?.*partNumber=2/, when: 'before', answer: s3Error(403, 'AccessDenied'), times: 1 })
        await expect(putLarge('failing')).rejects.toMatchObject({ code: 'store-failed' })
        expect(aborts() - before).toBe(1)
        expect(await target.store.head('failing')).toBeNull()
      })
    })
  })

  describe('DynamoDB', () => {
    const transaction = /TransactWriteItems/

    it('release case 21, fault 64: knows its own activation when the answer is lost', async () => {
      table.add({ request: transaction, when: 'after', times: 1 })
      expect(['activated', 'already']).toContain((await target.table.activate(liveRow({ mfe: 'lost' }))).result)
      expect(await target.table.read(liveKey('staging', 'lost'))).toEqual(liveRow({ mfe: 'lost' }))
      expect(await target.table.history(liveKey('staging', 'lost'))).toEqual([liveRow({ mfe: 'lost' })])
    })

    it('release case 20: a run that repeats what was overtaken loses, however short ago it was', async () => {
      const [own, newer] = [liveRow({ mfe: 'repeat' }), liveRow({ mfe: 'repeat', generation: 2 })]
      await target.table.activate(own)
      await target.table.activate(newer)
      expect(await target.table.activate(own)).toEqual({ result: 'older', live: newer })
    })

    it.each([
      [
        'another transaction',
        dynamoError('TransactionCanceledException', { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] }),
      ],
      ['throttling in a transaction', dynamoError('TransactionCanceledException', { CancellationReasons: [{ Code: 'ThrottlingError' }] })],
      ['throttling', dynamoError('ProvisionedThroughputExceededException')],
      ['a transaction in progress', dynamoError('TransactionInProgressException')],
    ])('waits for %s', async (name, answer) => {
      table.add({ request: transaction, when: 'before', answer, times: 2 })
      const row = liveRow({ mfe: name.replaceAll(' ', '-') })
      expect(await target.table.activate(row)).toEqual({ result: 'activated', previous: null })
    })

    it('ends with one clear error when the table is not there', async () => {
      table.add({ request: transaction, when: 'before', answer: dynamoError('ResourceNotFoundException'), times: 1 })
      await expect(target.table.activate(liveRow({ mfe: 'gone' }))).rejects.toMatchObject({
        code: 'table-failed',
        message: expect.stringMatching(/in table mfe-live failed \(ResourceNotFoundException.*Create it/),
      })
    })

    it('release case 20: refuses a row above the limit of an item', async () => {
      const row = liveRow({ mfe: 'large', entry: 'x'.repeat(400 * 1024) })
      await expect(target.table.activate(row)).rejects.toMatchObject({ code: 'table-failed' })
      expect(await target.table.read(liveKey('staging', 'large'))).toBeNull()
    })

    it('R6: two runs race with every generation and the newest is live, in the list as well', async () => {
      const rows = Array.from({ length: 12 }, (_, at) => liveRow({ environment: 'race', mfe: 'cart', generation: at + 1 }))
      const results = await Promise.all(rows.toReversed().map((row) => target.table.activate(row)))
      expect(await target.table.list('race')).toEqual([rows.at(-1)])
      const history = await target.table.history(liveKey('race', 'cart'))
      expect(history).toHaveLength(results.filter(({ result }) => result === 'activated').length)
      expect(history[0]).toEqual(rows.at(-1))
    })
  })
})
