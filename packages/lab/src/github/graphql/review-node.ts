import { nodeId } from '../ids.ts'
import { pullPage } from '../json/pull-request.ts'
import type { PullRequest, Repository, Review } from '../records.ts'
import { rulesOf } from '../rules/branch-rules.ts'
import { missingOwners } from '../rules/code-owners.ts'
import { approvalsOf, changeRequestsOf, opinions } from '../rules/reviews.ts'
import type { World } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Resolver } from './context.ts'

/** Fields of a pull request that are about its reviews. */
export function reviewFields(world: World, repository: Repository, pull: PullRequest): Record<string, unknown> {
  const of =
    (name: string, all: () => readonly Review[]): Resolver =>
    (args: ConnectionArguments) =>
      connection('PullRequestReviewConnection', { name, args, all: all() }, (review) => reviewNode(world, repository, { pull, review }))
  return {
    reviewDecision: () => decision(repository, pull),
    reviews: of('reviews', () => pull.reviews),
    latestOpinionatedReviews: of('latestOpinionatedReviews', () => opinions(pull)),
  }
}

/** documented: null where no review is required */
async function decision(repository: Repository, pull: PullRequest): Promise<string | null> {
  const rules = rulesOf(repository.rules.values(), pull.base)
  const wanted = Math.max(0, ...rules.map(({ requiredApprovals = 0 }) => requiredApprovals))
  const isUnowned = rules.some(({ codeOwners }) => codeOwners) && (await missingOwners(repository, pull)).length > 0
  if (changeRequestsOf(pull).length > 0) return 'CHANGES_REQUESTED'
  if (isUnowned) return 'REVIEW_REQUIRED'
  if (wanted === 0) return null
  return approvalsOf(pull).length >= wanted ? 'APPROVED' : 'REVIEW_REQUIRED'
}

function reviewNode(world: World, repository: Repository, { pull, review }: { pull: PullRequest; review: Review }) {
  const url = `${pullPage(world, repository, pull)}#pullrequestreview-${review.id}`
  return {
    __typename: 'PullRequestReview',
    id: nodeId('PRR', review.id),
    fullDatabaseId: String(review.id),
    author: actorNode(world, review.author),
    authorCanPushToRepository: true,
    body: review.body,
    state: review.state,
    submittedAt: review.submittedAt,
    createdAt: review.submittedAt,
    url,
  }
}
