import { ActionError, type Ports, pauseBetween } from '@mfe-gitops/action-kit'
import { reason } from '@mfe-gitops/contract'
import {
  type CreatedPullRequest,
  createPullRequest,
  findPullRequests,
  type GitHub,
  GitHubError,
  type NewPullRequest,
  type PullRequest,
} from '@mfe-gitops/github'
import { choosePullRequest } from './pull-request-choice.ts'

export type Opened = Pick<PullRequest, 'number' | 'url' | 'headCommit'>

/** A new branch is not known to every replica of GitHub at once, and an answer may be lost. */
const attempts = 3

/** Opens the pull request. Whatever stood in the way, the list of pull requests tells whether there is one now: from a twin run, or a call whose answer was lost. */
export async function openPullRequest(
  github: GitHub,
  wanted: NewPullRequest,
  ports: Pick<Ports, 'sleep' | 'random'>,
): Promise<Opened & { created: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await createPullRequest(github, wanted).catch(doubtful)
    if (!(result instanceof GitHubError) && result.kind === 'created') return { ...result, created: true }
    const { adopt } = choosePullRequest(await findPullRequests(github, { ...wanted, prefixes: [] }), wanted)
    if (adopt) return { ...adopt, created: false }
    if (attempt === attempts || !mayPass(result)) throw refusal(result)
    await pauseBetween(ports, attempt)
  }
}

type Failure = Exclude<CreatedPullRequest, { kind: 'created' }> | GitHubError

function doubtful(error: unknown): GitHubError {
  if (error instanceof GitHubError && (error.ambiguous || error.status === 422)) return error
  throw error
}

// 422 with `head invalid` or `Could not resolve to a node` is what GitHub says of a branch made a moment ago.
function mayPass(failure: Failure): boolean {
  if (failure instanceof GitHubError) return failure.ambiguous || /head invalid|could not resolve to a node/i.test(failure.message)
  return failure.kind === 'exists'
}

function refusal(failure: Failure): Error {
  if (failure instanceof GitHubError && failure.status !== 422) return failure
  const why = reason('pr-create-refused', { field: 'head', summary: sentence(failure) })
  return new ActionError(why.code, why.message, { cause: failure, reasons: [why] })
}

function sentence(failure: Failure): string {
  if (failure instanceof GitHubError) return failure.message
  return failure.kind === 'exists' ? 'GitHub says that a pull request exists, and lists none' : 'Head and base hold the same content'
}
