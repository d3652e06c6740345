import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PortDescriptor, Target } from '@mfe-gitops/targets'
import { type EdgeServer, startEdgeServer } from '../edge-server.ts'
import { startGitHub } from '../github/index.ts'
import type { ArtifactRecord, GitHubServer, RunRecord } from '../github/types.ts'
import { type Registry, startRegistry } from '../registry/registry.ts'
import { provideSeed } from '../registry/seed.ts'
import { exportLibrary, type Library, missingBundles } from '../runner/library.ts'
import { type Runner, startRunner } from '../runner/runner.ts'
import { findTools, libraryRoot } from '../runner/tools.ts'
import type { Deployment } from './deployment.ts'
import { type DeploymentTracker, trackDeployments } from './deployment-tracker.ts'
import { type Push, pushFiles } from './git-push.ts'
import { type LabTargetName, startLabTarget } from './lab-target.ts'
import type { Organization, OrganizationOptions } from './organization.ts'
import { createOrganization } from './organization-setup.ts'
import { type ReceiptLike, readArtifact, readReceipts } from './receipt-file.ts'
import { type RestAnswer, sendRest } from './rest-client.ts'
import { createWaiter, type WaitFor } from './waiting.ts'

export interface LabOptions {
  /** Working tree of the library. Default: the one this file belongs to. */
  readonly root?: string
  /** Where deployments go. Default: local. */
  readonly target?: LabTargetName
  /** Default: a new folder below the system's temporary folder, removed when the lab closes. A folder that is given stays. */
  readonly directory?: string
  /** Gets what every run prints. */
  readonly onLine?: (line: string, run: RunRecord) => void
  /** Gets one line per request and event of the lab's GitHub. */
  readonly onRequest?: (line: string) => void
  /** Leaves the checkouts and workspaces of runs behind when they end, for a look. */
  readonly keepRunFiles?: boolean
}

/** A whole world on one machine, and the only thing a scenario gets. */
export interface Lab {
  /** Repositories, tokens, rules, events, runs, requests, faults. */
  readonly github: GitHubServer
  readonly registry: Registry
  /** Crashes inside actions, and what makes a run doubtful. */
  readonly runner: Runner
  /** Where deployments go: the store, the live table and the purges, read as the edge reads them. */
  readonly target: Target
  /** The same as gitops.yaml names it. */
  readonly descriptor: PortDescriptor
  readonly library: Library
  readonly directory: string
  /** Root of the library's working tree, with `examples/` below. */
  readonly root: string

  /** Edges that have been started, by environment. */
  readonly edges: ReadonlyMap<string, EdgeServer>
  /** The edge of an environment; started when it is first asked for. */
  edge(environment: string): Promise<EdgeServer>
  /** The company of the examples: config repository, two apps, their GitHub Apps, rules and secrets. */
  organization(options?: OrganizationOptions): Promise<Organization>
  /** Commits and pushes with git over HTTP. */
  push(repository: string, push: Push): Promise<string>
  /** One request to the API as it is: `lab.rest('POST /repos/acme/x/dispatches', { … }, token)`; without a token, without credentials. */
  rest(route: string, body?: unknown, token?: string): Promise<RestAnswer>
  /** Waits for a condition, looking again at each event and each change of a run. */
  readonly waitFor: WaitFor
  /** Waits for a run to end. */
  ended(run: RunRecord | number, timeoutSeconds?: number): Promise<RunRecord>
  /** Files of an artifact, by name. */
  artifact(artifact: ArtifactRecord): Promise<Record<string, string>>
  receipts(run: RunRecord): Promise<ReceiptLike[]>
  /** Everything asked of a config repository so far, with what came of it. */
  deployments(): Promise<Deployment[]>
  readonly tracker: DeploymentTracker
  /** Titles what follows, for the person who watches. */
  note(title: string): void
  onNote(listener: (title: string) => void): void
  /** Milliseconds since the epoch at which the lab was ready. */
  readonly startedAt: number
  /** Ends every process and removes the lab's temporary folder. */
  close(): Promise<void>
}

/** Environments of the examples; an organisation's gitops.yaml names these edges. */
const environments = ['staging', 'production']

/** Starts the whole lab: GitHub, registry, runner, storage, edges. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const root = options.root ?? libraryRoot
  const missing = missingBundles(root)
  if (missing.length > 0) throw new Error(`These actions are not built: ${missing.join(', ')}. Run \`npm run setup\`.`)
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'mfe-lab-'))
  const cleanUp: CleanUp = options.directory === undefined ? [removeAtEnd(directory)] : []
  try {
    return await assemble({ ...options, root, directory }, cleanUp)
  } catch (error) {
    await closeAll(cleanUp)
    throw error
  }
}

/** What has to be undone, in the order in which it was done. */
type CleanUp = (() => Promise<unknown> | unknown)[]

/** Also when the process is told to end before the lab is complete. */
function removeAtEnd(directory: string): () => void {
  const remove = () => {
    process.off('exit', remove)
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
  }
  process.on('exit', remove)
  return remove
}

type Assembly = LabOptions & { readonly root: string; readonly directory: string }

async function assemble(options: Assembly, cleanUp: CleanUp): Promise<Lab> {
  const { root, directory } = options
  const keep = async <T extends { close(): Promise<unknown> | unknown }>(starting: Promise<T>): Promise<T> => {
    const started = await starting
    cleanUp.push(() => started.close())
    return started
  }
  const [github, registry, place] = await allStarted([
    keep(startGitHub({ dataDir: join(directory, 'github'), ...(options.onRequest === undefined ? {} : { verbose: options.onRequest }) })),
    keep(startSeededRegistry(root, join(directory, 'registry'))),
    keep(startLabTarget(options.target ?? 'local', join(directory, 'target'))),
  ])
  const { target, descriptor } = place
  const edges = new Map<string, EdgeServer>()
  const edge = async (environment: string) => {
    const known = edges.get(environment)
    if (known !== undefined) return known
    const started = await keep(startEdgeServer({ environment, target, shell: join(root, 'examples/shell') }))
    edges.set(environment, started)
    return started
  }
  for (const environment of environments) await edge(environment)
  const library = exportLibrary({ root, repository: 'org/gitops', refs: ['v1'], to: join(directory, 'library') })
  const runner = startRunner({
    github,
    tools: findTools(root),
    library,
    directory: join(directory, 'runs'),
    environment: place.environment,
    ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
    keepFiles: options.keepRunFiles ?? false,
  })
  cleanUp.push(() => runner.close())
  const waiter = createWaiter(github)
  cleanUp.push(() => waiter.close())
  const tracker = trackDeployments({ github, runner, target, edges, now: Date.now })
  const notes: ((title: string) => void)[] = []
  const lab: Lab = {
    ...{ github, registry, runner, target, descriptor, library, directory, root, edge, edges, tracker },
    organization: (organization = {}) => createOrganization(lab, organization),
    push: (repository, push) => pushFiles(github, repository, join(directory, 'pushes'), push),
    rest: (route, body, token) => sendRest(github, route, body, token),
    waitFor: waiter.waitFor,
    ended: (run, timeoutSeconds = 300) => waitForEnd(lab, typeof run === 'number' ? run : run.id, timeoutSeconds),
    artifact: readArtifact,
    receipts: readReceipts,
    deployments: () => Promise.all(tracker.requests.map((tracked) => tracker.report(tracked))),
    note: (title) => {
      for (const listener of notes) listener(title)
    },
    onNote: (listener) => {
      notes.push(listener)
    },
    startedAt: Date.now(),
    close: () => closeAll(cleanUp),
  }
  return lab
}

async function startSeededRegistry(root: string, directory: string): Promise<Registry> {
  const examples = ['cart', 'search'].map((name) => join(root, 'examples', name, 'package-lock.json'))
  return startRegistry({ directory, scopes: ['@acme'], seed: await provideSeed(examples, join(root, '.tools/registry-seed')) })
}

/** Like Promise.all, but when one fails it lets the others finish starting, so that they can be closed. */
async function allStarted<T extends readonly unknown[]>(starting: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(starting)
  return (await Promise.all(starting)) as unknown as T
}

async function waitForEnd(lab: Lab, runId: number, timeoutSeconds: number): Promise<RunRecord> {
  return lab.waitFor(
    `the end of run ${runId}`,
    () => {
      const run = lab.github.runs.get(runId)
      return run?.status === 'completed' ? run : null
    },
    { timeoutSeconds },
  )
}

/** The last started is the first to end. One that fails keeps none of the others from ending. */
async function closeAll(cleanUp: CleanUp): Promise<void> {
  for (const close of cleanUp.splice(0).reverse()) await Promise.resolve(close()).catch(() => {})
}
