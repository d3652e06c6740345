import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, livePorts, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import { type DeploymentRequest, parseRequest, type Receipt, requestId, runTitle, type StageName, stages } from '@mfe-gitops/contract'
import { createGitHub } from '@mfe-gitops/github'
import { strToU8, zipSync } from 'fflate'
import { type GitHubServer, type RunRecord, startGitHub, type WebhookEvent } from '../../../packages/lab/src/github/index.ts'
import type { RequestDeploymentInputs } from '../src/inputs.ts'
import { main } from '../src/main.ts'

export const repository = 'acme/gitops-config'
export const mergeCommit = 'c'.repeat(40)
// The real time at the start, because test/sender sends the same request by processes that have the real clock.
const started = Date.now()

export const request: DeploymentRequest = {
  type: 'deploy-mfe-trigger',
  timestamp: new Date(started).toISOString(),
  user: 'octocat',
  mfe: 'cart',
  version: '1.4.0',
  environment: 'staging',
  cache_invalidation_keys: '',
  repository: 'acme/cart',
  ref: 'refs/heads/main',
  sha: 'b'.repeat(40),
}

export const dispatcherPermissions = { metadata: 'read', contents: 'write', actions: 'read', pull_requests: 'read' }

/** A config repository on the lab's GitHub, a clock that only moves when somebody sleeps, and a pipeline that is played by hand. */
export interface Scene {
  readonly github: GitHubServer
  readonly log: () => string
  readonly clock: () => number
  readonly cancel: () => void
  /** Called for every dispatch that arrives, in place of the default that starts a run. */
  onDispatch: (event: WebhookEvent, request: DeploymentRequest) => void
  /** How far the clock of the runner is behind GitHub's. */
  runnerBehind: number
  /** What happens during each pause of the waiter, one entry a pause. */
  script: (() => void | Promise<void>)[]
  readonly run: (change?: Partial<RequestDeploymentInputs>) => Promise<Ending>
  readonly token: (permissions: Record<string, string>) => string
  readonly close: () => Promise<void>
}

export interface Ending {
  readonly outputs: Outputs
  readonly failed: boolean
  readonly code: string | null
  readonly message: string
}

const workflow = 'on: { repository_dispatch: {}, workflow_dispatch: { inputs: { request: { type: string, required: true } } } }\njobs: {}\n'

export async function openScene(): Promise<Scene> {
  const temp = mkdtempSync(join(tmpdir(), 'request-deployment-'))
  let now = started
  const lines: string[] = []
  let cancellation = new AbortController()
  const github = await startGitHub({ dataDir: join(temp, 'github'), now: () => now })
  github.createOrganization('acme')
  github.createUser('dispatcher')
  await github.createRepository(repository, { files: { 'README.md': 'x', '.github/workflows/deploy.yml': workflow } })
  const token = (permissions: Record<string, string>) => github.createToken('dispatcher', { repositories: [repository], permissions })
  const scene: Scene = {
    github,
    log: () => lines.join(''),
    clock: () => now,
    cancel: () => cancellation.abort(),
    onDispatch: (event, asked) => void startRun(github, event, asked),
    runnerBehind: 0,
    script: [],
    token,
    run: async (change = {}) => {
      cancellation = new AbortController()
      const ports = portsOf({ temp, github, lines, now: () => now - scene.runnerBehind, sleep, cancellation: () => cancellation.signal })
      return main({ ...inputsFor(token(dispatcherPermissions)), ...change }, ports).then(
        (outputs) => ({ outputs, failed: false, code: null, message: '' }),
        (error) => ({ outputs: error.outputs, failed: true, code: error.code, message: error.message }),
      )
    },
    close: async () => {
      await github.close()
      rmSync(temp, { recursive: true, force: true })
    },
  }
  async function sleep(ms: number, signal?: AbortSignal) {
    signal?.throwIfAborted()
    now += ms
    await scene.script.shift()?.()
    signal?.throwIfAborted()
  }
  github.on('webhook', (event) => {
    const { client_payload, inputs } = event.payload as { client_payload?: unknown; inputs?: { request?: string } }
    const parsed = parseRequest(client_payload ?? inputs?.request ?? '')
    if (parsed.ok && event.startsWorkflows) scene.onDispatch(event, parsed.value)
  })
  return scene
}

function portsOf(parts: {
  temp: string
  github: GitHubServer
  lines: string[]
  now: () => number
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  cancellation: () => AbortSignal
}): Ports {
  const { temp, github, lines, now, sleep, cancellation } = parts
  const env = {
    RUNNER_TEMP: temp,
    GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_REPOSITORY: 'acme/cart',
  }
  writeFileSync(env.GITHUB_STEP_SUMMARY, '')
  return {
    ...livePorts(env),
    log: createLog((line) => void lines.push(line)),
    github: (token) => createGitHub({ apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl, token, sleep, now, random: () => 0 }),
    now,
    sleep,
    cancellation,
  }
}

function inputsFor(token: string): RequestDeploymentInputs {
  const { cache_invalidation_keys: cacheInvalidationKeys, timestamp: _, ...fields } = request
  return {
    token,
    config: { owner: 'acme', repo: 'gitops-config' },
    transport: 'repository_dispatch',
    workflow: 'deploy.yml',
    fields: { ...fields, cacheInvalidationKeys, timestamp: undefined },
    waitFor: 'deployment',
    discoveryMs: 60_000,
    waitMs: 600_000,
    pollMs: 10_000,
  }
}

/** Starts the run that a caller workflow with the right run-name starts. */
export function startRun(github: GitHubServer, event: WebhookEvent, asked: DeploymentRequest, title = runTitle(asked)): RunRecord {
  return github.runs.create({
    ...(event.workflow === undefined ? {} : { id: event.workflow.runId }),
    repository,
    name: 'Deploy',
    displayTitle: title,
    event: event.name,
    headSha: event.sha,
    headBranch: 'main',
    path: '.github/workflows/deploy.yml',
    actor: event.actor,
    status: 'in_progress',
  })
}

type Result = 'success' | 'failure' | 'skipped' | 'cancelled'

/** What it takes to play a run. */
export type Stage = Pick<Scene, 'github' | 'clock'>

/** Ends a stage of a run: as the last step of the last job, or of a new job when the stage begins the release. */
export function endStage(scene: Stage, run: RunRecord, name: StageName, conclusion: Result = 'success'): void {
  const { runs } = scene.github
  const current = runs.get(run.id)?.jobs ?? []
  const job = current.at(-1)
  const here =
    job === undefined || name === 'uploaded'
      ? runs.addJob(run.id, { name: `deploy / ${name === 'uploaded' ? 'release' : 'change'}`, status: 'in_progress' })
      : job
  if (job !== undefined && job !== here) runs.updateJob(run.id, job.id, { status: 'completed', conclusion: 'success' })
  const at = new Date(scene.clock()).toISOString()
  const step = {
    name: stages[name],
    number: here.steps.length + 1,
    status: 'completed',
    conclusion,
    startedAt: at,
    completedAt: at,
  } as const
  runs.updateJob(run.id, here.id, { steps: [...here.steps, step] })
}

/** Ends the run and its open job. */
export function endRun(scene: Stage, run: RunRecord, conclusion: NonNullable<RunRecord['conclusion']> = 'success'): void {
  const { runs } = scene.github
  const job = runs.get(run.id)?.jobs.at(-1)
  if (job !== undefined) runs.updateJob(run.id, job.id, { status: 'completed', conclusion })
  runs.update(run.id, { status: 'completed', conclusion })
}

/** Attaches a receipt to a run. */
export async function attachReceipt(scene: Stage, run: RunRecord, receipt: Receipt, name = 'deployment-receipt'): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'receipt-')), 'receipt.zip')
  writeFileSync(file, zipSync({ 'receipt.json': strToU8(JSON.stringify(receipt)) }))
  await scene.github.runs.addArtifact(run.id, { name, file })
}

/** The receipt of a deployment that went well, changed as needed. */
export function receiptFor(scene: Stage, run: RunRecord, asked: DeploymentRequest, change: Partial<Receipt> = {}): Receipt {
  return {
    schema: 1,
    outcome: 'deployed',
    reasons: [],
    requestId: requestId(asked),
    request: asked,
    proof: 'basic',
    pullRequest: { number: 17, url: `${scene.github.url}/${repository}/pull/17` },
    mergeCommit,
    generation: 3,
    version: { requested: asked.version, live: asked.version, previous: '1.3.2' },
    artifact: { name: '@acme/cart', integrity: `sha512-${Buffer.alloc(64, 7).toString('base64')}` },
    url: 'https://staging.example.com/cart/cart.js',
    changes: [],
    stages: [],
    run: { repository, id: run.id, attempt: run.attempt, url: `${scene.github.url}/${repository}/actions/runs/${run.id}` },
    purge: null,
    ...change,
  }
}

const happyStages: readonly StageName[] = ['accepted', 'changed', 'pull-request', 'checked', 'merged', 'uploaded', 'live', 'purged']

/** Scripts a whole deployment that goes well, a stage a pause. */
export function playHappyPath(scene: Scene): void {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    scene.script = [
      ...happyStages.map((name) => () => endStage(scene, run, name)),
      async () => {
        await attachReceipt(scene, run, receiptFor(scene, run, asked))
        endRun(scene, run)
      },
    ]
  }
}
