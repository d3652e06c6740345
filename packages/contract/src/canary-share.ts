/** A canary as reports and people see it: which version, and how many of 100 visitors get it. */
export interface CanaryShare {
  readonly version: string
  readonly percentage: number
}

/** What is told of a canary, whatever else is known of it; null when there is none. */
export function canaryShare(canary: CanaryShare | undefined): CanaryShare | null {
  return canary === undefined ? null : { version: canary.version, percentage: canary.percentage }
}
