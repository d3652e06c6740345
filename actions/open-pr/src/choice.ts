import type { PullRequest } from '@mfe-gitops/github'

export interface Choice {
  /** The open pull request of this very branch, if there is one. */
  readonly adopt: PullRequest | null
  /** Open pull requests of the same MFE and environment, from other branches. */
  readonly supersede: readonly PullRequest[]
}

/** Which of the pull requests found is ours, and which ones it replaces. Closed and merged ones are history and block nothing. */
export function choosePullRequest(found: readonly PullRequest[], head: string, base: string): Choice {
  const open = found.filter((pull) => pull.state === 'OPEN' && pull.base === base)
  return {
    adopt: open.find((pull) => pull.head === head) ?? null,
    supersede: open.filter((pull) => pull.head !== head),
  }
}
