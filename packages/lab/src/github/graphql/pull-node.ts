import { changedFiles, commitsBetween, mergeBase } from '../git/history.ts'
import { labelJson, pullNodeId, pullPage } from '../json/pull-request.ts'
import { entryOf } from '../merge-queue/queue-membership.ts'
import { queueOf } from '../merge-queue/queue-rules.ts'
import { readMergeability } from '../pulls/merge-state.ts'
import { pullSize } from '../pulls/pull-size.ts'
import type { PullRequest, Repository } from '../records.ts'
import type { World } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { rollupNode } from './check-node.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import { type Context, type Node, once, type Resolver } from './context.ts'
import { commitNode } from './git-node.ts'
import { entryNode, queueNode, timelineConnection } from './queue-node.ts'
import { findRef } from './ref-node.ts'
import { repositoryNode } from './repository-node.ts'
import { reviewFields } from './review-node.ts'

export interface PullFilter {
  readonly states?: readonly string[] | null
  readonly headRefName?: string | null
  readonly baseRefName?: string | null
  readonly labels?: readonly string[] | null
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null
}

export function stateOf(pull: PullRequest): 'OPEN' | 'CLOSED' | 'MERGED' {
  return pull.merged ? 'MERGED' : pull.state === 'open' ? 'OPEN' : 'CLOSED'
}

export function pullConnection(
  world: World,
  repository: Repository,
  { name, args, all }: { name: string; args: ConnectionArguments & PullFilter; all: readonly PullRequest[] },
) {
  const is = (wanted: string | null | undefined, value: string) => wanted === undefined || wanted === null || wanted === value
  const found = all
    .filter((pull) => (args.states ? args.states.includes(stateOf(pull)) : true))
    .filter((pull) => is(args.headRefName, pull.head) && is(args.baseRefName, pull.base))
    .filter((pull) => !args.labels || pull.labels.some((label) => args.labels?.includes(label.name)))
  const ordered = args.orderBy?.direction === 'DESC' ? [...found].reverse() : found
  return connection('PullRequestConnection', { name, args, all: ordered }, (pull) => pullNode(world, repository, pull))
}

export function pullNode(world: World, repository: Repository, pull: PullRequest): Node {
  return {
    __typename: 'PullRequest',
    ...plainFields(world, repository, pull),
    ...linkedFields(world, repository, pull),
    ...mergeFields(world, repository, pull),
    ...reviewFields(world, repository, pull),
  }
}

function plainFields(world: World, repository: Repository, pull: PullRequest) {
  const url = pullPage(world, repository, pull)
  return {
    id: pullNodeId(repository, pull),
    databaseId: null,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    bodyText: pull.body ?? '',
    url,
    permalink: url,
    resourcePath: new URL(url).pathname,
    state: stateOf(pull),
    closed: pull.state === 'closed',
    isDraft: pull.draft,
    locked: false,
    isCrossRepository: false,
    isInMergeQueue: pull.state === 'open' && entryOf(repository, pull) !== null,
    isMergeQueueEnabled: queueOf(repository, pull.base) !== null,
    maintainerCanModify: false,
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    closedAt: pull.closedAt,
    mergedAt: pull.merged?.at ?? null,
    baseRefName: pull.base,
    baseRefOid: pull.baseSha,
    headRefName: pull.head,
    headRefOid: pull.headSha,
    merged: pull.merged !== null,
    author: actorNode(world, pull.author),
    mergedBy: pull.merged ? actorNode(world, pull.merged.by) : null,
  }
}

function linkedFields(world: World, repository: Repository, pull: PullRequest): Record<string, unknown> {
  const place = { world, repository }
  return {
    repository: () => repositoryNode(world, repository),
    baseRepository: () => repositoryNode(world, repository),
    headRepository: () => repositoryNode(world, repository),
    baseRef: () => findRef(world, repository, `refs/heads/${pull.base}`),
    headRef: () => findRef(world, repository, `refs/heads/${pull.head}`),
    mergeCommit: async () => {
      const commit = pull.merged ? await repository.git.commit(pull.merged.commit) : null
      return commit && commitNode(place, commit)
    },
    mergeQueue: () => queueNode(place, pull.base),
    mergeQueueEntry: () => {
      const entry = pull.state === 'open' ? entryOf(repository, pull) : null
      return entry && entryNode(place, entry)
    },
    timelineItems: ((args: ConnectionArguments & { itemTypes?: readonly string[] | null }) =>
      timelineConnection(place, pull, args)) satisfies Resolver,
    autoMergeRequest: pull.autoMerge && {
      __typename: 'AutoMergeRequest',
      enabledBy: actorNode(world, pull.autoMerge.cause.account),
      mergeMethod: pull.autoMerge.method.toUpperCase(),
    },
    labels: ((args: ConnectionArguments) =>
      connection('LabelConnection', { name: 'labels', args, all: pull.labels }, (label) => ({
        __typename: 'Label',
        id: labelJson(world, repository, label).node_id,
        name: label.name,
        color: label.color,
        description: label.description,
      }))) satisfies Resolver,
    comments: ((args: ConnectionArguments) =>
      connection('IssueCommentConnection', { name: 'comments', args, all: pull.comments }, (comment) => ({
        __typename: 'IssueComment',
        databaseId: null,
        body: comment.body,
        author: actorNode(world, comment.author),
        createdAt: comment.createdAt,
      }))) satisfies Resolver,
    commits: (async (args: ConnectionArguments) => {
      const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
      const all = await commitsBetween(repository.git, base, pull.headSha)
      return connection('PullRequestCommitConnection', { name: 'commits', args, all }, (commit) => ({
        __typename: 'PullRequestCommit',
        commit: commitNode(place, commit),
      }))
    }) satisfies Resolver,
    files: (async (args: ConnectionArguments) => {
      const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
      const all = await changedFiles(repository.git, base ?? pull.baseSha, pull.headSha)
      return connection('PullRequestChangedFileConnection', { name: 'files', args, all }, (file) => ({
        __typename: 'PullRequestChangedFile',
        path: file.filename,
        additions: file.additions,
        deletions: file.deletions,
        changeType: { added: 'ADDED', removed: 'DELETED', modified: 'MODIFIED', renamed: 'RENAMED', copied: 'COPIED', changed: 'CHANGED' }[
          file.status
        ],
        viewerViewedState: 'UNVIEWED',
      }))
    }) satisfies Resolver,
  }
}

function mergeFields(world: World, repository: Repository, pull: PullRequest): Record<string, Resolver> {
  // One reading serves both fields of an answer, so that a lag of one read is one answer and not half of one.
  const mergeability = (context: Context) =>
    once(context, `mergeability ${repository.id} ${pull.number}`, () => readMergeability(world, repository, pull))
  const size = (context: Context) => once(context, `size ${repository.id} ${pull.number}`, () => pullSize(repository, pull))
  return {
    mergeable: async (_, context) => {
      const { mergeable } = await mergeability(context)
      return mergeable === null ? 'UNKNOWN' : mergeable ? 'MERGEABLE' : 'CONFLICTING'
    },
    mergeStateStatus: async (_, context) => (await mergeability(context)).state,
    canBeRebased: async (_, context) => (await mergeability(context)).mergeable === true,
    additions: async (_, context) => (await size(context)).additions,
    deletions: async (_, context) => (await size(context)).deletions,
    changedFiles: async (_, context) => (await size(context)).files,
    statusCheckRollup: (_, context) => rollupNode(context, { repository, sha: pull.headSha }),
  }
}
