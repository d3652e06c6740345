import { isExpressionSeen, isSeen, seenOnly } from '../consistency/graphql-visibility.ts'
import { repositoryNodeId, repositoryPage } from '../json/repository.ts'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import { type Context, failure, type Node, needAccess, type Resolver } from './context.ts'
import { objectNode } from './git-node.ts'
import { type PullFilter, pullConnection, pullNode } from './pull-node.ts'
import { findRef, refNode } from './ref-node.ts'

export function repositoryNode(world: World, repository: Repository): Node {
  const { settings } = repository
  const url = repositoryPage(world, repository)
  return {
    __typename: 'Repository',
    id: repositoryNodeId(repository),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.fullName,
    owner: actorNode(world, repository.owner),
    url,
    resourcePath: new URL(url).pathname,
    description: repository.description,
    isPrivate: repository.private,
    isArchived: settings.archived,
    isEmpty: async () => (await repository.git.object('HEAD')) === null,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    squashMergeAllowed: settings.allowSquash,
    mergeCommitAllowed: settings.allowMerge,
    rebaseMergeAllowed: settings.allowRebase,
    autoMergeAllowed: settings.allowAutoMerge,
    deleteBranchOnMerge: settings.deleteBranchOnMerge,
    createdAt: repository.createdAt,
    pushedAt: repository.pushedAt,
    ...gitFields(world, repository),
    ...pullFields(world, repository),
  }
}

function gitFields(world: World, repository: Repository): Record<string, Resolver> {
  const read = (context: Context) => needAccess(context, repository, ['contents', 'read'])
  return {
    defaultBranchRef: (_, context) => {
      read(context)
      return findRef(world, repository, `refs/heads/${repository.defaultBranch}`)
    },
    object: async ({ expression, oid }: { expression?: string; oid?: string }, context) => {
      read(context)
      const name = expression ?? oid ?? ''
      return (await isExpressionSeen(context, repository, name)) ? objectNode({ world, repository }, name) : null
    },
    ref: async ({ qualifiedName }: { qualifiedName: string }, context) => {
      read(context)
      // from memory: a short name is looked up among the branches first
      const names = qualifiedName.startsWith('refs/') ? [qualifiedName] : [`refs/heads/${qualifiedName}`, `refs/tags/${qualifiedName}`]
      for (const name of names) {
        const found = await findRef(world, repository, name)
        if (found && (await isSeen(context, repository, ['branch', name]))) return found
      }
      return null
    },
    refs: async (args: ConnectionArguments & { refPrefix: string; query?: string }, context) => {
      read(context)
      // from memory: a prefix without a slash at its end finds nothing
      const all = args.refPrefix.endsWith('/') ? await repository.git.refs(args.refPrefix) : []
      const named = all.filter(({ name }) => !args.query || name.includes(args.query))
      const found = await seenOnly(named, { context, repository, subject: ({ name }) => ['branch', name] })
      return connection('RefConnection', { name: 'refs', args, all: found }, (ref) => refNode(world, repository, ref))
    },
  }
}

function pullFields(world: World, repository: Repository): Record<string, Resolver> {
  const read = (context: Context) => needAccess(context, repository, ['pull_requests', 'read'])
  return {
    pullRequest: async ({ number }: { number: number }, context) => {
      read(context)
      const pull = repository.pulls.get(number)
      if (!pull || !(await isSeen(context, repository, ['pullRequest', number])))
        throw failure('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`)
      return pullNode(world, repository, pull)
    },
    pullRequests: async (args: ConnectionArguments & PullFilter, context) => {
      read(context)
      const all = await seenOnly([...repository.pulls.values()], { context, repository, subject: ({ number }) => ['pullRequest', number] })
      return pullConnection(world, repository, { name: 'pullRequests', args, all })
    },
  }
}
