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

export interface CommitView {
  readonly sha: string
  readonly message: string
  /** Name and address. */
  readonly author: string
  readonly date: string
  readonly parents: readonly string[]
  /** Paths that differ from the first parent. */
  readonly files: readonly string[]
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
