import { nodeId } from '../ids.ts'
import type { Comment, Label, PullRequest, Repository } from '../records.ts'
import type { World } from '../world.ts'
import { accountJson, type Json } from './account.ts'
import { repositoryJson, repositoryPage, repositoryUrl } from './repository.ts'

export function pullNodeId(repository: Repository, pull: PullRequest): string {
  return nodeId('PR', repository.id, pull.number)
}

export function pullPage(world: World, repository: Repository, pull: PullRequest): string {
  return `${repositoryPage(world, repository)}/pull/${pull.number}`
}

/** A pull request where it is only mentioned, as in a run. */
export function minimalPullRequestJson(world: World, repository: Repository, pull: PullRequest): Json {
  const repo = { id: repository.id, url: repositoryUrl(world, repository), name: repository.name }
  return {
    url: `${repositoryUrl(world, repository)}/pulls/${pull.number}`,
    id: pull.id,
    number: pull.number,
    head: { ref: pull.head, sha: pull.headSha, repo },
    base: { ref: pull.base, sha: pull.baseSha, repo },
  }
}

export function labelJson(world: World, repository: Repository, label: Label): Json {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  }
}

export function commentJson(world: World, repository: Repository, { pull, comment }: { pull: PullRequest; comment: Comment }): Json {
  const url = repositoryUrl(world, repository)
  return {
    url: `${url}/issues/comments/${comment.id}`,
    html_url: `${pullPage(world, repository, pull)}#issuecomment-${comment.id}`,
    issue_url: `${url}/issues/${pull.number}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: accountJson(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: comment.author.type === 'Bot' ? 'NONE' : 'MEMBER',
  }
}

/** A pull request as lists show it. */
export function simplePullRequestJson(world: World, repository: Repository, pull: PullRequest): Json {
  const url = repositoryUrl(world, repository)
  const page = pullPage(world, repository, pull)
  const self = `${url}/pulls/${pull.number}`
  const links = {
    self,
    html: page,
    issue: `${url}/issues/${pull.number}`,
    comments: `${url}/issues/${pull.number}/comments`,
    review_comments: `${self}/comments`,
    review_comment: `${url}/pulls/comments{/number}`,
    commits: `${self}/commits`,
    statuses: `${url}/statuses/${pull.headSha}`,
  }
  return {
    url: self,
    id: pull.id,
    node_id: pullNodeId(repository, pull),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: links.issue,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: accountJson(world, pull.author),
    body: pull.body,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: pull.labels.map((label) => labelJson(world, repository, label)),
    milestone: null,
    draft: pull.draft,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    head: endJson(world, repository, { ref: pull.head, sha: pull.headSha }),
    base: endJson(world, repository, { ref: pull.base, sha: pull.baseSha }),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: pull.author.type === 'Bot' ? 'NONE' : 'MEMBER',
    auto_merge: pull.autoMerge
      ? {
          enabled_by: accountJson(world, pull.autoMerge.cause.account),
          merge_method: pull.autoMerge.method,
          commit_title: pull.title,
          commit_message: '',
        }
      : null,
    active_lock_reason: null,
  }
}

function endJson(world: World, repository: Repository, { ref, sha }: { ref: string; sha: string }): Json {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: accountJson(world, repository.owner),
    repo: repositoryJson(world, repository),
  }
}

/** What only the single pull request shows. */
export interface PullRequestDetail {
  readonly mergeable: boolean | null
  readonly mergeableState: string
  readonly commits: number
  readonly additions: number
  readonly deletions: number
  readonly changedFiles: number
}

export function pullRequestJson(
  world: World,
  repository: Repository,
  { pull, detail }: { pull: PullRequest; detail: PullRequestDetail },
): Json {
  return {
    ...simplePullRequestJson(world, repository, pull),
    merged: pull.merged !== null,
    mergeable: detail.mergeable,
    rebaseable: detail.mergeable,
    mergeable_state: detail.mergeableState,
    merged_by: pull.merged ? accountJson(world, pull.merged.by) : null,
    comments: pull.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: detail.commits,
    additions: detail.additions,
    deletions: detail.deletions,
    changed_files: detail.changedFiles,
  }
}
