import type { PullRequest } from '@mfe-gitops/github'

export interface Choice {
  /** The pull request that carries this very branch: open, or merged as the branch stands. */
  readonly adopt: PullRequest | null
  /** A pull request by which an earlier content of this branch was merged. */
  readonly mergedBefore: PullRequest | null
  /** Open pull requests of other requests for the same MFEs and environments; none when the own one is merged. */
  readonly rivals: readonly PullRequest[]
}

export interface Place {
  readonly head: string
  readonly base: string
  /** What the branches of all requests for each MFE and environment start with; none when nothing is to be superseded. */
  readonly prefixes?: readonly string[]
}

/** Sorts the pull requests found. Those that were closed without a merge are history and block nothing. */
export function choosePullRequest(found: readonly PullRequest[], { head, base, prefixes = [] }: Place): Choice {
  const here = found.filter((pull) => pull.base === base)
  const own = here.filter((pull) => pull.head === head)
  const open = own.find(({ state }) => state === 'OPEN')
  const merged = own.filter(({ state }) => state === 'MERGED')
  const done = merged.find(({ headCommit, branchCommit }) => headCommit === branchCommit)
  const rivals = here.filter(
    (pull) => pull.state === 'OPEN' && pull.head !== head && prefixes.some((prefix) => isRequestBranch(pull.head, prefix)),
  )
  return { adopt: open ?? done ?? null, mergedBefore: merged[0] ?? null, rivals: !open && done ? [] : rivals }
}

/** A person may keep branches below the same prefix: only those that are named after a request are ours to close. */
export function isRequestBranch(branch: string, prefix: string): boolean {
  return branch.startsWith(prefix) && /^[0-9a-f]{12}$/.test(branch.slice(prefix.length))
}
