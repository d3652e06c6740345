import { ActionError, type Ports, pauseBetween, rejection } from '@mfe-gitops/action-kit'
import { reason } from '@mfe-gitops/contract'
import { commitOnNewBranch, type GitHub, type GitHubError } from '@mfe-gitops/github'
import { type BranchChange, isSameChange } from './branch-content.ts'
import { replaceBranch } from './branch-replacement.ts'

/** Attempts at one branch: a fresh one, one that replaces an earlier try, more for outages and races with a twin run. */
const attempts = 4

/** Commits a change on its branch and returns the commit; the commit of an earlier try is adopted, or replaced when the base moved on. */
export async function commitChange(github: GitHub, change: BranchChange, ports: Pick<Ports, 'sleep' | 'random'>): Promise<string> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const result = await commitOnNewBranch(github, { ...change.repository, ...change })
    if (result.kind === 'committed') return result.commit
    if (result.kind === 'branch-exists') {
      if (await isSameChange(github, change, result.head)) return result.head.commit
      if (!change.isOwnBranch) break
      const replaced = await replaceBranch(github, { ...change, from: result.head.commit }, ports)
      if (replaced !== null) return replaced
    }
    if (result.kind === 'not-committed' && (!result.error.ambiguous || attempt === attempts)) throw refused(result.error)
    await pauseBetween(ports, attempt)
  }
  throw rejection([reason('branch-conflict', { field: 'branch', seen: change.branch })], 'failed')
}

function refused(error: GitHubError): Error {
  if (error.code !== 'github-refused') return error
  const why = reason('commit-refused', { field: 'branch', summary: error.message })
  return new ActionError(why.code, why.message, { cause: error, reasons: [why] })
}
