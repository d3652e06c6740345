import { own } from '@mfe-gitops/contract'

const standstills: Readonly<Record<string, string>> = {
  queued: 'is queued, no runner has taken it yet',
  pending: 'is held by a concurrency group until the run before it has ended',
  requested: 'is held, GitHub has not queued it yet',
  waiting: 'waits for the approval of a person',
}

/** What a run waits for, as the end of a sentence; null when it does not stand still. */
export function describeStandstill(status: string): string | null {
  return own(standstills, status) ?? null
}
