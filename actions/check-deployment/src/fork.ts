interface PullRequestEvent {
  readonly pull_request?: { readonly head?: { readonly repo?: { readonly full_name?: string } | null } }
  readonly repository?: { readonly full_name?: string }
}

/** Whether the event is about a pull request of another repository, one that is gone included. */
export function isFromFork(event: unknown): boolean {
  const { pull_request: pull, repository } = (event ?? {}) as PullRequestEvent
  const source = pull?.head?.repo
  if (source === null) return true
  return source?.full_name !== undefined && source.full_name.toLowerCase() !== repository?.full_name?.toLowerCase()
}

/** documented: a run on a pull request of a fork has a token that only reads, and no secrets. */
export const forkNotice =
  'This pull request comes from a fork. Its run may only read and has no secrets, so the result is not posted as a commit status and packages that need a token are not found. ' +
  'To have it merged, somebody with write access pushes the same commits to a branch of this repository and opens a pull request from there.'
