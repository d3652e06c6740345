import { ActionError, type Ports, pauseBetween, rejection } from '@mfe-gitops/action-kit'
import { reason } from '@mfe-gitops/contract'
import {
  type BranchHead,
  commitOnNewBranch,
  deleteBranch,
  type GitHub,
  type GitHubError,
  type Repository,
  readSnapshot,
} from '@mfe-gitops/github'

export interface BranchChange {
  readonly repository: Repository
  readonly repositoryId: string
  readonly branch: string
  /** Tip of the base branch, on which the change was made. */
  readonly base: string
  readonly message: { readonly headline: string; readonly body: string }
  readonly additions: readonly { readonly path: string; readonly contents: string }[]
  /** True when nobody else makes a branch of this name, so that an earlier try on an older base may be thrown away. */
  readonly isOwnBranch: boolean
}

/** Attempts at one branch: a fresh one, one after an earlier try was cleared away, more for outages and races with a twin run. */
const attempts = 4

/** Commits a change on its branch and returns the commit; the commit of an earlier try is adopted, or made anew when the base moved on. */
export async function commitChange(github: GitHub, change: BranchChange, ports: Pick<Ports, 'sleep' | 'random'>): Promise<string> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const result = await commitOnNewBranch(github, { ...change.repository, ...change })
    if (result.kind === 'committed') return result.commit
    if (result.kind === 'branch-exists') {
      if (await isSameChange(github, change, result.head)) return result.head.commit
      if (!change.isOwnBranch) break
      await deleteBranch(github, { ...change.repository, branch: change.branch })
      continue
    }
    if (result.kind === 'not-committed' && (!result.error.ambiguous || attempt === attempts)) throw refused(result.error)
    await pauseBetween(ports, attempt)
  }
  throw rejection([reason('branch-conflict', { field: 'branch', seen: change.branch })], 'failed')
}

async function isSameChange(github: GitHub, { repository, base, additions }: BranchChange, head: BranchHead): Promise<boolean> {
  if (head.parents.length !== 1 || head.parents[0] !== base) return false
  const there = await readSnapshot(github, { ...repository, commit: head.commit, paths: additions.map(({ path }) => path) })
  return additions.every(({ path, contents }) => there.files[path] === contents)
}

function refused(error: GitHubError): Error {
  if (error.code !== 'github-refused') return error
  const why = reason('commit-refused', { field: 'branch', summary: error.message })
  return new ActionError(why.code, why.message, { cause: error, reasons: [why] })
}
