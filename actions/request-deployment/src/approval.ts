import { findSuccessor, reason, supersededReason } from '@mfe-gitops/contract'
import { GitHubError, readComments } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'
import { nextPause } from './poll-pause.ts'
import type { PullRequestLink } from './pull-request.ts'
import { tolerant } from './tolerance.ts'
import { nothingKnown, type Verdict } from './verdict.ts'

/** What became of a pull request that people decide about. */
export type Approval =
  | { readonly kind: 'merged'; readonly commit: string; readonly at: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'open' }
  /** The token may not read pull requests. */
  | { readonly kind: 'unreadable' }

interface PullRequestNode {
  readonly state: string
  readonly merged: boolean
  readonly merged_at: string | null
  readonly merge_commit_sha: string | null
}

/** Watches a pull request until somebody merges or closes it, or until time is up. */
export async function awaitApproval(
  config: ConfigRepository,
  { number }: PullRequestLink,
  { deadline, pollMs }: { readonly deadline: number; readonly pollMs: number },
): Promise<Approval> {
  const look = createLook(config, number)
  for (let pause = 0; ; ) {
    const approval = await tolerant<Approval>(config, look, { kind: 'open' })
    pause = nextPause(pause, false, pollMs)
    if (approval.kind !== 'open' || config.now() + pause > deadline) return approval
    await config.sleep(pause)
  }
}

// A 304 costs nothing of the hourly limit, and a person may take hours.
function createLook(config: ConfigRepository, number: number): () => Promise<Approval> {
  const { github, name, signal } = config
  let known: { readonly approval: Approval; readonly etag: string | undefined } = { approval: { kind: 'open' }, etag: undefined }
  return async () => {
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}'
    const options = known.etag === undefined ? { signal } : { signal, etag: known.etag }
    const answer = await readable(github.request<PullRequestNode>(route, { ...name, pull_number: number }, options))
    if (answer === null) return { kind: 'unreadable' }
    if (answer.notModified) config.unchanged += 1
    else known = { approval: readApproval(answer.data), etag: answer.headers.etag }
    return known.approval
  }
}

async function readable<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof GitHubError && (error.status === 403 || error.status === 404) && error.code !== 'github-rate-limited') return null
    throw error
  }
}

function readApproval({ state, merged, merged_at, merge_commit_sha }: PullRequestNode): Approval {
  if (merged && merge_commit_sha !== null) return { kind: 'merged', commit: merge_commit_sha, at: Date.parse(merged_at ?? '') }
  return state === 'closed' ? { kind: 'closed' } : { kind: 'open' }
}

/** Why a pull request was closed without a merge: in favour of a newer one, or because a person said no. */
export async function judgeClosed(config: ConfigRepository, pullRequest: PullRequestLink): Promise<Verdict> {
  const { number, url } = pullRequest
  const successor = findSuccessor(await commentsOf(config, number))
  if (successor !== null) {
    const winner = { number: successor, url: url.replace(/\d+$/, String(successor)) }
    return { ...nothingKnown, outcome: 'superseded', reasons: [supersededReason(winner)], pullRequest }
  }
  const summary = `Pull request #${number} was closed without a merge, so the version was not deployed: ${url}`
  return { ...nothingKnown, outcome: 'failed', reasons: [reason('pull-request-closed', { summary })], pullRequest }
}

async function commentsOf({ github, name, signal }: ConfigRepository, number: number): Promise<readonly string[]> {
  try {
    return await readComments(github, { ...name, number })
  } catch (error) {
    // Closed it is, whether the comments can be read or not.
    if (!(error instanceof GitHubError) || signal.aborted) throw error
    return []
  }
}
