import type { PullRequest, Review } from '../records.ts'

/** The last word of each reviewer; comments take nothing back. */
export function opinions(pull: PullRequest): Review[] {
  const opinionated = pull.reviews.filter(({ state }) => state !== 'COMMENTED')
  return opinionated.filter((review) => opinionated.findLast(({ author }) => author.id === review.author.id) === review)
}

export function approvalsOf(pull: PullRequest): Review[] {
  return opinions(pull).filter(({ state }) => state === 'APPROVED')
}

export function changeRequestsOf(pull: PullRequest): Review[] {
  return opinions(pull).filter(({ state }) => state === 'CHANGES_REQUESTED')
}
