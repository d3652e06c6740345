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
}

export type Activation = { result: 'activated'; previous: LiveRow | null } | { result: 'already' } | { result: 'older'; live: LiveRow }

/** One live row per environment and MFE, fenced by generation, and one history row per activation. */
export interface LiveTable {
  read(pk: string): Promise<LiveRow | null>
  /**
   * Compare-and-set on `generation`, pointer and history in one transaction. A repeat of the live activation (same generation and
   * request) is `already`; anything else that is not newer is `older`, and changes nothing.
   */
  activate(row: LiveRow): Promise<Activation>
  /** Activations of one MFE, newest first. */
  history(pk: string, limit?: number): Promise<LiveRow[]>
  /** Live rows of an environment, by MFE name. */
  list(environment: string): Promise<LiveRow[]>
}

/** The primary key of a live row. */
export function liveKey(environment: string, mfe: string): string {
  return `${environment}#${mfe}`
}
