import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareEndStates } from '../end-state.ts'
import { inParallel } from '../parallel.ts'
import { type ReleaseLab, startReleaseLab } from './aws-release.ts'
import { lackingServices } from './main.ts'
import { playRelease } from './play-release.ts'
import { type ReleaseCase, releaseCases } from './release-fault.ts'
import { runReleaseHalf } from './release-half.ts'
import { type ReleaseRecording, recordCleanRelease } from './release-recording.ts'
import { findIncomplete, readReleaseState } from './release-state.ts'
import { releaseStories } from './release-story.ts'

const lacking = lackingServices()

/** The calls that a story brings, by service. */
function countCalls({ story, calls }: ReleaseRecording) {
  const own = calls.filter((call) => story.isOwn(call))
  const groups = Map.groupBy(own, ({ service, writes }) => `${service} ${writes ? 'writes' : 'reads'}`)
  return Object.fromEntries([...groups].map(([name, group]) => [name, group.length]))
}

describe.skipIf(lacking !== null)(lacking ?? 'a release to AWS', () => {
  let lab: ReleaseLab
  let recordings: ReleaseRecording[]
  let cases: ReleaseCase[]
  beforeAll(async () => {
    lab = await startReleaseLab()
    recordings = []
    for (const story of releaseStories) recordings.push(await recordCleanRelease(lab, story))
    cases = recordings.flatMap(releaseCases)
  }, 300_000)
  afterAll(() => lab?.close())

  it('makes its cases from the calls of a clean run', () => {
    const [plain, large, withdrawn] = recordings.map(countCalls)
    expect(plain).toEqual({
      'github reads': 1,
      'registry reads': 2,
      's3 reads': 5, // two of them for marks of a prune
      's3 writes': 6, // two scripts, a style sheet with two variants, the manifest
      'dynamodb writes': 1,
      'dynamodb reads': 1,
      'cloudfront writes': 1,
    })
    // A look at what is there, the beginning, two parts, the end.
    expect(large).toEqual({ 's3 reads': 1, 's3 writes': 4 })
    // What is live, what was before, is it whole; taken back and purged; what to look for at the edge.
    // The look at the end of the first purge belongs to that purge.
    expect(withdrawn).toEqual({ 'dynamodb reads': 5, 's3 reads': 4, 'dynamodb writes': 1, 'cloudfront writes': 1 })
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length)
  })

  it('sees an object too many, and a live row that promises what is not there', async () => {
    const release = await lab.begin()
    const before = await readReleaseState(release)
    const body = new TextEncoder().encode('stray')
    const sha256 = '0'.repeat(64)
    await expect(
      release.target.store.putIfAbsent('cart/9.9.9/x.js', body, { contentType: 'x', cacheControl: 'y', sha256 }),
    ).rejects.toThrow()
    expect(compareEndStates(before, await readReleaseState(release))).toEqual([])
    await release.target.store.copy('cart/1.0.0/index.js', 'cart/9.9.9/index.js', { contentType: 'x', cacheControl: 'y' })
    expect(compareEndStates(before, await readReleaseState(release))).toEqual([expect.stringContaining('object cart/9.9.9/index.js')])
    const [live] = await release.target.table.list(release.environment)
    expect(await findIncomplete(release.target.store, live!)).toEqual([])
    await release.target.pruner.remove('cart/1.0.0/chunk-ABCD2345.js')
    expect(await findIncomplete(release.target.store, live!)).toEqual(['cart/1.0.0/chunk-ABCD2345.js is missing, or is another file'])
    await release.close()
  })

  // `npm run faults -- release` plays every case; here deaths and lost answers at the calls that change what others see.
  it('R2, R3, R6: ends as a clean release after a death or a lost answer at a write, and after an answer that never comes', {
    timeout: 600_000,
  }, async () => {
    const shows = /index\.js|manifest|Transact|invalidation/
    const deaths = cases.filter(({ name, call }) => name === 'crash-after' && call.writes && shows.test(call.request))
    const lost = cases.filter(
      ({ name, call, recording }) => name === 'drop-after' && call.writes && shows.test(call.request) && recording === recordings[0],
    )
    // Answers that never come, of each kind of client.
    const silent = ['github POST graphql silent', 'registry GET cart-1.1.0.tgz silent-after', 's3 PUT mfe-manifest.json silent-after']
    const sample = [...deaths, ...lost, ...cases.filter(({ title }) => silent.some((end) => title === `deploy-artifact ${end}`))]
    expect([deaths.length, lost.length, sample.length]).toEqual([6, 4, 13])
    const results = await inParallel(sample, 2, (one) => playRelease(one, lab))
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([])
  })

  it('R10: a refusal at any service before the flip leaves the version before live, and the release goes through later', {
    timeout: 300_000,
  }, async () => {
    const refusals = cases.filter(
      ({ name, call }) => name === 'refused' && call.action !== 'invalidate-cache' && !call.request.endsWith('.Query'),
    )
    const sample = [
      refusals[0],
      refusals.find(({ call }) => call.request.includes('manifest')),
      refusals.findLast(({ call }) => call.service === 'dynamodb'),
    ]
    for (const one of sample) {
      const release = await lab.begin()
      const { call, fault } = one!
      const stop = release.proxies[call.service].add({ ...fault, request: /./ })
      const { failed } = await runReleaseHalf(release, release.commit)
      expect([failed?.action, failed?.run.outputs.outcome]).toEqual([call.action, 'failed'])
      expect(await release.target.table.list(release.environment)).toMatchObject([{ version: '1.0.0', generation: 1 }])
      stop()
      expect((await runReleaseHalf(release, release.commit)).failed).toBeNull()
      expect(compareEndStates(recordings[0]!.endState, await readReleaseState(release))).toEqual([])
      await release.close()
    }
  })

  it('R10, release case 23, fault 66: a refusal of the CDN after the flip says which step remains, and the next run purges', {
    timeout: 300_000,
  }, async () => {
    const release = await lab.begin()
    const { call, fault } = cases.find(({ name, call }) => name === 'refused' && call.service === 'cloudfront')!
    const stop = release.proxies[call.service].add({ ...fault, request: /./ })
    const { failed } = await runReleaseHalf(release, release.commit)
    expect([failed?.action, JSON.parse(failed?.run.outputs.reasons ?? '[]')]).toMatchObject([
      'invalidate-cache',
      [{ code: 'purge-failed' }],
    ])
    expect(await release.target.table.list(release.environment)).toMatchObject([{ version: '1.1.0', generation: 2 }])
    expect(release.cloudFront.invalidations.views).toEqual([])
    stop()
    expect((await runReleaseHalf(release, release.commit)).failed).toBeNull()
    expect(compareEndStates(recordings[0]!.endState, await readReleaseState(release))).toEqual([])
    await release.close()
  })
})
