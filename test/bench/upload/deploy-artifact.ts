import { join } from 'node:path'
import { stringify } from 'yaml'
import { type ChangeLab, configRepository, startChangeLab } from '../../harness/config-repository.ts'
import { inputVariables } from '../../harness/run-action.ts'
import { changedCacheControl } from './other-tools.ts'
import type { PublishedPackage } from './pipeline.ts'
import type { UploadCase, Uploader } from './uploader.ts'
import type { Build } from './workload.ts'

const bundle = join(import.meta.dirname, '../../../actions/deploy-artifact/dist/index.js')
const environment = 'bench'

/** What our uploader reads: a config repository on the lab's GitHub, and a package registry, both in this process. */
export interface OurSources {
  /** The shipped bundle for one build, with or without compressed variants. */
  make(build: Build, place: { bucket: string; region: string }, compress: boolean): Promise<Uploader>
  /** Both versions of a build in the registry, for whoever fetches them in another way. */
  publish(build: Build): readonly [PublishedPackage, PublishedPackage]
  close(): Promise<void>
}

export async function startOurSources(): Promise<OurSources> {
  const lab = await startChangeLab()
  let builds = 0
  return {
    make: async (build, place, compress) =>
      uploaderOf(lab, await commitCases(lab, build, { ...place, compress, name: `build-${letter(builds++)}` }), compress),
    publish: ({ packages: [before, after] }) => {
      const name = `build-${letter(builds++)}`
      const put = (version: string, bytes: Uint8Array) => ({
        url: `${lab.registry.url}@acme/${name}/-/${name}-${version}.tgz`,
        integrity: lab.registry.publish(`@acme/${name}`, version, bytes),
      })
      return [put('1.0.0', before), put('1.0.1', after)]
    },
    close: () => lab.close(),
  }
}

/** The registry of tests takes a digit after a dash for a version. */
const letter = (index: number): string => String.fromCharCode(97 + index)

interface Plan {
  readonly bucket: string
  readonly region: string
  readonly compress: boolean
  readonly name: string
}

type Commits = Readonly<Record<UploadCase, string>>

/** One commit for each case: a release reads the commit that it is told, so all of them are made at once. */
async function commitCases(lab: ChangeLab, build: Build, { bucket, region, compress, name }: Plan): Promise<Commits> {
  const [before, after] = build.packages.map((bytes, index) => lab.registry.publish(`@acme/${name}`, `1.0.${index}`, bytes))
  const registration = (await lab.github.readFile(configRepository, 'main', 'mfes/cart.yaml')) ?? ''
  const entry = build.entry
  const commit = (message: string, files: Record<string, string>) => lab.github.commitFiles(configRepository, { message, files })
  const register = (rules: object) => {
    const artifact = { source: 'npm', name: `@acme/${name}`, directory: 'dist', entry }
    const rest = registration.replace(/\nartifact:\n(?: .*\n)*/, '\n').replace(/\nfiles:.*\n/, '\n')
    return `${rest}\n${stringify({ artifact }, { indent: 2 })}files: ${JSON.stringify([rules])}\n`
  }
  const state = (version: string, generation: number, integrity = '') => ({
    [`environments/${environment}/cart.yaml`]: desiredState(`@acme/${name}`, version, generation, integrity),
  })
  const rules = { match: '**', ...(compress ? {} : { compress: false }) }
  const gitops = {
    environments: { [environment]: { target: 's3', url: 'https://bench.test' } },
    targets: { s3: { provider: 'aws', region, bucket, table: 'none' } },
  }
  const fresh = await commit(`Deploy ${name}`, {
    'gitops.yaml': stringify({ schema: 1, ...gitops }),
    'mfes/cart.yaml': register(rules),
    ...state('1.0.0', 1, before),
  })
  const changed = await commit(`Change a file of ${name}`, state('1.0.1', 2, after))
  const headers = await commit(`Change the headers of ${name}`, {
    'mfes/cart.yaml': register({ ...rules, cacheControl: changedCacheControl }),
  })
  return { fresh, unchanged: fresh, 'one file changed': changed, 'headers changed': headers }
}

function desiredState(name: string, version: string, generation: number, integrity: string): string {
  return stringify({
    mfe: 'cart',
    version,
    generation,
    artifact: { source: 'npm', name, integrity },
    source: { repository: 'acme/cart', ref: 'refs/heads/main', sha: 'b'.repeat(40) },
    cacheInvalidationKeys: [],
    request: { id: 'a'.repeat(64), user: 'octocat', timestamp: '2026-11-22T21:38:18.123Z', type: 'deploy-mfe-trigger' },
  })
}

async function uploaderOf(lab: ChangeLab, commits: Commits, compress: boolean): Promise<Uploader> {
  const everything = 'fetches, verifies, unpacks and uploads the package'
  const inputs = { token: lab.token, repository: configRepository, registry: lab.registry.url, environment, mfe: 'cart' }
  const variables = await inputVariables('deploy-artifact', inputs)
  return {
    name: compress ? 'deploy-artifact, compressing' : 'deploy-artifact',
    version: 'this checkout',
    how: {
      fresh: everything,
      unchanged: 'reads the manifest',
      'one file changed': `${everything} as a new version: versions never change`,
      'headers changed': 'looks at every file, copies those with other headers inside the store',
    },
    command: (wanted, { endpoint, keys }) => ({
      program: process.execPath,
      args: [bundle],
      env: {
        ...keys,
        ...variables,
        INPUT_COMMIT: commits[wanted],
        AWS_ENDPOINT_URL_S3: endpoint,
        GITHUB_API_URL: lab.github.apiUrl,
        GITHUB_GRAPHQL_URL: lab.github.graphqlUrl,
        GITHUB_REPOSITORY: configRepository,
        GITHUB_RUN_ID: '1',
      },
    }),
  }
}
