import { GitHubError } from './error.ts'

/** A required field of an answer: an answer of another shape ends as `github-invalid-answer` instead of as `undefined` further on. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value !== null && value !== undefined) return value
  throw new GitHubError(`GitHub's answer holds no ${what}.`, { code: 'github-invalid-answer', status: 200 })
}

/** Something that was asked for by name: in GraphQL a null means that it is not there, or not visible to the token. */
export function existing<T>(value: T | null | undefined, what: string): T {
  if (value !== null && value !== undefined) return value
  throw new GitHubError(`GitHub knows no ${what}, or the token may not see it.`, { code: 'github-not-found', status: 200 })
}
