import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type DeploymentRequest, runTitle } from '@mfe-gitops/contract'
import { ActionError, createLog, livePorts, type Ports } from '../../packages/action-kit/src/index.ts'
import { zip } from '../../packages/artifact/test/zip.ts'
import { createGitHub } from '../../packages/github/src/index.ts'
import { type Actor, createVirtualClock, delayedFetch } from '../../packages/lab/src/clock/virtual-clock.ts'
import { startGitHub } from '../../packages/lab/src/github/index.ts'
import type { GitHubServer, RunRecord } from '../../packages/lab/src/github/types.ts'
import { configRepository } from './config-repository.ts'
import { type PlayStep, playSteps, workflowPath } from './deployment-run.ts'
import { type InProcess, runInProcess } from './in-process-action.ts'
import { type RegistryStub, startRegistryStub } from './npm-registry.ts'

/** How one deployment ended, on the virtual clock. */
export interface VirtualEnding {
  readonly runId: number
  readonly askedAt: number
  readonly endedAt: number
  /** Null when the request is in the base; else the reason code. */
  readonly failure: string | null
}

/** A config repository on a GitHub that enforces its limits, where an hour lasts as long as the work in it. */
export interface VirtualLab {
  readonly github: GitHubServer
  readonly start: number
  /** Asks for version `version` of an MFE so many milliseconds after the start, and plays the change job to its end. */
  deploy(order: {
    readonly mfe: string
    readonly version: string
    readonly at: number
    readonly batchSeconds: number
  }): Promise<VirtualEnding>
  close(): Promise<void>
}

/** From memory: how long a call to api.github.com takes from a hosted runner, in milliseconds; writes take two to five times as long. */
const latency = { least: 150, spread: 250 }

/** From memory: Node and a bundle take about half a second to start on a hosted runner. */
const stepStartMs = 500

const started = Date.parse('2026-11-22T12:00:00Z')

export async function startVirtualLab(mfes: readonly string[]): Promise<VirtualLab> {
  const temp = await mkdtemp(join(tmpdir(), 'virtual-lab-'))
  const clock = createVirtualClock(started)
  const github = await startGitHub({ dataDir: join(temp, 'github'), now: clock.now, limits: true })
  const registry = await startRegistryStub()
  github.createOrganization('acme')
  const { token: _, ...sender } = github.createUser('octocat')
  github.createUser('deployer')
  const app = await github.createRepository('acme/shop', { files: { 'README.md': 'shop\n' } })
  await github.createRepository(configRepository, { files: await configFiles(mfes, app.id) })
  github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment'] })
  const permissions = { contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read', actions: 'read', metadata: 'read' }
  const token = github.createToken('deployer', { repositories: [configRepository, 'acme/shop'], permissions })
  const stage: Stage = { temp, github, registry, token, sender }
  return {
    github,
    start: started,
    deploy: (order) =>
      clock.run(async (actor) => {
        await actor.sleep(order.at)
        return playRun(stage, actor, order)
      }),
    close: async () => {
      await Promise.all([github.close(), registry.close()])
      await rm(temp, { recursive: true, force: true })
    },
  }
}

interface Stage {
  readonly temp: string
  readonly github: GitHubServer
  readonly registry: RegistryStub
  readonly token: string
  readonly sender: RunRecord['actor']
}

async function playRun(stage: Stage, actor: Actor, order: Parameters<VirtualLab['deploy']>[0]): Promise<VirtualEnding> {
  const { github, registry, token } = stage
  const askedAt = actor.now()
  registry.publish(`@acme/${order.mfe}`, order.version)
  const request = requestOf(order, askedAt)
  const run = await createRun(stage, request)
  const world = worldOf(stage, actor, { run, request })
  let failure: string | null = null
  const step: PlayStep = async (_, action, inputs) => {
    await actor.sleep(stepStartMs)
    try {
      return await runInProcess(action, { token, repository: configRepository, registry: registry.url, ...inputs }, world)
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      failure = error.code
      return null
    }
  }
  await playSteps(step, request, { batchSeconds: order.batchSeconds })
  github.runs.update(run.id, { status: 'completed', conclusion: failure === null ? 'success' : 'failure' })
  return { runId: run.id, askedAt, endedAt: actor.now(), failure }
}

function worldOf(
  { temp, github, sender }: Stage,
  actor: Actor,
  { run, request }: { run: RunRecord; request: DeploymentRequest },
): InProcess {
  const random = randomOf(run.id)
  const urls = github.urlsOfRun(run.id)
  const env = {
    RUNNER_TEMP: temp,
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: urls.apiUrl,
    GITHUB_GRAPHQL_URL: urls.graphqlUrl,
    GITHUB_REPOSITORY: configRepository,
    GITHUB_EVENT_NAME: 'repository_dispatch',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: String(run.id),
    GITHUB_WORKFLOW_REF: `${configRepository}/${workflowPath}@refs/heads/main`,
  }
  const fetch = delayedFetch(actor, () => latency.least + latency.spread * random())
  const [owner, name] = configRepository.split('/')
  const repository = { full_name: configRepository, name, owner: { login: owner }, default_branch: 'main' }
  const ports: Ports = {
    ...livePorts(env),
    log: createLog(() => {}),
    github: (token) => createGitHub({ ...urls, token, fetch, random, now: actor.now, sleep: actor.sleep }),
    fetch,
    random,
    now: actor.now,
    sleep: actor.sleep,
    event: () => ({ action: request.type, client_payload: request, sender: { id: sender.id, login: sender.login }, repository }),
  }
  return { ports, service: { uploadArtifact: (n, files) => upload(n, files), deleteArtifact: async () => {} } }

  async function upload(artifact: string, files: string[]): Promise<void> {
    // Announce, send and close: three calls to the artifact service, which is none of the API's.
    await actor.sleep(3 * latency.least)
    const [file = ''] = files
    const path = join(temp, `${run.id}-${artifact}.zip`)
    await writeFile(path, await zip({ [basename(file)]: await readFile(file) }))
    await github.runs.addArtifact(run.id, { name: artifact, file: path })
  }
}

async function createRun({ github, sender }: Stage, request: DeploymentRequest): Promise<RunRecord> {
  return github.runs.create({
    repository: configRepository,
    name: 'Deploy',
    displayTitle: runTitle(request),
    event: 'repository_dispatch',
    headSha: (await github.branchHead(configRepository, 'main')) ?? '',
    headBranch: 'main',
    path: workflowPath,
    actor: sender,
    status: 'in_progress',
  })
}

function requestOf({ mfe, version }: { mfe: string; version: string }, at: number): DeploymentRequest {
  return {
    type: 'deploy-mfe-trigger',
    timestamp: new Date(at).toISOString(),
    user: 'octocat',
    mfe,
    version,
    environment: 'staging',
    cache_invalidation_keys: '',
    repository: 'acme/shop',
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
  }
}

async function configFiles(mfes: readonly string[], repositoryId: number): Promise<Record<string, string>> {
  const gitops = await readFile(join(import.meta.dirname, '../../examples/gitops-config/gitops.yaml'), 'utf8')
  const registration = (mfe: string) => `schema: 1
mfe: ${mfe}
repository: acme/shop
repositoryId: ${repositoryId}
workflow: .github/workflows/micro-frontend-cd.yml
artifact: { source: npm, name: '@acme/${mfe}', entry: index.js }
environments: { staging: {} }
`
  return {
    'gitops.yaml': gitops,
    [workflowPath]: 'on: { repository_dispatch: {}, workflow_dispatch: {} }\njobs: {}\n',
    ...Object.fromEntries(mfes.map((mfe) => [`mfes/${mfe}.yaml`, registration(mfe)])),
  }
}

/** The same numbers in every run of this program (xorshift32). */
function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
