import type { LimitName } from './limits.ts'

export type RequestKind = 'read' | 'write' | 'content'

export interface RecordedRequest {
  readonly id: number
  readonly api: 'rest' | 'graphql' | 'git'
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
  /** GitHub's description does not allow this request, so it was refused. */
  refusedByDescription?: true
  /** The rate limit that refused this request. */
  limit?: LimitName
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
  /** Sends the head of the answer and half of its body, then closes the connection. */
  readonly cutShort?: boolean
  /** Fields of a GraphQL answer, by their path (`repository.pullRequest`), that fail with this entry or are null; the others are executed. */
  readonly fieldErrors?: Readonly<Record<string, { readonly type?: string; readonly message: string } | null>>
  /** Called at the moment of the fault, before anything else of it: to kill the process that asked, say. */
  readonly onPlay?: () => void | Promise<void>
}

export interface FaultHandle {
  readonly hits: number
  remove(): void
}

export interface Faults {
  add(fault: NewFault): FaultHandle
  clear(): void
}
