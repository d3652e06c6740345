import { appIdOf, canSee, userIdOf } from '../access/actor.ts'
import { causedBy } from '../events/cause.ts'
import { isRefName, zeroOid } from '../git/bare-repository.ts'
import { isAncestor } from '../git/history.ts'
import { parseNodeId } from '../ids.ts'
import type { Repository } from '../records.ts'
import { moveRef, moveRefs } from '../refs/update-ref.ts'
import { refusalMessage, refusals, rulesOf } from '../rules/branch-rules.ts'
import { checkResults } from '../rules/check-results.ts'
import { repositoryById } from '../world.ts'
import { type Context, failure, missingNode, needAccess, type Resolver } from './context.ts'
import { refNode } from './ref-node.ts'

interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string }
}

/** Mutations of refs. Each adds to the record what it created. */
export const refMutations: Record<string, Resolver> = {
  createRef: async ({ input }: Input<{ repositoryId: string; name: string; oid: string }>, context) => {
    const repository = repositoryOf(context, input.repositoryId)
    const { name, oid } = input
    // from memory: the sentences; and that they are UNPROCESSABLE
    if (!isRefName(name) || !/^refs\/(heads|tags)\/./.test(name))
      throw failure('UNPROCESSABLE', `${JSON.stringify(name)} is not a valid ref name.`)
    if (!(await repository.git.object(oid))) throw failure('UNPROCESSABLE', `No commit exists with specified expression ${oid}`)
    if (await repository.git.ref(name)) throw taken(name)
    await refuseByRules(context, repository, { name, before: zeroOid, after: oid })
    const moved = await moveRef(context.world, repository, {
      move: { ref: name, before: zeroOid, after: oid },
      cause: causedBy(context.world, context.actor),
    })
    if (!moved) throw taken(name)
    return {
      __typename: 'CreateRefPayload',
      clientMutationId: input.clientMutationId ?? null,
      ref: refNode(context.world, repository, { name, oid }),
    }
  },
  deleteRef: async ({ input }: Input<{ refId: string }>, context) => {
    const { repository, name } = refOf(context, input.refId)
    const before = await repository.git.ref(name)
    if (!before) throw missingNode(input.refId)
    await refuseByRules(context, repository, { name, before, after: zeroOid })
    await moveRef(context.world, repository, { move: { ref: name, before, after: zeroOid }, cause: causedBy(context.world, context.actor) })
    return { __typename: 'DeleteRefPayload', clientMutationId: input.clientMutationId ?? null }
  },
  updateRefs: async ({ input }: Input<{ repositoryId: string; refUpdates: readonly WantedUpdate[] }>, context) => {
    const repository = repositoryOf(context, input.repositoryId)
    const moves = await Promise.all(input.refUpdates.map((update) => plannedMove(context, repository, update)))
    // from memory: the type and the sentence; that all or none of the refs move is documented
    if (!(await moveRefs(context.world, repository, { moves, cause: causedBy(context.world, context.actor) })))
      throw failure('STALE_DATA', 'One or more refs were not at the expected commit.')
    return { __typename: 'UpdateRefsPayload', clientMutationId: input.clientMutationId ?? null }
  },
}

interface WantedUpdate {
  readonly name: string
  readonly afterOid: string
  readonly beforeOid?: string | null
  readonly force?: boolean
}

async function plannedMove(context: Context, repository: Repository, update: WantedUpdate) {
  if (!isRefName(update.name)) throw failure('UNPROCESSABLE', `${JSON.stringify(update.name)} is not a valid ref name.`)
  const before = update.beforeOid ?? (await repository.git.ref(update.name)) ?? zeroOid
  const both = before !== zeroOid && update.afterOid !== zeroOid
  if (both && !update.force && !(await isAncestor(repository.git, before, update.afterOid)))
    throw failure('UNPROCESSABLE', 'Update is not a fast forward')
  await refuseByRules(context, repository, { name: update.name, before, after: update.afterOid })
  return { ref: update.name, before, after: update.afterOid }
}

function taken(name: string) {
  return failure('UNPROCESSABLE', `A ref named "${name}" already exists in the repository.`)
}

/** The repository behind a global id, when the actor may write to it. */
function repositoryOf(context: Context, id: string): Repository {
  const parsed = parseNodeId(id)
  const repository = parsed?.prefix === 'R' ? repositoryById(context.world, Number(parsed.parts[0])) : undefined
  if (!repository || !canSee(context.actor, repository)) throw missingNode(id)
  needAccess(context, repository, ['contents', 'write'])
  return repository
}

export function refOf(context: Context, id: string): { repository: Repository; name: string } {
  const parsed = parseNodeId(id)
  const repository = parsed?.prefix === 'REF' ? repositoryById(context.world, Number(parsed.parts[0])) : undefined
  if (!repository || !canSee(context.actor, repository)) throw missingNode(id)
  needAccess(context, repository, ['contents', 'write'])
  return { repository, name: parsed?.parts[1] ?? '' }
}

/** Refuses a direct change that the rules of the branch do not allow. */
export async function refuseByRules(
  { world, actor }: Context,
  repository: Repository,
  change: { name: string; before: string; after: string | null },
): Promise<void> {
  const rules = change.name.startsWith('refs/heads/') ? rulesOf(repository.rules.values(), change.name.slice('refs/heads/'.length)) : []
  const found = refusals(rules, {
    way: 'direct',
    appId: appIdOf(actor),
    userId: userIdOf(actor),
    deletes: change.after === zeroOid,
    results: change.after && change.after !== zeroOid ? checkResults(world, repository, change.after) : [],
  })
  if (found.length === 0) return
  // seen: Thinkmill/keystatic#1559 names the type of branch protection; rulesets give another one
  const classic = rules.every((rule) => rule.kind === 'branch-protection')
  throw failure(classic ? 'BRANCH_PROTECTION_RULE_VIOLATION' : 'UNPROCESSABLE', refusalMessage(rules, found))
}
