import { GitHubError } from './error.ts'
import type { GitHub } from './github.ts'

export type EnqueueResult =
  | { readonly kind: 'queued' }
  /** In GitHub's words: a rule is not met, it is queued already, its head is another one. */
  | { readonly kind: 'refused'; readonly message: string }
  /** No usable answer: it may be in the queue. Read the pull request before anything else. */
  | { readonly kind: 'unknown'; readonly error: GitHubError }

export const enqueueDocument = `mutation Enqueue($input: EnqueuePullRequestInput!) {
  enqueuePullRequest(input: $input) { mergeQueueEntry { position } }
}`
export const dequeueDocument = `mutation Dequeue($input: DequeuePullRequestInput!) {
  dequeuePullRequest(input: $input) { clientMutationId }
}`

/** Puts a pull request into the merge queue of its base, at exactly this head. */
export async function enqueuePullRequest(
  github: GitHub,
  { id, head }: { readonly id: string; readonly head: string },
): Promise<EnqueueResult> {
  try {
    await github.graphql(enqueueDocument, { input: { pullRequestId: id, expectedHeadOid: head } })
    return { kind: 'queued' }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    if (error.ambiguous) return { kind: 'unknown', error }
    if (error.code !== 'github-refused') throw error
    return { kind: 'refused', message: error.errors.map(({ message }) => message).join('; ') }
  }
}

/** Takes a pull request out of its queue; false when it could not be, as one that has just been merged. */
export async function dequeuePullRequest(github: GitHub, { id }: { readonly id: string }): Promise<boolean> {
  try {
    await github.graphql(dequeueDocument, { input: { id } })
    return true
  } catch (error) {
    if (error instanceof GitHubError) return false
    throw error
  }
}
