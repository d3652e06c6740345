import { ActionError, type Ports } from '@mfe-gitops/action-kit'
import { findSuccessor, type Reason, supersededReason } from '@mfe-gitops/contract'
import { deleteBranch, type GitHub, GitHubError, type PullRequestState, type Repository, readComments } from '@mfe-gitops/github'
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
  const why = result === 'closed' ? await explainClosed(place, stop.reason, state) : stop.reason
  const { summary } = place.ports
  await summary.heading(`Pull request #${state.number} was not merged: ${result}`).paragraph(why.message).write()
  return new ActionError(why.code, why.message, {
    ...(result === 'timed-out' ? { outcome: 'timed-out' } : {}),
    reasons: [why],
    outputs: { ...place.outputs, result, 'merge-commit': '', url: state.url },
  })
}

/** A pull request that was closed in favour of a newer one says so in its comments. */
async function explainClosed({ github, repository }: Place, why: Reason, state: PullRequestState): Promise<Reason> {
  const comments = await readComments(github, { ...repository, number: state.number }).catch((error: unknown) => {
    // Closed it is, whether the comments can be read or not.
    if (error instanceof GitHubError) return []
    throw error
  })
  const successor = findSuccessor(comments)
  if (successor === null) return why
  return supersededReason({ number: successor, url: state.url.replace(/\d+$/, String(successor)) })
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
