/** How long something new stays unseen: for so many reads of it, or so long on the lab's clock; with both, until both are over. */
export interface Lag {
  readonly reads?: number
  readonly milliseconds?: number
}

/**
 * `branch`, `commit`, `pullRequest`: reads of it answer 404 or null and lists leave it out; writes know it at once. `run`, `artifact`: lists
 * leave it out. `jobs`: the jobs of a run that has completed are listed as before its end.
 */
export type LagKind = 'branch' | 'commit' | 'pullRequest' | 'run' | 'jobs' | 'artifact'

/** Makes reads lag behind writes, as they do on GitHub. */
export interface Consistency {
  /** How many reads of a pull request answer `mergeable: null` after its head or base moved. */
  mergeableAfterReads: number
  /** What is made from now on stays unseen for a while; nothing does by default. */
  lag: Partial<Record<LagKind, Lag>>
}
