import { GitHubError } from './error.ts'

/** A required field of an answer: an answer of another shape ends as `github-invalid-answer` instead of as `undefined` further on. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value !== null && value !== undefined) return value
  throw new GitHubError(`GitHub's answer holds no ${what}.`, { code: 'github-invalid-answer', status: 200 })
}
