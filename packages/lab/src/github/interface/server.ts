import type { Account, App, NewApp, TokenGrant, TokenPermissions } from './access.ts'
import type { Consistency } from './consistency.ts'
import type { Coverage } from './coverage.ts'
import type { Delivery } from './delivery.ts'
import type { WebhookEvent } from './event.ts'
import type { LimitOptions, Limits } from './limits.ts'
import type { BranchRules, DirectCommit, RepositoryOptions, RepositoryRef, RepositorySettings, WorkflowState } from './repository.ts'
import type { Faults, RecordedRequest, Violation } from './request.ts'
import type { RunController, RunStore } from './run.ts'
import type { CommitView, DeploymentView, PullRequestView, StatusView } from './view.ts'

export interface GitHubOptions {
  /** Folder for the bare repositories and the artifacts. It is created when missing and never emptied. */
  readonly dataDir: string
  /** Gets one line per request and per event. */
  readonly verbose?: (line: string) => void
  /** The clock in milliseconds; everything that GitHub dates comes from here. */
  readonly now?: () => number
  /** Refuses what goes beyond GitHub's rate limits; `true` for its own numbers. Off by default: a lab only counts. */
  readonly limits?: boolean | LimitOptions
}

export interface GitHubServer {
  /** `http://github.localhost:PORT`, the value of GITHUB_SERVER_URL. The same server answers on 127.0.0.1. */
  readonly url: string
  /** `http://127.0.0.1:PORT/api/v3` */
  readonly apiUrl: string
  /** `http://127.0.0.1:PORT/api/graphql` */
  readonly graphqlUrl: string
  readonly port: number
  /** The same server under a prefix that books every request to one run, whatever token it carries. */
  urlsOfRun(runId: number): { url: string; apiUrl: string; graphqlUrl: string }

  createOrganization(login: string): Account
  /** A person who owns every organisation and may do everything, with a personal access token. */
  createUser(login: string): Account & { readonly token: string }
  /** A fine-grained personal access token of an existing user. */
  createToken(login: string, grant: TokenGrant): string
  createRepository(fullName: string, options?: RepositoryOptions): Promise<RepositoryRef>
  /** Folder of the bare git repository. */
  repositoryPath(fullName: string): string
  repository(fullName: string): RepositoryRef
  /** Full names, in the order in which they were created. */
  repositories(): string[]

  createApp(app: NewApp): Promise<App>
  /** Installs an App on an account; without `repositories` on all of them. Answers the installation id. */
  installApp(app: App, target: { owner: string; repositories?: readonly string[] }): number

  /** Protects one branch; called again for the same branch it replaces the rules; `null` removes them. */
  setRules(fullName: string, rules: BranchRules | null, branch?: string): void
  /** Merge methods, auto-merge, deletion of merged branches, whether Actions are enabled. */
  setRepositorySettings(fullName: string, settings: Partial<RepositorySettings>): void
  setWorkflowState(fullName: string, path: string, state: WorkflowState): void
  workflowState(fullName: string, path: string): WorkflowState
  /** `scope` is a repository (`acme/cart`) or an organisation (`acme`). */
  setSecret(scope: string, name: string, value: string): void
  setVariable(scope: string, name: string, value: string): void
  /** Secrets as a run in the repository sees them, the organisation's included. */
  secretsOf(fullName: string): Record<string, string>
  variablesOf(fullName: string): Record<string, string>

  /** The GITHUB_TOKEN of one run. Permission names may be written as in YAML (`pull-requests`); `read-all` and `write-all` are understood. */
  issueRunToken(fullName: string, permissions: TokenPermissions, runId: number): string
  revokeToken(token: string): void

  /** Commits straight to a branch as the lab's administrator, past all rules, and emits the push event. `null` deletes a file. */
  commitFiles(fullName: string, change: DirectCommit): Promise<string>
  /** Commit at the tip of a branch, or null. */
  branchHead(fullName: string, branch: string): Promise<string | null>
  readFile(fullName: string, ref: string, path: string): Promise<string | null>
  /** Commits that a branch, tag or commit holds, newest first; default the default branch, and the last 30. */
  commits(fullName: string, options?: { ref?: string; limit?: number }): Promise<CommitView[]>
  pullRequests(fullName: string): PullRequestView[]
  statuses(fullName: string, sha: string): StatusView[]
  deployments(fullName: string): DeploymentView[]

  /** Every event that GitHub would send, in order, at the moment its cause is done. Answers a function that stops listening. */
  on(event: 'webhook', listener: (event: WebhookEvent) => void): () => void
  readonly runs: RunStore
  /** The runner registers here what cancel, re-run and deletion requests shall do. */
  setRunController(controller: RunController): void

  readonly requests: readonly RecordedRequest[]
  /** Requests for which the lab has no route, and GraphQL fields that it does not serve. A scenario with one of these has failed. */
  readonly unknownRoutes: readonly RecordedRequest[]
  /** Answers and events that do not fit GitHub's own descriptions: bugs of the lab. */
  readonly violations: readonly Violation[]
  /** What the lab implements of GitHub, and what of it has been used and checked so far. */
  readonly coverage: Coverage
  readonly faults: Faults
  /** What becomes of events on their way: dropped, duplicated, delayed, held, reordered. */
  readonly delivery: Delivery
  /** Rate limits, enforced when asked for. */
  readonly limits: Limits
  /** Makes reads lag behind writes, as they do on GitHub. All off by default. */
  readonly consistency: Consistency
  /** Stops the server and every git process. The data folder stays. */
  close(): Promise<void>
}
