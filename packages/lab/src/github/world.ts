import type { KeyObject } from 'node:crypto'
import type { Cause } from './events/cause.ts'
import type { BareRepository } from './git/bare-repository.ts'
import { isoSeconds } from './git/commit-object.ts'
import { createIds, type NextId } from './ids.ts'
import { createRunBook, type RunBook } from './runs/run-book.ts'
import type {
  Account,
  AccountType,
  BranchRules,
  Consistency,
  MergeMethod,
  RepositorySettings,
  RunController,
  TokenPermissions,
  WebhookEvent,
  WorkflowState,
} from './types.ts'

/** Everything the lab's GitHub knows beside the git repositories. It lives in memory: a lab starts empty. */
export interface World {
  readonly dataDir: string
  readonly urls: Urls
  readonly nextId: NextId
  readonly now: () => number
  readonly accounts: Map<string, Account>
  readonly apps: Map<number, AppRecord>
  readonly installations: Map<number, Installation>
  readonly repositories: Map<string, Repository>
  readonly tokens: Map<string, TokenRecord>
  readonly emit: (event: WebhookEvent) => void
  readonly runs: RunBook
  readonly consistency: Consistency
  controller: RunController | null
  /** A short-lived address of a file, on a host of its own. */
  signUrl: (file: string) => string
  /** Acts past every rule in the name of the lab itself. */
  readonly administrator: Account
  readonly actionsBot: Account
}

export interface Urls {
  html: string
  api: string
  graphql: string
  storage: string
}

export interface AppRecord {
  readonly id: number
  readonly clientId: string
  readonly slug: string
  readonly name: string
  readonly owner: Account
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
  readonly bot: Account
  readonly publicKey: KeyObject
  readonly createdAt: string
}

export interface Installation {
  readonly id: number
  readonly app: AppRecord
  readonly account: Account
  /** Ids; null = all repositories of the account. */
  readonly repositories: ReadonlySet<number> | null
  readonly createdAt: string
}

export type Permissions = Readonly<Record<string, 'read' | 'write' | 'admin'>>

export type TokenRecord =
  | {
      readonly kind: 'user'
      readonly user: Account
      /** Null for a token that may do everything its user may. */
      readonly permissions: Permissions | null
      readonly repositories: ReadonlySet<number> | null
    }
  | {
      readonly kind: 'installation'
      readonly app: AppRecord
      readonly installation: Installation
      readonly permissions: Permissions
      readonly repositories: ReadonlySet<number> | null
      readonly expiresAt: number
    }
  | { readonly kind: 'run'; readonly repositoryId: number; readonly permissions: Permissions; readonly runId: number }

export interface Label {
  readonly id: number
  readonly name: string
  readonly color: string
  readonly description: string | null
}
export interface Comment {
  readonly id: number
  readonly author: Account
  body: string
  readonly createdAt: string
  updatedAt: string
}
export interface PullRequest {
  readonly id: number
  readonly number: number
  readonly author: Account
  title: string
  body: string | null
  state: 'open' | 'closed'
  draft: boolean
  readonly head: string
  headSha: string
  base: string
  /** Tip of the base when the pull request was made or its base last moved under an open one. */
  baseSha: string
  readonly createdAt: string
  updatedAt: string
  closedAt: string | null
  merged: MergeRecord | null
  labels: Label[]
  comments: Comment[]
  autoMerge: { readonly cause: Cause; readonly method: MergeMethod } | null
  approvals: Set<string>
  /** Reads that still answer `mergeable: null`. */
  unknownReads: number
  /** Result of the last test merge, and the two commits that it is about. */
  mergeTest: { readonly key: string; readonly clean: boolean } | null
  /** Number of commits, changed files and lines, for the two commits of `key`. */
  size: {
    readonly key: string
    readonly commits: number
    readonly files: number
    readonly additions: number
    readonly deletions: number
  } | null
  readonly appId: number | null
}
export interface MergeRecord {
  readonly commit: string
  readonly by: Account
  readonly at: string
}
export interface CommitStatus {
  readonly id: number
  readonly context: string
  readonly state: 'error' | 'failure' | 'pending' | 'success'
  readonly description: string | null
  readonly targetUrl: string | null
  readonly creator: Account
  readonly appId: number | null
  readonly createdAt: string
}
export interface DeploymentStatus {
  readonly id: number
  readonly state: string
  readonly description: string
  readonly environment: string
  readonly environmentUrl: string
  readonly logUrl: string
  readonly creator: Account
  readonly createdAt: string
}
export interface Deployment {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly payload: unknown
  readonly environment: string
  readonly description: string | null
  readonly creator: Account
  readonly transient: boolean
  readonly production: boolean
  readonly createdAt: string
  updatedAt: string
  readonly statuses: DeploymentStatus[]
}
export interface WorkflowRecord {
  readonly id: number
  readonly path: string
  state: WorkflowState
  readonly createdAt: string
}

export interface Repository {
  readonly id: number
  readonly owner: Account
  readonly name: string
  readonly fullName: string
  readonly private: boolean
  readonly defaultBranch: string
  readonly description: string | null
  readonly createdAt: string
  pushedAt: string
  readonly git: BareRepository
  settings: RepositorySettings
  /** By branch pattern. */
  readonly rules: Map<string, BranchRules & { readonly id: number }>
  readonly pulls: Map<number, PullRequest>
  nextNumber: number
  readonly labels: Map<string, Label>
  readonly statuses: Map<string, CommitStatus[]>
  readonly deployments: Deployment[]
  readonly workflows: Map<string, WorkflowRecord>
  /** Commits made through the API: the ones that GitHub signs. */
  readonly signed: Set<string>
  /** Updates of refs, one after the other, as a database row lock would have it. */
  queue: Promise<unknown>
}

export function createWorld(options: { dataDir: string; now?: () => number; emit: (event: WebhookEvent) => void }): World {
  const nextId = createIds()
  const accounts = new Map<string, Account>()
  const account = (login: string, type: AccountType): Account => addAccount({ accounts, nextId }, login, type)
  const now = options.now ?? Date.now
  return {
    dataDir: options.dataDir,
    urls: { html: '', api: '', graphql: '', storage: '' },
    nextId,
    now,
    accounts,
    apps: new Map(),
    installations: new Map(),
    repositories: new Map(),
    tokens: new Map(),
    emit: options.emit,
    runs: createRunBook({ nextId, now }),
    consistency: { mergeableAfterReads: 0, runListedAfterReads: 0 },
    controller: null,
    signUrl: () => {
      throw new Error('The storage of this lab has not been started.')
    },
    administrator: account('lab-administrator', 'User'),
    actionsBot: account('github-actions[bot]', 'Bot'),
  }
}

export function addAccount(world: Pick<World, 'accounts' | 'nextId'>, login: string, type: AccountType): Account {
  const key = login.toLowerCase()
  if (world.accounts.has(key)) throw new Error(`An account named ${login} exists already in this lab.`)
  const account: Account = { id: world.nextId('account'), login, type }
  world.accounts.set(key, account)
  return account
}

export function accountNamed(world: World, login: string): Account {
  const found = world.accounts.get(login.toLowerCase())
  if (!found) throw new Error(`There is no account named ${login} in this lab. Create it first.`)
  return found
}

export function repositoryNamed(world: World, fullName: string): Repository {
  const found = world.repositories.get(fullName.toLowerCase())
  if (!found) throw new Error(`There is no repository named ${fullName} in this lab. Create it first.`)
  return found
}

export function repositoryById(world: World, id: number): Repository | undefined {
  return [...world.repositories.values()].find((repository) => repository.id === id)
}

/** Now, as GitHub writes dates. */
export function timestamp(world: Pick<World, 'now'>): string {
  return isoSeconds(world.now())
}

/** Lines up work on the refs of one repository. */
export function inOrder<T>(repository: Repository, work: () => Promise<T>): Promise<T> {
  const result = repository.queue.then(work, work)
  repository.queue = result.catch(() => undefined)
  return result
}

const permissionNames = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'metadata',
  'packages',
  'pull_requests',
  'statuses',
] as const

/** Permissions as the platform stores them: names with underscores, no `none`, metadata always readable. */
export function readPermissions(given: TokenPermissions): Permissions {
  if (given === 'read-all' || given === 'write-all') {
    const access = given === 'read-all' ? 'read' : 'write'
    return { ...Object.fromEntries(permissionNames.map((name) => [name, access])), metadata: 'read' } as Permissions
  }
  const entries = Object.entries(given).map(([name, access]) => [name.replaceAll('-', '_'), access] as const)
  for (const [name, access] of entries) {
    if (!['read', 'write', 'admin', 'none'].includes(access))
      throw new Error(`Permission ${name}: ${access} is none of read, write, admin, none.`)
  }
  return { metadata: 'read', ...Object.fromEntries(entries.filter(([, access]) => access !== 'none')) } as Permissions
}
