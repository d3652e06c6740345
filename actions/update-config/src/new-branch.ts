import { ActionError } from '@mfe-gitops/action-kit'
import { showValue } from '@mfe-gitops/contract'

/** The branch to commit on; never a base branch, on which the commit would pass by every check. */
export function newBranch(branch: string, bases: readonly (string | null | undefined)[]): string {
  if (!bases.includes(branch)) return branch
  throw new ActionError(
    'input-invalid',
    `Input "branch" is ${showValue(branch)}, the base of the change. Name a branch of its own, or leave "branch" empty with a request.`,
  )
}
