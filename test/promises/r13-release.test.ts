import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget, type Target } from '../../packages/targets/src/index.ts'
import { type AwsRelease, type ReleaseLab, services, startReleaseLab } from '../faults/release/aws-release.ts'
import { lackingServices } from '../faults/release/main.ts'
import { runReleaseHalf } from '../faults/release/release-half.ts'
import { desiredState, gitopsConfig, sourceFiles } from '../faults/release/release-input.ts'
import { isWrite } from '../faults/release/release-recording.ts'
import { readReleaseState } from '../faults/release/release-state.ts'
import { configRepository, startChangeLab } from '../harness/config-repository.ts'
import { packBuild } from '../rollout/packed-build.ts'

const lacking = lackingServices()

describe.skipIf(lacking !== null)(lacking ?? 'a release to AWS that was made already', () => {
  let lab: ReleaseLab
  let release: AwsRelease
  beforeAll(async () => {
    lab = await startReleaseLab()
    release = await lab.begin()
    expect((await runReleaseHalf(release, release.commit)).failed).toBeNull()
  }, 300_000)
  afterAll(async () => {
    await release?.close()
    await lab?.close()
  })

  it('R13: stores nothing, fetches nothing, and what the table and the CDN are asked changes nothing', { timeout: 300_000 }, async () => {
    const [before, purges] = [await readReleaseState(release), release.cloudFront.invalidations.views.length]
    const seen = Object.fromEntries(services.map((service) => [service, release.proxies[service].requests.length]))
    expect((await runReleaseHalf(release, release.commit)).failed).toBeNull()
    const requests = services.map((service) => [service, release.proxies[service].requests.slice(seen[service])] as const)
    const asked = Object.fromEntries(requests.map(([service, names]) => [service, names.filter((name) => isWrite(service, name)).length]))
    // The flip is a condition that does not hold, the purge one that CloudFront knows by its reference.
    expect(asked).toEqual({ github: 0, registry: 0, s3: 0, dynamodb: 1, cloudfront: 1 })
    expect(requests.find(([service]) => service === 'registry')?.[1]).toEqual([])
    expect(await readReleaseState(release)).toEqual(before)
    expect(release.cloudFront.invalidations.views).toHaveLength(purges)
  })
})

it('R13: a release to files that was made already changes neither files nor rows', async () => {
  const lab = await startChangeLab()
  const descriptor = { provider: 'local', directory: join(lab.temp, 'target') } as const
  const target = await openTarget(descriptor, {})
  try {
    const integrity = lab.registry.publish('@acme/cart', '1.0.0', await packBuild(sourceFiles('1.0.0')))
    const files = {
      'gitops.yaml': gitopsConfig('staging', descriptor),
      'environments/staging/cart.yaml': desiredState('1.0.0', 1, integrity),
    }
    const commit = await lab.github.commitFiles(configRepository, { message: 'Ask for 1.0.0', files })
    const release = () =>
      runReleaseHalf({ environment: 'staging', run: (action, inputs, process) => lab.run(action, inputs, undefined, process) }, commit)
    expect((await release()).failed).toBeNull()
    const before = await everythingIn(target)
    const packages = lab.registry.requests.length
    const { steps, failed } = await release()
    expect(failed).toBeNull()
    expect(steps.map(({ run }) => run.outputs)).toMatchObject([
      { uploaded: '0', mended: '0' },
      { activated: 'false' },
      { status: 'completed' },
    ])
    expect(lab.registry.requests).toHaveLength(packages)
    expect(await everythingIn(target)).toEqual(before)
  } finally {
    await target.close()
    await lab.close()
  }
})

/** Objects with their headers, live rows, history with its times, purges. */
async function everythingIn({ store, table, feed }: Target) {
  const objects = await Promise.all((await store.list('')).map(({ key }) => store.head(key)))
  return { objects, live: await table.list('staging'), history: await table.history('staging#cart'), purges: await feed?.after(0) }
}
