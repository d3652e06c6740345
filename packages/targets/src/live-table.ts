/** A version as it lies in the store. `prefix` is `<mfe>/<version>`, `entry` is relative to it. */
export interface ServedVersion {
  version: string
  integrity: string
  prefix: string
  entry: string
  entryIntegrity: string | null
}

/** A second version, which some of the visitors get. */
export interface Canary extends ServedVersion {
  /** Of 100 visitors, the number that gets it: a whole number from 1 to 99. */
  percentage: number
}

/** The version of one MFE that one environment serves, and its canary while there is one. */
export interface LiveRow extends ServedVersion {
  environment: string
  mfe: string
  generation: number
  requestId: string
  activatedAt: string
  canary?: Canary
  /** Set when the activation of this generation was taken back: the live row serves the version before it again, the history keeps its own. */
  withdrawn?: Withdrawn
}

/** The version that was taken back. */
export interface Withdrawn {
  version: string
  integrity: string
  at: string
}

/** What tells one activation from all others. */
export type ActivationName = Pick<LiveRow, 'environment' | 'mfe' | 'generation' | 'requestId'>

export type Activation =
  | { result: 'activated'; previous: LiveRow | null }
  | { result: 'already' }
  | { result: 'older'; live: LiveRow }
  | { result: 'withdrawn'; live: LiveRow }

/** `not-live`: another activation is live, or none, and stays. */
export type Withdrawal = { result: 'withdrawn'; live: LiveRow } | { result: 'not-live'; live: LiveRow | null }

/** One live row per environment and MFE, fenced by generation, and one history row per activation. */
export interface LiveTable {
  read(pk: string): Promise<LiveRow | null>
  /**
   * Compare-and-set on `generation`, pointer and history in one transaction. A repeat of the live activation (same generation and
   * request) is `already`, or `withdrawn` when it was taken back; anything else that is not newer is `older`. None of these changes anything.
   */
  activate(row: LiveRow): Promise<Activation>
  /** The newest activation below a generation that was not taken back: what was served before it. */
  previous(pk: string, generation: number): Promise<LiveRow | null>
  /**
   * Takes an activation back while it is live: the live row gets what `previous` served, its canary included, under the same generation,
   * and the history says so, in one transaction. A repeat answers the same.
   */
  withdraw(own: ActivationName, previous: LiveRow, at: string): Promise<Withdrawal>
  /**
   * Says in the history that an activation which another one has followed was withdrawn too, so that nothing goes back to it; the live row
   * is left alone. A repeat changes nothing, nor does an activation that never was.
   */
  discredit(own: ActivationName, at: string): Promise<void>
  /** Activations of one MFE, newest first. */
  history(pk: string, limit?: number): Promise<LiveRow[]>
  /** Live rows of an environment, by MFE name. */
  list(environment: string): Promise<LiveRow[]>
}

/**
 * How many past activations of an MFE the edge answers for, because tabs that opened with them are still open; a prune keeps what they served. Twenty are
 * a day of busy continuous delivery.
 */
export const HISTORY_WINDOW = 20

/** The primary key of a live row. */
export function liveKey(environment: string, mfe: string): string {
  return `${environment}#${mfe}`
}
