/** How often one thing that the lab serves was asked for. */
export interface Use {
  /** `POST /repos/{owner}/{repo}/pulls`, or a root field of GraphQL. */
  readonly name: string
  readonly requests: number
}

/** What the lab implements, and how much of it has been seen to fit GitHub's own descriptions. */
export interface Coverage {
  readonly rest: readonly Use[]
  readonly queries: readonly Use[]
  readonly mutations: readonly Use[]
  /** Answers of REST that were held against the OpenAPI description, and of GraphQL that were executed on GitHub's schema. */
  readonly answers: { readonly rest: number; readonly graphql: number }
  /** Events that were held against the webhook schemas, by name. */
  readonly events: Readonly<Record<string, number>>
  /** Requests that the descriptions do not allow. */
  readonly refused: number
  /** Answers and events that do not fit: bugs of the lab. */
  readonly violations: number
}
