import { invalid, notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { reviewJson } from '../json/review.ts'
import { dismissReview, reviewPull } from '../pulls/review-pull.ts'
import type { Review } from '../records.ts'
import { listed } from './page.ts'
import { pullOf } from './pull-routes.ts'
import { numberParam, oneOf, optionalText, type RestCall, requiredText } from './rest-call.ts'

const reviews = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'

/** Reviews of pull requests, submitted at once; the lab keeps no pending ones and no comments on lines. */
export const reviewRoutes: readonly Route[] = [
  { route: `GET ${reviews}`, needs: [['pull_requests', 'read']], answer: listReviews },
  { route: `POST ${reviews}`, needs: [['pull_requests', 'write']], creates: true, answer: createReview },
  { route: `PUT ${reviews}/{review_id}/dismissals`, needs: [['pull_requests', 'write']], answer: dismiss },
]

function listReviews(call: RestCall) {
  const pull = pullOf(call)
  return listed(call, pull.reviews, (review) => reviewJson(call.world, call.repository, { pull, review }))
}

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const

async function createReview(call: RestCall) {
  const { world, repository, cause } = call
  const pull = pullOf(call)
  const event = oneOf(requiredText(call, 'event'), ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'], {
    resource: 'PullRequestReview',
    field: 'event',
  })
  const body = optionalText(call, 'body') ?? ''
  // documented: a body is needed for all but an approval
  if (event !== 'APPROVE' && body === '') throw invalid('PullRequestReview', [{ field: 'body', code: 'missing_field' }])
  // from memory: the sentences
  if (cause.account.id === pull.author.id && event !== 'COMMENT') {
    throw new Refusal(422, 'Unprocessable Entity', {
      errors: [`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`],
    })
  }
  const review = await reviewPull(world, repository, { pull, cause, state: states[event], body, commit: optionalText(call, 'commit_id') })
  return { status: 200, body: reviewJson(world, repository, { pull, review }) }
}

function dismiss(call: RestCall) {
  const { world, repository, cause } = call
  const pull = pullOf(call)
  const review: Review | undefined = pull.reviews.find(({ id }) => id === numberParam(call, 'review_id'))
  if (!review) throw notFound()
  // from memory: the sentence
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED')
    throw new Refusal(422, 'Unprocessable Entity', { errors: ['Can not dismiss a commented pull request review'] })
  dismissReview(world, repository, { pull, review, cause })
  return { status: 200, body: reviewJson(world, repository, { pull, review }) }
}
