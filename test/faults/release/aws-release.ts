import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CloudFrontServer, type FaultProxy, type LabAws, startAws, startFaultProxy } from '@mfe-gitops/lab'
import { startCloudFront } from '../../../packages/lab/src/cloud/cloudfront.ts'
import { openAwsTarget } from '../../../packages/targets/src/aws/index.ts'
import { liveKey, type Target } from '../../../packages/targets/src/index.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../../harness/config-repository.ts'
import { packBuild } from '../../rollout/packed-build.ts'
import { startOldEdge } from './old-edge.ts'
import type { ReleasePlace } from './release-half.ts'
import { desiredState, gitopsConfig, seedVersion } from './release-input.ts'
import { findIncomplete } from './release-state.ts'
import { plainRelease, type ReleaseStory, releaseStories } from './release-story.ts'

export const services = ['github', 'registry', 's3', 'dynamodb', 'cloudfront'] as const
export type Service = (typeof services)[number]

/** One release to AWS that is about to begin: version 1.0.0 is live, the desired state of `commit` asks for that of its story. */
export interface AwsRelease extends ReleasePlace {
  readonly commit: string
  readonly proxies: Readonly<Record<Service, FaultProxy>>
  /** The target without the proxies in between. */
  readonly target: Target
  readonly cloudFront: CloudFrontServer
  /** What the live row pointed to and the store did not hold, at a moment when the table had just changed. */
  readonly brokenPromises: readonly string[]
  /** A name without what differs from release to release. */
  plain(text: string): string
  close(): Promise<void>
}

/** Services for any number of releases, each in an environment and below a prefix of its own. */
export interface ReleaseLab {
  begin(story?: ReleaseStory): Promise<AwsRelease>
  close(): Promise<void>
}

export async function startReleaseLab(): Promise<ReleaseLab> {
  const directory = await mkdtemp(join(tmpdir(), 'release-lab-'))
  const lab = await startChangeLab()
  const aws = await startAws(directory)
  const edge = await startOldEdge()
  const integrities = new Map<string, string>()
  for (const { version, files } of releaseStories)
    integrities.set(version, integrities.get(version) ?? lab.registry.publish('@acme/cart', version, await packBuild(files)))
  let begun = 0
  let committed: Promise<unknown> = Promise.resolve()
  const begin = ({ version, isTakenBack } = plainRelease) => {
    begun += 1
    const environment = `run-${begun}`
    const files = {
      'gitops.yaml': gitopsConfig(environment, { ...aws.descriptor, prefix: environment }),
      [`environments/${environment}/cart.yaml`]: desiredState(version, 2, integrities.get(version) ?? ''),
    }
    // One commit after the other, however many releases begin at once.
    const commit = committed.then(() => lab.github.commitFiles(configRepository, { message: environment, files }))
    committed = commit.catch(() => {})
    return commit.then((sha) => beginRelease({ lab, aws, environment, commit: sha, ...(isTakenBack ? { probeUrl: edge.url } : {}) }))
  }
  return {
    begin,
    close: async () => {
      await Promise.all([lab.close(), aws.close(), edge.close()])
      await rm(directory, { recursive: true, force: true })
    },
  }
}

interface Ground {
  readonly lab: ChangeLab
  readonly aws: LabAws
  readonly environment: string
  readonly commit: string
  readonly probeUrl?: string
}

async function beginRelease({ lab, aws, environment, commit, probeUrl }: Ground): Promise<AwsRelease> {
  const { descriptor, env } = aws
  const cloudFront = await startCloudFront({ distribution: descriptor.distribution ?? '' })
  const target = await openAwsTarget({ ...descriptor, prefix: environment }, { ...env, AWS_ENDPOINT_URL_CLOUDFRONT: cloudFront.url })
  await seedVersion(target, environment, '1.0.0')
  const brokenPromises: string[] = []
  const look = async () => {
    const live = await target.table.read(liveKey(environment, 'cart'))
    brokenPromises.push(...(live === null ? ['nothing is live'] : await findIncomplete(target.store, live)))
  }
  const onServed = async (request: string) => (request.includes('TransactWriteItems') ? look() : undefined)
  const proxies = {
    github: await startFaultProxy(lab.github.apiUrl),
    registry: await startFaultProxy(lab.registry.url),
    s3: await startFaultProxy(env.AWS_ENDPOINT_URL_S3 ?? ''),
    dynamodb: await startFaultProxy(env.AWS_ENDPOINT_URL_DYNAMODB ?? '', { onServed }),
    cloudfront: await startFaultProxy(cloudFront.url),
  }
  const endpoints = {
    ...Object.fromEntries(services.map((name) => [`AWS_ENDPOINT_URL_${name.toUpperCase()}`, proxies[name].url])),
    GITHUB_API_URL: `${proxies.github.url}${new URL(lab.github.apiUrl).pathname}`,
    GITHUB_GRAPHQL_URL: `${proxies.github.url}${new URL(lab.github.graphqlUrl).pathname}`,
  }
  const registry = `${proxies.registry.url}/`
  return {
    ...{ environment, commit, proxies, target, cloudFront, brokenPromises, ...(probeUrl === undefined ? {} : { probeUrl }) },
    plain: (text) =>
      text
        .replaceAll(environment, 'staging')
        .replaceAll(registry, 'https://registry.test/')
        .replaceAll(/uploadId=[^& ]+/g, 'uploadId=U'),
    run: (action, inputs, { env: own, ...process }) =>
      lab.run(action, { registry, ...inputs }, undefined, { ...process, env: { ...env, ...endpoints, ...own } }),
    close: async () => {
      await target.close()
      for (const service of [...Object.values(proxies), cloudFront]) await service.close()
    },
  }
}
