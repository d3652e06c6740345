import type { Cause } from './events/cause.ts'
import type { BareRepository } from './git/bare-repository.ts'
import type { Account, BranchRules, MergeMethod, RepositorySettings, WorkflowState } from './types.ts'

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
export interface Review {
  readonly id: number
  readonly author: Account
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'
  readonly body: string
  /** Head that was reviewed. */
  readonly commit: string
  readonly submittedAt: string
}
/** A pull request that waits for its turn. */
export interface QueueEntry {
  readonly id: number
  readonly pull: PullRequest
  readonly cause: Cause
  readonly enqueuedAt: string
  /** The test merge on top of the entries before it, once it is made. */
  group: { readonly branch: string; readonly base: string; readonly commit: string } | null
}
export interface QueueRemoval {
  readonly id: number
  readonly reason: 'merged' | 'failed_checks' | 'merge_conflict' | 'manual' | 'branch_invalidated'
  /** Head of the merge group that it leaves. */
  readonly commit: string | null
  readonly by: Account
  readonly enqueuer: Account
  readonly at: string
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
  readonly reviews: Review[]
  readonly removals: QueueRemoval[]
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
  /** First comes who merges next. */
  readonly mergeQueue: QueueEntry[]
  /** Updates of refs, one after the other, as a database row lock would have it. */
  queue: Promise<unknown>
}
