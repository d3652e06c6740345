import { type Ports, pauseBetween } from '@mfe-gitops/action-kit'
import { commitOnNewBranch, deleteBranch, type GitHub, type GitHubError, moveBranch } from '@mfe-gitops/github'
import { type BranchChange, isSameChange } from './branch-content.ts'

/** Where the new content of a branch is made before the branch moves there. A run that comes back finds it by the same name. */
export function scaffoldBranch(branch: string): string {
  return `${branch}-redo`
}

/** Attempts at the commit: one, one after a leftover was cleared away, more for outages and races with a twin run. */
const attempts = 4

/**
 * Gives a branch other content on another base, and returns its new head; null when somebody else moved the branch meanwhile. The branch is never
 * deleted nor ever equal to its base, since GitHub closes the pull request of such a branch: the commit is made on a scaffold, to which the
 * branch moves in one step. Whenever the run dies, the branch is whole, before or after; what is left of the scaffold hinders nobody.
 */
export async function replaceBranch(
  github: GitHub,
  change: BranchChange & { readonly from: string },
  ports: Pick<Ports, 'sleep' | 'random'>,
): Promise<string | null> {
  const scaffold = scaffoldBranch(change.branch)
  let last: GitHubError | null = null
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await pauseBetween(ports, attempt - 1)
    const made = await commitOnNewBranch(github, { ...change.repository, ...change, branch: scaffold })
    if (made.kind === 'not-committed') {
      if (!made.error.ambiguous) throw made.error
      last = made.error
      continue
    }
    if (made.kind === 'stale') continue
    if (made.kind === 'branch-exists' && !(await isSameChange(github, change, made.head))) {
      await deleteBranch(github, { ...change.repository, branch: scaffold })
      continue
    }
    const to = made.kind === 'committed' ? made.commit : made.head.commit
    const moved = await moveBranch(github, { ...change.repository, ...change, scaffold, to })
    if (moved.kind === 'moved') return to
    if (moved.kind === 'not-moved') {
      last = moved.error
      continue
    }
    // Harmless when it went with a move, and also when a twin is at it: that one makes it again.
    await deleteBranch(github, { ...change.repository, branch: scaffold })
    return moved.kind === 'there' ? to : null
  }
  if (last) throw last
  return null
}
