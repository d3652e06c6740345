import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeploymentRequest, parseRequest } from '@mfe-gitops/contract'
import {
  attachReceipt,
  dispatcherPermissions,
  endRun,
  receiptFor,
  repository,
  request,
  startRun,
} from '../../actions/request-deployment/test/scene.ts'
import { type GitHubServer, type RunRecord, startGitHub, type WebhookEvent } from '../../packages/lab/src/github/index.ts'
import { type ActionRun, runAction } from '../harness/run-action.ts'

/** One sender: what it asks for, and at which line of its log its machine dies, if ever. */
export interface Sender {
  readonly fields: Partial<DeploymentRequest> & { readonly sha: string }
  readonly diesAt?: RegExp
}

export interface Arrival {
  readonly event: WebhookEvent
  readonly asked: DeploymentRequest
}

/** A config repository on the lab's GitHub, and senders that are processes of their own. */
export interface Crowd {
  readonly github: GitHubServer
  /** Dispatches in the order of their arrival. */
  readonly arrivals: readonly Arrival[]
  onArrival: (arrival: Arrival) => void
  /** A sender says which run it follows, once for each run. */
  onFollow: (sender: Sender, runId: number) => void
  /** Runs a sender to its end, through all its deaths. */
  send(sender: Sender): Promise<ActionRun>
  /** Starts the run that takes a dispatch. */
  start(arrival: Arrival, change?: Partial<DeploymentRequest>): RunRecord
  /** Ends a run well, with the receipt of what it was asked for. */
  finish(run: RunRecord, asked: DeploymentRequest): Promise<void>
  close(): Promise<void>
}

export async function gatherCrowd(): Promise<Crowd> {
  const temp = await mkdtemp(join(tmpdir(), 'sender-crowd-'))
  const github = await startGitHub({ dataDir: join(temp, 'github') })
  github.createOrganization('acme')
  github.createUser('dispatcher')
  await github.createRepository(repository, { files: { 'README.md': 'x' } })
  const token = github.createToken('dispatcher', { repositories: [repository], permissions: dispatcherPermissions })
  const stage = { github, clock: Date.now }
  const arrivals: Arrival[] = []
  const crowd: Crowd = {
    github,
    arrivals,
    onArrival: () => {},
    onFollow: () => {},
    send: async (sender) => {
      const died = sender.diesAt === undefined ? null : await live(sender, crowd, token)
      if (died !== null && died.exitCode !== null) throw new Error(`The sender ended before it could die:\n${died.log}`)
      return live({ fields: sender.fields }, crowd, token)
    },
    start: ({ event, asked }, change = {}) => startRun(github, event, { ...asked, ...change }),
    finish: async (run, asked) => {
      await attachReceipt(stage, run, receiptFor(stage, run, asked))
      endRun(stage, run)
    },
    close: async () => {
      await github.close()
      await rm(temp, { recursive: true, force: true })
    },
  }
  github.on('webhook', (event) => {
    const parsed = parseRequest(event.payload.client_payload)
    if (!parsed.ok) return
    const arrival = { event, asked: parsed.value }
    arrivals.push(arrival)
    crowd.onArrival(arrival)
  })
  return crowd
}

function live(sender: Sender, crowd: Crowd, token: string): Promise<ActionRun> {
  const { cache_invalidation_keys: keys, timestamp: _, ...fields } = { ...request, ...sender.fields }
  const { timestamp } = sender.fields
  return runAction({
    action: 'request-deployment',
    inputs: {
      ...fields,
      ...(timestamp === undefined ? {} : { timestamp }),
      token,
      'config-repository': repository,
      'cache-invalidation-keys': keys,
      'poll-seconds': '3',
    },
    env: {
      GITHUB_REPOSITORY: fields.repository,
      GITHUB_API_URL: crowd.github.apiUrl,
      GITHUB_GRAPHQL_URL: crowd.github.graphqlUrl,
      GITHUB_SERVER_URL: crowd.github.url,
    },
    onStart: (child) => {
      let log = ''
      const followed = new Set<string>()
      child.stdout?.on('data', (chunk: Buffer) => {
        log += chunk.toString()
        // The machine is gone before anybody hears of what it saw last.
        if (sender.diesAt?.test(log)) return void child.kill('SIGKILL')
        for (const [, id = ''] of log.matchAll(/^Run: \S+\/runs\/(\d+)$/gm)) {
          if (followed.has(id)) continue
          followed.add(id)
          crowd.onFollow(sender, Number(id))
        }
      })
    },
  })
}
