import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import { createGitHub, type GitHub } from '../../packages/github/src/index.ts'
import { startGitHub } from '../../packages/lab/src/github/index.ts'
import type { GitHubOptions, GitHubServer } from '../../packages/lab/src/github/types.ts'
import { type RegistryStub, startRegistryStub } from './npm-registry.ts'
import { type ActionCall, type ActionRun, runAction } from './run-action.ts'

export const configRepository = 'acme/gitops-config'

export interface ChangeLab {
  readonly github: GitHubServer
  readonly registry: RegistryStub
  readonly temp: string
  /** Of the actions: it may write in the config repository. */
  readonly token: string
  /** GitHub as a person sees it who may do everything. */
  readonly person: GitHub
  request(fields?: Partial<DeploymentRequest>): DeploymentRequest
  /** Runs one action of the change half in the config repository, with a token that may write there. */
  run(action: string, inputs: Readonly<Record<string, string>>, event?: unknown, process?: RunProcess): Promise<ActionRun>
  /** A repository_dispatch event that carries the request. */
  event(request: DeploymentRequest): unknown
  close(): Promise<void>
}

/** What a test does to the process of a step beyond its inputs. */
export type RunProcess = Pick<ActionCall, 'env' | 'onStart'>

/** Gives the local target of the config repository a folder of the lab's own, below which nothing is yet; answers the folder. */
export async function nameTargetFolder({ github, temp }: Pick<ChangeLab, 'github' | 'temp'>): Promise<string> {
  const directory = join(temp, 'target')
  const gitops = (await github.readFile(configRepository, 'main', 'gitops.yaml')) ?? ''
  const files = { 'gitops.yaml': gitops.replace(/provider: local.*/, `provider: local\n    directory: ${directory}`) }
  await github.commitFiles(configRepository, { message: 'Name the folder of the target', files })
  return directory
}

const examples = join(import.meta.dirname, '../../examples')

/** The example config repository on the lab's GitHub, its rules on, with a registry that holds two packages. */
export async function startChangeLab(
  files: Readonly<Record<string, string>> = {},
  clock: Pick<GitHubOptions, 'now'> = {},
): Promise<ChangeLab> {
  const temp = await mkdtemp(join(tmpdir(), 'change-lab-'))
  const github = await startGitHub({ dataDir: join(temp, 'github'), ...clock })
  const registry = await startRegistryStub()
  github.createOrganization('acme')
  const { token: everything, ...octocat } = github.createUser('octocat')
  const cart = await github.createRepository('acme/cart', { files: { 'README.md': 'cart\n' } })
  await github.createRepository(configRepository, { files: { ...(await exampleFiles(cart.id)), ...files } })
  github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment'] })
  const permissions = { contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read', metadata: 'read' }
  const token = github.createToken(octocat.login, { repositories: [configRepository, 'acme/cart'], permissions })
  const repository = { full_name: configRepository, name: 'gitops-config', default_branch: 'main' }
  return {
    github,
    registry,
    temp,
    token,
    person: createGitHub({ apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl, token: everything }),
    request: (fields = {}) => ({ ...plainRequest, ...fields }),
    event: (request) => ({ action: request.type, client_payload: request, sender: { id: octocat.id, login: octocat.login }, repository }),
    run: (action, inputs, event = { repository }, { env, ...process } = {}) =>
      runAction({
        ...process,
        action,
        event,
        temp,
        inputs: { token, repository: configRepository, registry: registry.url, ...inputs },
        env: {
          GITHUB_REPOSITORY: configRepository,
          GITHUB_EVENT_NAME: 'repository_dispatch',
          GITHUB_API_URL: github.apiUrl,
          GITHUB_GRAPHQL_URL: github.graphqlUrl,
          GITHUB_SERVER_URL: github.url,
          GITHUB_RUN_ID: '1',
          ...env,
        },
      }),
    close: async () => {
      await Promise.all([github.close(), registry.close()])
      await rm(temp, { recursive: true, force: true, maxRetries: 5 }) // git may still tidy up
    },
  }
}

const plainRequest: DeploymentRequest = {
  type: 'deploy-mfe-trigger',
  timestamp: '2026-11-22T21:38:18.123Z',
  user: 'octocat',
  mfe: 'cart',
  version: '1.0.0',
  environment: 'staging',
  cache_invalidation_keys: '',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'a'.repeat(40),
}

async function exampleFiles(cartId: number): Promise<Record<string, string>> {
  const read = (path: string) => readFile(join(examples, 'gitops-config', path), 'utf8')
  return {
    'gitops.yaml': await read('gitops.yaml'),
    'mfes/cart.yaml': (await read('mfes/cart.yaml')).replace(/repositoryId: \d+/, `repositoryId: ${cartId}`),
    'mfes/search.yaml': await read('mfes/search.yaml'),
  }
}
