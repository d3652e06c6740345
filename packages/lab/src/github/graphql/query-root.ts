import { accountOf, canSee } from '../access/actor.ts'
import { parseNodeId } from '../ids.ts'
import { repositoryById, type World } from '../world.ts'
import { actorNode } from './actor-node.ts'
import { type Context, failure, missingNode, type Node, type PullPlace, type Resolver, visibleRepository } from './context.ts'
import { commitNode } from './git-node.ts'
import { pullNode } from './pull-node.ts'
import { findRef } from './ref-node.ts'
import { repositoryNode } from './repository-node.ts'

export const queryRoot: Record<string, Resolver> = {
  repository: ({ owner, name }: { owner: string; name: string }, context) =>
    repositoryNode(context.world, visibleRepository(context, `${owner}/${name}`)),
  viewer: (_, { world, actor }) => ({
    ...actorNode(world, accountOf(world, actor)),
    __typename: 'User',
    login: accountOf(world, actor).login,
  }),
  organization: ({ login }: { login: string }, { world }) => {
    const account = world.accounts.get(login.toLowerCase())
    if (account?.type !== 'Organization') throw failure('NOT_FOUND', `Could not resolve to an Organization with the login of '${login}'.`)
    return actorNode(world, account)
  },
  node: async ({ id }: { id: string }, context) => {
    const found = await resolveNode(context, id)
    if (!found) throw missingNode(id)
    return found
  },
  rateLimit: (_, { world }) => ({
    __typename: 'RateLimit',
    cost: 1,
    limit: 5000,
    used: 0,
    remaining: 5000,
    nodeCount: 0,
    resetAt: new Date(world.now() + 3_600_000).toISOString(),
  }),
}

async function resolveNode(context: Context, id: string): Promise<Node | null> {
  const { world, actor } = context
  const parsed = parseNodeId(id)
  const repository = parsed && repositoryById(world, Number(parsed.parts[0]))
  if (!repository || !canSee(actor, repository)) return null
  const [, second = ''] = parsed.parts
  if (parsed.prefix === 'R') return repositoryNode(world, repository)
  if (parsed.prefix === 'REF') return findRef(world, repository, second)
  if (parsed.prefix === 'PR') {
    const place = findPull(world, id)
    return place && pullNode(world, place.repository, place.pull)
  }
  const commit = parsed.prefix === 'C' ? await repository.git.commit(second) : null
  return commit && commitNode({ world, repository }, commit)
}

/** The pull request behind a global id. */
export function findPull(world: World, id: string): PullPlace | null {
  const parsed = parseNodeId(id)
  if (parsed?.prefix !== 'PR') return null
  const repository = repositoryById(world, Number(parsed.parts[0]))
  const pull = repository?.pulls.get(Number(parsed.parts[1]))
  return repository && pull ? { repository, pull } : null
}
