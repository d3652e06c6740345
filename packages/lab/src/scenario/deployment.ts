import type { ReceiptLike } from './receipt-file.ts'

/** One request to the config repository and all that came of it, as the JSON result tells it. */
export interface Deployment {
  /** Repository that was asked. */
  readonly repository: string
  readonly event: 'repository_dispatch' | 'workflow_dispatch'
  /** The payload as it was sent, valid or not. */
  readonly request: unknown
  readonly requestId: string | null
  /** Of the last receipt; `none` when the runs left no receipt. */
  readonly outcome: string
  readonly reasons: readonly { readonly code: string; readonly message: string }[]
  readonly receipt: ReceiptLike | null
  readonly stages: readonly Stage[]
  /** From the dispatch to the end of the last run, and to the new live version. */
  readonly seconds: number | null
  readonly secondsToLive: number | null
  /** Runs of the config repository, in the order in which they started. */
  readonly runs: readonly RunReport[]
  /** The run that asked; null when nobody in the lab did. */
  readonly sender: RunReport | null
  /** Requests of the config repository's runs, those that make and revoke tokens not counted. */
  readonly requests: RequestReport
  readonly pullRequest: { readonly number: number; readonly url: string; readonly state: string } | null
  readonly mergeCommit: string | null
  /** What the table says when the last run ended. */
  readonly liveVersion: string | null
  readonly generation: number | null
  /** The entry file as the edge served it when the last run ended. */
  readonly url: string | null
  readonly entrySha256: string | null
}

export interface Stage {
  readonly name: string
  readonly result: string
  /** How long the stage took, and when it was done, counted from the dispatch. */
  readonly seconds: number | null
  readonly at: number | null
}

export interface RunReport {
  readonly id: number
  readonly attempt: number
  readonly repository: string
  readonly workflow: string
  readonly event: string
  readonly conclusion: string | null
  readonly seconds: number | null
  readonly jobs: readonly { readonly name: string; readonly conclusion: string | null; readonly seconds: number | null }[]
}

export interface RequestReport {
  /** In all runs of the deployment. */
  readonly count: number
  /** Of these, the requests that create content by GitHub's count. */
  readonly creating: number
  /** From the dispatch to the merge. */
  readonly toMerged: { readonly count: number; readonly creating: number }
  readonly routes: Readonly<Record<string, number>>
}
