import type { ConfigPlaceOptions } from '../config-place.ts'

/** The options of `mfe prune`, as the command line gives them. */
export interface PruneOptions extends ConfigPlaceOptions {
  readonly target?: string
  readonly mfe?: readonly string[]
  readonly history?: number
  readonly keepDays?: number
  readonly unregistered?: boolean
  readonly role?: string
  readonly plan?: string
  /** True without a file. */
  readonly apply?: string | true
  readonly yes?: boolean
}

// GitHub lets a failed job be run again for 30 days, and such a run finds what it had uploaded.
export const KEEP_DAYS = 30
