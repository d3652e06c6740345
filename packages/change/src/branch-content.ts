import { type BranchHead, type GitHub, type Repository, readSnapshot } from '@mfe-gitops/github'

export interface BranchChange {
  readonly repository: Repository
  readonly repositoryId: string
  readonly branch: string
  /** Tip of the base branch, on which the change was made. */
  readonly base: string
  readonly message: { readonly headline: string; readonly body: string }
  readonly additions: readonly { readonly path: string; readonly contents: string }[]
  /** True when nobody else makes a branch of this name, so that an earlier try on an older base may be replaced. */
  readonly isOwnBranch: boolean
}

/** True when a commit makes this very change on this very base: an earlier try made it, or a twin run. */
export async function isSameChange(
  github: GitHub,
  { repository, base, additions }: Pick<BranchChange, 'repository' | 'base' | 'additions'>,
  head: BranchHead,
): Promise<boolean> {
  if (head.parents.length !== 1 || head.parents[0] !== base) return false
  const there = await readSnapshot(github, { ...repository, commit: head.commit, paths: additions.map(({ path }) => path) })
  return additions.every(({ path, contents }) => there.files[path] === contents)
}
