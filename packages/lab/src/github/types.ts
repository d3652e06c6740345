/** What the lab's GitHub offers to the rest of the lab: the server, the store of runs, the record of requests and the faults. */
export interface GitHubOptions {
  /** Folder for the bare repositories and the artifacts. It is created when missing and never emptied. */
  readonly dataDir: string
  /** Gets one line per request and per event. */
  readonly verbose?: (line: string) => void
  /** The clock in milliseconds; everything that GitHub dates comes from here. */
  readonly now?: () => number
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

  createApp(app: NewApp): Promise<App>
  /** Installs an App on an account; without `repositories` on all of them. Answers the installation id. */
  installApp(app: App, target: { owner: string; repositories?: readonly string[] }): number

  /** Protects one branch; called again for the same branch it replaces the rules; `null` removes them. */
  setRules(fullName: string, rules: BranchRules | null, branch?: string): void
  /** Merge methods, auto-merge, deletion of merged branches, whether Actions are enabled. */
  setRepositorySettings(fullName: string, settings: Partial<RepositorySettings>): void
  setWorkflowState(fullName: string, path: string, state: WorkflowState): void
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
  readonly faults: Faults
  /** Makes reads lag behind writes, as they do on GitHub. All off by default. */
  readonly consistency: Consistency
  /** Stops the server and every git process. The data folder stays. */
  close(): Promise<void>
}

export type AccountType = 'User' | 'Organization' | 'Bot'
export interface Account {
  readonly id: number
  readonly login: string
  readonly type: AccountType
}

export type Access = 'read' | 'write' | 'admin' | 'none'
/** Permission name to access, or one of the two words that a workflow may use for all of them. */
export type TokenPermissions = Readonly<Record<string, string>> | 'read-all' | 'write-all'

export interface TokenGrant {
  /** Full names; absent = every repository that the user sees. */
  readonly repositories?: readonly string[]
  readonly permissions: Readonly<Record<string, string>>
}

export interface RepositoryOptions {
  /** Default true. */
  readonly private?: boolean
  /** Default `main`. */
  readonly defaultBranch?: string
  readonly description?: string
  /** First commit on the default branch; made as the administrator, no event. A key is a path; a value may be bytes. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly rules?: BranchRules
  readonly settings?: Partial<RepositorySettings>
}

export interface RepositoryRef {
  readonly id: number
  readonly fullName: string
  readonly defaultBranch: string
  readonly private: boolean
}

export interface RepositorySettings {
  readonly allowSquash: boolean
  readonly allowMerge: boolean
  readonly allowRebase: boolean
  readonly allowAutoMerge: boolean
  readonly deleteBranchOnMerge: boolean
  readonly actionsEnabled: boolean
  readonly archived: boolean
}

export type MergeMethod = 'squash' | 'merge' | 'rebase'
export type WorkflowState = 'active' | 'disabled_manually' | 'disabled_inactivity'

export interface BranchRules {
  /** Which of GitHub's two mechanisms speaks: they differ in their refusals and in who may read them. Default `ruleset`. */
  readonly kind?: 'ruleset' | 'branch-protection'
  /** Branch name, exact or with a trailing `*`. */
  readonly branch: string
  /** Contexts that must be green on the head commit, of any source or of one App. */
  readonly requiredChecks?: readonly (string | { readonly context: string; readonly appId: number })[]
  /** Ids of the Apps that alone may update the branch, by merging; nobody else may merge or push. */
  readonly onlyApps?: readonly number[]
  /** Changes arrive by pull request only. Default true. */
  readonly pullRequest?: boolean
  /** The head must hold the tip of the base before it can merge. Default false. */
  readonly strict?: boolean
  readonly methods?: readonly MergeMethod[]
  readonly requiredApprovals?: number
}

export interface NewApp {
  readonly slug: string
  readonly owner: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events?: readonly string[]
}
export interface App {
  readonly id: number
  readonly clientId: string
  readonly slug: string
  /** PKCS#8 PEM, as the settings page of a GitHub App hands it out. */
  readonly privateKey: string
}

export interface DirectCommit {
  /** Default: the default branch. A new branch starts at the default branch. */
  readonly branch?: string
  readonly message: string
  readonly files: Readonly<Record<string, string | Uint8Array | null>>
  /** Login of the person in whose name it happens; default the administrator. */
  readonly author?: string
}

export interface PullRequestView {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: 'open' | 'closed'
  readonly merged: boolean
  readonly head: string
  readonly headSha: string
  readonly base: string
  readonly mergeCommit: string | null
  readonly mergedBy: string | null
  readonly author: string
  readonly labels: readonly string[]
  readonly comments: readonly { readonly author: string; readonly body: string }[]
  readonly url: string
}
export interface StatusView {
  readonly context: string
  readonly state: 'error' | 'failure' | 'pending' | 'success'
  readonly description: string | null
  readonly targetUrl: string | null
  readonly creator: string
}
export interface DeploymentView {
  readonly id: number
  readonly environment: string
  readonly sha: string
  readonly ref: string
  readonly statuses: readonly {
    readonly state: string
    readonly environmentUrl: string
    readonly logUrl: string
    readonly description: string
  }[]
}

/** One event. `payload` is what GitHub posts to a webhook and what the runner finds in GITHUB_EVENT_PATH. */
export interface WebhookEvent {
  readonly repository: string
  readonly name: string
  readonly action?: string
  readonly payload: Record<string, unknown>
  /** GITHUB_SHA of a run that this event starts. */
  readonly sha: string
  /** GITHUB_REF of a run that this event starts, in full form. */
  readonly ref: string
  readonly actor: Account
  /** False for events caused by a run's own token, apart from the two dispatch events; false when Actions are disabled. */
  readonly startsWorkflows: boolean
  /** pull_request events caused by a run's own token: runs are made, and wait for the approval of a person who may write. */
  readonly awaitsApproval?: boolean
  /** workflow_dispatch only: the one workflow that was asked for, and the run id that its caller was promised. */
  readonly workflow?: { readonly path: string; readonly runId: number }
}

export type RunStatus = 'queued' | 'in_progress' | 'completed' | 'waiting' | 'requested' | 'pending'
export type RunConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'skipped'
  | 'timed_out'
  | 'action_required'
  | 'stale'
  | 'startup_failure'

export interface StepRecord {
  name: string
  number: number
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: RunConclusion | null
  startedAt: string | null
  completedAt: string | null
}
export interface Annotation {
  level: 'notice' | 'warning' | 'failure'
  message: string
  title?: string
  /** Default `.github`, as GitHub writes for an annotation without a file. */
  path?: string
  line?: number
}
export interface JobRecord {
  readonly id: number
  name: string
  status: RunStatus
  conclusion: RunConclusion | null
  createdAt: string
  startedAt: string | null
  completedAt: string | null
  steps: StepRecord[]
  annotations: Annotation[]
  /** Markdown of the step summaries, joined; not served by GitHub's API, kept for the lab. */
  summary: string
}
export interface ArtifactRecord {
  readonly id: number
  name: string
  size: number
  /** Path of the zip file. */
  file: string
  /** Hex SHA-256 of the zip file. */
  digest: string
  createdAt: string
  expired: boolean
}
/** One attempt of one run. Change it through the store only. */
export interface RunRecord {
  readonly id: number
  readonly repository: string
  readonly attempt: number
  readonly runNumber: number
  name: string
  displayTitle: string
  event: string
  status: RunStatus
  conclusion: RunConclusion | null
  headSha: string
  headBranch: string
  /** Path of the workflow file. */
  path: string
  actor: Account
  triggeringActor: Account
  createdAt: string
  runStartedAt: string
  updatedAt: string
  jobs: JobRecord[]
  artifacts: ArtifactRecord[]
  /** Reusable workflows that the run used. */
  referencedWorkflows: { path: string; sha: string; ref?: string }[]
  pullRequests: number[]
}

export interface NewRun {
  /** The id that a workflow_dispatch promised (`WebhookEvent.workflow.runId`); else the store picks one. */
  readonly id?: number
  readonly repository: string
  readonly name: string
  readonly displayTitle: string
  readonly event: string
  readonly headSha: string
  readonly headBranch: string
  readonly path: string
  readonly actor: Account
  readonly pullRequests?: readonly number[]
  /** Default `queued`. */
  readonly status?: RunStatus
}
export type RunPatch = Partial<
  Pick<RunRecord, 'name' | 'displayTitle' | 'status' | 'conclusion' | 'referencedWorkflows' | 'triggeringActor' | 'runStartedAt'>
>
export type JobPatch = Partial<Omit<JobRecord, 'id'>>

/** Runs as the Actions API shows them. The runner writes them; the REST API reads them; jobs are also the check runs of their commit. */
export interface RunStore {
  create(run: NewRun): RunRecord
  get(runId: number): RunRecord | undefined
  /** All runs, oldest first; of one repository when named. */
  list(repository?: string): RunRecord[]
  update(runId: number, patch: RunPatch): RunRecord
  /** Starts the next attempt with no jobs; artifacts stay, as on GitHub. `keepJobs` carries over jobs that are not run again. */
  nextAttempt(runId: number, options?: { triggeringActor?: Account; keepJobs?: readonly string[] }): RunRecord
  /** An earlier or the current attempt. */
  attempt(runId: number, attempt: number): RunRecord | undefined
  addJob(runId: number, job: { name: string } & JobPatch): JobRecord
  updateJob(runId: number, jobId: number, patch: JobPatch): JobRecord
  addAnnotation(runId: number, jobId: number, annotation: Annotation): void
  /** Takes the zip where it lies. The same name replaces the older one of this attempt; one of an earlier attempt stays beside it. */
  addArtifact(runId: number, artifact: { name: string; file: string }): Promise<ArtifactRecord>
  /** Called after every change. Answers a function that stops listening. */
  onChange(listener: (run: RunRecord) => void): () => void
}

/** What the runner does when the API is asked to. A thrown error or rejected promise answers 500. */
export interface RunController {
  cancel(runId: number, options: { force: boolean }): void | Promise<void>
  rerun(runId: number, options: { failedOnly: boolean; jobId?: number; actor: Account }): void | Promise<void>
}

export type RequestKind = 'read' | 'write' | 'content'
export interface RecordedRequest {
  readonly id: number
  readonly api: 'rest' | 'graphql' | 'git' | 'storage'
  readonly method: string
  /** Template, such as `POST /repos/{owner}/{repo}/pulls`; `graphql:createRef,createCommitOnBranch`; `git:upload-pack`; `unknown`. */
  readonly route: string
  readonly path: string
  readonly repository: string | null
  status: number
  /** `content` = it makes something that GitHub counts against the limit of content creation, and it succeeded. */
  kind: RequestKind
  /** How many such things: a GraphQL document with two creating mutations makes two in one request. */
  contents: number
  readonly token: RequestToken
  /** Run whose token or whose URL prefix the request carried. */
  readonly runId: number | null
  /** Milliseconds since the epoch, and how long the answer took. */
  readonly at: number
  ms: number
  /** A fault was played on this request. */
  fault: boolean
  /** What GraphQL or git said beyond the status. */
  detail?: string
}
export type RequestToken =
  | { readonly kind: 'none' | 'invalid' }
  | { readonly kind: 'user'; readonly login: string }
  | { readonly kind: 'app' | 'installation'; readonly app: string }
  | { readonly kind: 'run'; readonly runId: number }

export interface Violation {
  readonly where: string
  readonly message: string
}

export interface NewFault {
  /** `POST /repos/{owner}/{repo}/pulls`, `graphql:createCommitOnBranch` (any document that holds this field), `git:receive-pack`, `*`. A method of `*` matches all. */
  readonly route: string
  /** Narrows to one repository. */
  readonly repository?: string
  /** `before`: nothing happens but the fault. `after`: the work is done and the answer is lost or replaced. Default `before`. */
  readonly when?: 'before' | 'after'
  /** How often; default once. `Infinity` is allowed. */
  readonly times?: number
  /** Lets this many matching requests pass first. */
  readonly skip?: number
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Waits before the answer, or before the work when it is the only thing asked for. */
  readonly delayMs?: number
  /** Closes the connection instead of answering. */
  readonly drop?: boolean
}
export interface FaultHandle {
  readonly hits: number
  remove(): void
}
export interface Faults {
  add(fault: NewFault): FaultHandle
  clear(): void
}

export interface Consistency {
  /** How many reads of a pull request answer `mergeable: null` after its head or base moved. */
  mergeableAfterReads: number
  /** How many listings of runs leave out a run that has just been made. */
  runListedAfterReads: number
}
