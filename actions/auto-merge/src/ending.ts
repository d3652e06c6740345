import { ActionError, type Ports } from '@mfe-gitops/action-kit'
import { explainRetired } from '@mfe-gitops/change'
import { deleteBranch, type GitHub, GitHubError, type PullRequestState, type Repository } from '@mfe-gitops/github'
import type { Stop } from './verdict.ts'

interface Place {
  readonly github: GitHub
  readonly repository: Repository
  readonly ports: Ports
  /** What is known about the change at the end. */
  readonly outputs: Readonly<Record<string, string | number | object>>
}

/** How the action ends without a merge: one word, one reason, and the same in the step summary. */
export async function ended(place: Place, stop: Stop, state: PullRequestState): Promise<ActionError> {
  const { result } = stop
  const retired = result === 'closed' ? await explainRetired(place.github, place.repository, state) : null
  const why = retired ?? stop.reason
  const { summary } = place.ports
  await summary.heading(`Pull request #${state.number} was not merged: ${result}`).paragraph(why.message).write()
  return new ActionError(why.code, why.message, {
    ...(result === 'timed-out' ? { outcome: 'timed-out' } : {}),
    reasons: [why],
    outputs: { ...place.outputs, result, 'merge-commit': '', url: state.url },
  })
}

/** The merge is done, whatever becomes of the branch. */
export async function removeBranch({ github, repository, ports }: Place, { head }: PullRequestState): Promise<void> {
  try {
    await deleteBranch(github, { ...repository, branch: head })
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    ports.log.warning(`Branch ${head} could not be deleted: ${error.message}`)
  }
}
