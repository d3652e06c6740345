import { type CloudFrontServer, labKeys, startCloudFront } from '@mfe-gitops/lab'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAwsTarget } from '../../packages/targets/src/aws/index.ts'
import { type Target, waitForPurge } from '../../packages/targets/src/index.ts'

// CloudFront as its documentation describes it: nothing has to be installed, and nothing here takes its time.
let cloudFront: CloudFrontServer
let target: Target
/** Every pause, in milliseconds; a test may let the world move on in it. */
let pauses: number[]
let onPause: () => void
beforeEach(async () => {
  pauses = []
  onPause = () => {}
  cloudFront = await startCloudFront()
  const clock = {
    now: () => 0,
    random: () => 0.5,
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds)
      onPause()
    },
  }
  const descriptor = { provider: 'aws', region: 'eu-central-1', distribution: cloudFront.distribution } as const
  const env = { ...labKeys, AWS_ENDPOINT_URL_CLOUDFRONT: cloudFront.url, AWS_MAX_ATTEMPTS: '1' }
  target = await openAwsTarget(descriptor, env, { clock })
})
afterEach(async () => {
  await target.close()
  await cloudFront.close()
})

const paths = (count: number, folder = '/cart') => Array.from({ length: count }, (_, at) => `${folder}/${at}.js`)
const purge = (keys: { paths?: string[]; tags?: string[] }, reference = 'request-1') =>
  target.cache.purge({ reference, paths: [], tags: [], ...keys })
const created = () => cloudFront.invalidations.views.map(({ callerReference, items }) => ({ callerReference, items }))
const busy = { status: 400, code: 'TooManyInvalidationsInProgress', message: 'Too many.' }

describe('a purge on CloudFront', () => {
  it('release case 29: takes paths and tags in one invalidation, encoded, and says what it costs', async () => {
    const made = await purge({ paths: ['/cart/größe.js', '/cart/a%20b.js', '/shop/*'], tags: ['cart'] })
    expect(made).toMatchObject({ status: 'in-progress', charged: 4 })
    expect(created()).toEqual([{ callerReference: 'request-1', items: ['#cart', '/cart/a%20b.js', '/cart/gr%C3%B6%C3%9Fe.js', '/shop/*'] }])
    expect(await target.cache.status(made.id)).toEqual({ ...made, status: 'completed' })
  })

  it('release case 26: makes no call for an empty list', async () => {
    expect(await purge({})).toEqual({ id: 'none', status: 'completed', charged: 0 })
    expect(cloudFront.calls).toEqual([])
  })

  it('is the same invalidation when it is repeated, and refused when its reference is taken', async () => {
    const first = await purge({ paths: ['/a', '/b'] })
    expect((await purge({ paths: ['/b', '/a'] })).id).toBe(first.id)
    await expect(purge({ paths: ['/c'] })).rejects.toMatchObject({
      code: 'purge-failed',
      message: expect.stringContaining('exists with other keys'),
    })
    expect(created()).toHaveLength(1)
  })

  it('widens more paths than the quota to their folder, which costs one path', async () => {
    expect(await purge({ paths: [...paths(3_001), '/shell.html'] })).toMatchObject({ charged: 2 })
    expect(created()).toEqual([{ callerReference: 'request-1', items: ['/shell.html', '/cart/*'] }])
  })

  it('cuts what cannot be widened, and waits for room in the quota', async () => {
    cloudFront.invalidations.hold()
    onPause = () => cloudFront.invalidations.complete()
    const made = await purge({ paths: paths(3_001, '') })
    expect(created().map(({ callerReference, items }) => [callerReference, items.length])).toEqual([
      ['request-1-1-of-2', 3_000],
      ['request-1-2-of-2', 1],
    ])
    expect(pauses).toHaveLength(1)
    expect(made).toMatchObject({ id: 'I0000000000001+I0000000000002', charged: 3_001 })
    expect(await target.cache.status(made.id)).toMatchObject({ status: 'completed', charged: 3_001 })
    expect((await purge({ paths: paths(3_001, '') })).id).toBe(made.id)
  })

  it('waits for others who have all wildcards in progress', async () => {
    cloudFront.invalidations.hold()
    await purge({ paths: Array.from({ length: 15 }, (_, at) => `/m${at}/*`) }, 'other')
    onPause = () => pauses.length === 3 && cloudFront.invalidations.complete()
    await purge({ paths: ['/cart/*'] })
    expect(pauses).toEqual([750, 1_500, 3_000])
  })

  it.each([
    busy,
    { status: 503, code: 'ServiceUnavailable', message: 'Away.' },
    { status: 400, code: 'Throttling', message: 'Rate exceeded' },
    { status: 500, code: 'InternalError', message: 'Internal error.' },
  ])('release case 27, fault 65: comes through $code', async (refusal) => {
    cloudFront.fail(refusal, 8)
    expect(await purge({ paths: ['/a'] })).toMatchObject({ charged: 1 })
    expect(pauses).toHaveLength(8)
  })

  it('release case 27: gives up within ten minutes, with one clear error', async () => {
    cloudFront.fail(busy, 1_000)
    await expect(purge({ paths: ['/a'] })).rejects.toMatchObject({
      code: 'purge-failed',
      message: expect.stringContaining('TooManyInvalidationsInProgress'),
    })
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(600_000)
  })

  it.each([
    ['AccessDenied', 403, /Give the role the rights/],
    ['NoSuchDistribution', 404, /Create it, or correct its name/],
    ['InvalidArgument', 400, /InvalidArgument, status 400/],
  ])('does not repeat %s', async (code, status, message) => {
    cloudFront.fail({ status, code, message: 'No.' }, 1)
    await expect(purge({ paths: ['/a'] })).rejects.toMatchObject({ code: 'purge-failed', message: expect.stringMatching(message) })
    expect(pauses).toEqual([])
  })
})

describe('waiting for a purge', () => {
  it('release case 28: looks early, then less often, and ends with the purge', async () => {
    let now = 0
    const slept: number[] = []
    const sleep = async (milliseconds: number) => {
      slept.push(milliseconds)
      now += milliseconds
      if (now > 20_000) cloudFront.invalidations.complete()
    }
    cloudFront.invalidations.hold()
    const made = await purge({ paths: ['/a'] })
    const ended = await waitForPurge(target.cache, made, { timeoutMs: 60_000, now: () => now, sleep })
    expect(ended.status).toBe('completed')
    expect(slept).toEqual([1_000, 1_500, 2_250, 3_375, 5_062.5, 7_593.75])
  })

  it('release case 28: a time that runs out is no failure', async () => {
    let now = 0
    cloudFront.invalidations.hold()
    const made = await purge({ paths: ['/a'] })
    const sleep = async (milliseconds: number) => {
      now += milliseconds
    }
    expect(await waitForPurge(target.cache, made, { timeoutMs: 30_000, now: () => now, sleep })).toEqual(made)
    expect(now).toBe(30_000)
  })
})
