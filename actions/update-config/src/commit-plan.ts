import { ActionError } from '@mfe-gitops/action-kit'
import type { DesiredStatePlan, SnapshotFiles } from '@mfe-gitops/config-repository'
import { type DeploymentRequest, reason } from '@mfe-gitops/contract'
import { commitOnNewBranch, deleteBranch, type GitHub, type Repository, readSnapshot } from '@mfe-gitops/github'
import { commitText } from './commit-text.ts'

export interface PlannedCommit {
  readonly repository: Repository
  readonly branch: string
  readonly message: string | undefined
  readonly request: DeploymentRequest
  readonly plan: Extract<DesiredStatePlan, { kind: 'change' }>
  readonly files: SnapshotFiles
}

/** Attempts at one branch: a fresh one, one after an earlier try was cleared away, one more for a race with a twin run. */
const attempts = 3

/** Commits the plan on its branch and returns the commit; an earlier try of the same request is adopted, or made anew when the base moved on. */
export async function commitPlan(github: GitHub, planned: PlannedCommit): Promise<string> {
  const { repository, branch, plan, files } = planned
  const text = commitText(planned.request, plan.changes)
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const result = await commitOnNewBranch(github, {
      ...repository,
      repositoryId: files.repositoryId,
      branch,
      base: files.commit,
      message: { ...text, headline: planned.message ?? text.headline },
      additions: [{ path: plan.file, contents: plan.text }],
    })
    if (result.kind === 'committed') return result.commit
    if (result.kind === 'branch-only') throw result.error
    if (result.kind === 'branch-exists') {
      if (await isSameChange(github, planned, result.facts)) return result.head
      // The branch is named after the request, so only this request may have made it: an older try on an older base.
      await deleteBranch(github, { ...repository, branch })
    }
  }
  const conflict = reason('branch-conflict', { field: 'branch', seen: branch })
  throw new ActionError(conflict.code, conflict.message, { reasons: [conflict] })
}

async function isSameChange(
  github: GitHub,
  { repository, plan, files }: PlannedCommit,
  head: { commit: string; parents: readonly string[] },
): Promise<boolean> {
  if (head.parents.length !== 1 || head.parents[0] !== files.commit) return false
  const there = await readSnapshot(github, { ...repository, commit: head.commit, paths: [plan.file] })
  return there.files[plan.file] === plan.text
}
