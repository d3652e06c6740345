import type { MergeMethod } from './branch-rule.ts'
import { answerMessage, GitHubError } from './error.ts'
import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'
import { type MergeRefusal, mergeRefusals } from './merge-refusal.ts'

export type MergeResult =
  | { readonly kind: 'merged'; readonly sha: string }
  | { readonly kind: 'not-mergeable'; readonly refusals: readonly MergeRefusal[]; readonly message: string }
  /** 409: the head is not the commit that was checked any more. */
  | { readonly kind: 'head-moved'; readonly message: string }
  /** 422: GitHub did not accept the request itself. */
  | { readonly kind: 'refused'; readonly message: string }
  /** 5xx or no answer: the merge may have happened. Read the pull request before anything else. */
  | { readonly kind: 'unknown'; readonly error: GitHubError }

export interface MergeRequest extends Repository {
  readonly number: number
  /** Head commit that was checked; GitHub merges nothing else. */
  readonly sha: string
  readonly method: MergeMethod
  readonly title?: string | undefined
  readonly message?: string | undefined
}

/** Merges a pull request at exactly this head. */
export async function mergePullRequest(github: GitHub, wanted: MergeRequest): Promise<MergeResult> {
  const { owner, repo, number, sha, method, title, message } = wanted
  const texts = { ...(title === undefined ? {} : { commit_title: title }), ...(message === undefined ? {} : { commit_message: message }) }
  try {
    const parameters = { owner, repo, pull_number: number, sha, merge_method: method, ...texts }
    const { data } = await github.request<{ sha: string; merged: boolean }>(
      'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
      parameters,
    )
    return { kind: 'merged', sha: required(data.sha, 'merge commit') }
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    const said = answerMessage(error.body)
    if (error.status === 405) return { kind: 'not-mergeable', refusals: mergeRefusals(said), message: said }
    if (error.status === 409) return { kind: 'head-moved', message: said }
    if (error.status === 422) return { kind: 'refused', message: said }
    if (error.ambiguous) return { kind: 'unknown', error }
    throw error
  }
}
