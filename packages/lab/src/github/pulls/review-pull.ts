import type { Cause } from '../events/cause.ts'
import { sendEvent } from '../events/send-event.ts'
import { simplePullRequestJson } from '../json/pull-request.ts'
import { reviewJson } from '../json/review.ts'
import type { PullRequest, Repository, Review } from '../records.ts'
import { timestamp, type World } from '../world.ts'
import { tryAutoMerge } from './auto-merge.ts'

interface NewReview {
  readonly pull: PullRequest
  readonly cause: Cause
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'
  readonly body: string
  readonly commit?: string | undefined
}

/** Gives a review and merges what has waited for it. */
export async function reviewPull(world: World, repository: Repository, wish: NewReview): Promise<Review> {
  const { pull, cause, state, body, commit = pull.headSha } = wish
  const review: Review = { id: world.nextId('review'), author: cause.account, state, body, commit, submittedAt: timestamp(world) }
  pull.reviews.push(review)
  sendReviewEvent(world, repository, { pull, review, cause, action: 'submitted' })
  await tryAutoMerge(world, repository, pull.headSha)
  return review
}

export function dismissReview(
  world: World,
  repository: Repository,
  { pull, review, cause }: { pull: PullRequest; review: Review; cause: Cause },
): void {
  review.state = 'DISMISSED'
  sendReviewEvent(world, repository, { pull, review, cause, action: 'dismissed' })
}

interface ReviewEvent {
  readonly pull: PullRequest
  readonly review: Review
  readonly cause: Cause
  readonly action: 'submitted' | 'dismissed'
}

function sendReviewEvent(world: World, repository: Repository, { pull, review, cause, action }: ReviewEvent): void {
  sendEvent(world, repository, {
    name: 'pull_request_review',
    action,
    cause,
    sha: pull.headSha,
    ref: `refs/pull/${pull.number}/merge`,
    payload: {
      action,
      // documented: lower case in events, upper case in answers
      review: { ...reviewJson(world, repository, { pull, review }), state: review.state.toLowerCase() },
      pull_request: simplePullRequestJson(world, repository, pull),
    },
  })
}
