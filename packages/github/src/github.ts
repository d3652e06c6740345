/** What a request does to GitHub's limits: `content` counts against the content-creation limit (80 a minute, 500 an hour). */
export type RequestKind = 'read' | 'write' | 'content'

/** One HTTP exchange, for budgets and logs; retries are reported one by one. Status 0 means that no answer arrived. */
export interface RequestRecord {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly kind: RequestKind
}

export interface RequestCount {
  total: number
  read: number
  write: number
  content: number
}

export interface RequestOptions {
  /** ETag of the answer the caller holds; 304 comes back as `notModified`, and is free of the rate limit. */
  readonly etag?: string | undefined
  /** False: one attempt. True: the call is idempotent, so that a write may be repeated as a read is. */
  readonly retry?: boolean
  /** The object was created a moment ago, so a 404 is replication lag and is tried again for a few seconds. */
  readonly justCreated?: boolean
  readonly signal?: AbortSignal | undefined
}

export interface GraphQLOptions<T = unknown> {
  readonly retry?: boolean
  /** As for REST: an object that GitHub does not know, by an error or by what `check` throws, is asked for again. */
  readonly justCreated?: boolean
  /** Throws `github-not-found` for an object that is null without an error, as a commit is that GitHub does not know. */
  readonly check?: (data: T) => void
  readonly signal?: AbortSignal | undefined
  /** Top-level aliases that may fail (a repository the token cannot see, say) and are null then. */
  readonly optional?: readonly string[]
}

/** An answer of the REST API. `data` is undefined when `notModified`. */
export interface Answer<T> {
  readonly status: number
  readonly data: T
  readonly headers: Readonly<Record<string, string>>
  readonly notModified: boolean
}

export type Parameters = Readonly<Record<string, unknown>>

/** A GitHub that knows one token. Concept files build on these three calls. */
export interface GitHub {
  /** `route` as in GitHub's documentation, e.g. `GET /repos/{owner}/{repo}/pulls/{pull_number}`; values are URL-encoded. */
  request<T>(route: string, parameters: Parameters, options?: RequestOptions): Promise<Answer<T>>
  graphql<T>(document: string, variables: Parameters, options?: GraphQLOptions<T>): Promise<T>
  /** The bytes behind a route that redirects to storage; the token is never sent to another host. */
  download(
    route: string,
    parameters: Parameters,
    options: { readonly maxBytes: number; readonly signal?: AbortSignal },
  ): Promise<Uint8Array>
  readonly requests: Readonly<RequestCount>
}

export interface Repository {
  readonly owner: string
  readonly repo: string
}
