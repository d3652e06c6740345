import { nodeId } from '../ids.ts'
import type { PullRequest, Repository, Review } from '../records.ts'
import type { World } from '../world.ts'
import { accountJson, type Json } from './account.ts'
import { pullPage } from './pull-request.ts'
import { repositoryUrl } from './repository.ts'

export function reviewJson(world: World, repository: Repository, { pull, review }: { pull: PullRequest; review: Review }): Json {
  const page = `${pullPage(world, repository, pull)}#pullrequestreview-${review.id}`
  const pullUrl = `${repositoryUrl(world, repository)}/pulls/${pull.number}`
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: accountJson(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pullUrl,
    author_association: review.author.type === 'Bot' ? 'NONE' : 'MEMBER',
    _links: { html: { href: page }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
  }
}
