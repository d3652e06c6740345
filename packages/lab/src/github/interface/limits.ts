/** At most so much in so many seconds. */
export interface Limit {
  readonly most: number
  readonly seconds: number
}

/** Everything that GitHub limits, by the name under which a refused request is recorded. */
export interface LimitRules {
  /** REST requests of a user or an installation. */
  readonly rest: Limit
  /** REST requests of all GITHUB_TOKENs of one repository. */
  readonly restOfRun: Limit
  /** REST requests without credentials. */
  readonly restOfNobody: Limit
  /** GraphQL points of a user or an installation. */
  readonly graphql: Limit
  /** GraphQL points of all GITHUB_TOKENs of one repository. */
  readonly graphqlOfRun: Limit
  /** Secondary: a GET is 1 point, a write 5. */
  readonly restPoints: Limit
  /** Secondary: a query is 1 point, a document with mutations 5. */
  readonly graphqlPoints: Limit
  /** Secondary: content that is created. */
  readonly contentPerMinute: Limit
  readonly contentPerHour: Limit
  /** Secondary: requests at the same time, of both APIs. */
  readonly concurrent: number
}

export type LimitName = keyof LimitRules

/** Single limits that are different from GitHub's, and the status of a refusal: GitHub gives 403 (default) or 429. */
export type LimitOptions = Partial<LimitRules> & { readonly status?: 403 | 429 }

/** Whether the lab refuses what goes beyond GitHub's rate limits. Refused requests carry the limit in their record. */
export interface Limits {
  /** From now on; every window starts empty. */
  enforce(options?: LimitOptions): void
  /** Counts only, as a lab does from the start when nobody asked for limits. */
  lift(): void
}
