import type { KeyObject } from 'node:crypto'
import type { Permissions } from './access/permissions.ts'
import { createVisibility, type Visibility } from './consistency/visibility.ts'
import { isoSeconds } from './git/commit-object.ts'
import { createIds, type NextId } from './ids.ts'
import type { Repository } from './records.ts'
import { createRunBook, type RunBook } from './runs/run-book.ts'
import type { Account, AccountType, Consistency, RunController, WebhookEvent } from './types.ts'

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
  readonly visibility: Visibility
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

export function createWorld(options: { dataDir: string; now?: () => number; emit: (event: WebhookEvent) => void }): World {
  const nextId = createIds()
  const accounts = new Map<string, Account>()
  const account = (login: string, type: AccountType): Account => addAccount({ accounts, nextId }, login, type)
  const now = options.now ?? Date.now
  const consistency: Consistency = { mergeableAfterReads: 0, lag: {} }
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
    consistency,
    visibility: createVisibility({ now, consistency }),
    controller: null,
    signUrl: () => {
      throw new Error('The storage of this lab has not been started.')
    },
    administrator: account('lab-administrator', 'User'),
    actionsBot: account('github-actions[bot]', 'Bot'),
  }
}

export function addAccount(world: Pick<World, 'accounts' | 'nextId'>, login: string, type: AccountType): Account {
  if (!/^[A-Za-z\d](?:[A-Za-z\d-]*[A-Za-z\d])?(?:\[bot\])?$/.test(login))
    throw new Error(`${login} is no login: letters, digits and single hyphens only.`)
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
