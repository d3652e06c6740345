import { accessTo, accountOf } from '../access/actor.ts'
import { causedBy } from '../events/cause.ts'
import { isFilePath } from '../git/file-path.ts'
import { commitFiles } from '../git/write-commit.ts'
import { signatureOf } from '../pulls/merge-pull.ts'
import type { Repository } from '../records.ts'
import { moveRef } from '../refs/update-ref.ts'
import { type Context, failure, needAccess, type Resolver, visibleRepository } from './context.ts'
import { commitNode } from './git-node.ts'
import { refOf, refuseByRules } from './ref-mutations.ts'
import { refNode } from './ref-node.ts'

interface CommitInput {
  readonly clientMutationId?: string
  readonly branch: { readonly id?: string | null; readonly repositoryNameWithOwner?: string | null; readonly branchName?: string | null }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string | null }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null
    readonly deletions?: readonly { readonly path: string }[] | null
  } | null
}

export const commitMutation: Record<string, Resolver> = {
  createCommitOnBranch: async ({ input }: { input: CommitInput }, context) => {
    const { repository, name } = branchOf(context, input.branch)
    needAccess(context, repository, ['contents', 'write'])
    const head = await repository.git.commit(name)
    // from memory: the sentence
    if (!head) throw failure('NOT_FOUND', `Branch "${name.slice('refs/heads/'.length)}" not found`)
    // seen: ministryofjustice/modernisation-platform#11985
    if (head.oid !== input.expectedHeadOid) throw stale(input.expectedHeadOid)
    const changes = await readChanges(context, repository, { input, head: head.oid })
    await refuseByRules(context, repository, { name, before: head.oid, after: null })
    const oid = await commit(context, repository, { input, parent: head.oid, changes })
    const move = { ref: name, before: head.oid, after: oid }
    if (!(await moveRef(context.world, repository, { move, cause: causedBy(context.world, context.actor) })))
      throw stale(input.expectedHeadOid)
    const place = { world: context.world, repository }
    const made = await repository.git.commit(oid)
    return {
      __typename: 'CreateCommitOnBranchPayload',
      clientMutationId: input.clientMutationId ?? null,
      commit: made && commitNode(place, made),
      ref: refNode(context.world, repository, { name, oid }),
    }
  },
}

function stale(expected: string) {
  return failure('STALE_DATA', `Expected branch to point to "${expected}" but it did not.  Pull and try again.`)
}

function branchOf(
  context: Context,
  { id, repositoryNameWithOwner, branchName }: CommitInput['branch'],
): { repository: Repository; name: string } {
  if (id) return refOf(context, id)
  // from memory: the sentence
  if (!repositoryNameWithOwner || !branchName)
    throw failure('UNPROCESSABLE', 'A branch must be given by its id or by its repository and name.')
  return { repository: visibleRepository(context, repositoryNameWithOwner), name: `refs/heads/${branchName.replace(/^refs\/heads\//, '')}` }
}

async function readChanges(
  { actor }: Context,
  repository: Repository,
  { input, head }: { input: CommitInput; head: string },
): Promise<Record<string, Buffer | null>> {
  const additions = input.fileChanges?.additions ?? []
  const deletions = input.fileChanges?.deletions ?? []
  const paths = [...additions, ...deletions].map(({ path }) => path)
  for (const [at, path] of paths.entries()) {
    // from memory: the sentences of these three
    if (!isFilePath(path)) throw failure('UNPROCESSABLE', `A path was requested that is not valid: ${JSON.stringify(path)}`)
    if (paths.indexOf(path) !== at) throw failure('UNPROCESSABLE', `A path was requested more than once: ${path}`)
  }
  for (const { path } of deletions) {
    if (!(await repository.git.object(`${head}:${path}`))) {
      throw failure('UNPROCESSABLE', `A path was requested for deletion which does not exist as of commit oid \`${head}\``)
    }
  }
  // documented: a token needs `workflows` to touch workflow files
  const touchesWorkflows = paths.some((path) => path.startsWith('.github/workflows/'))
  if (touchesWorkflows && actor.kind !== 'user' && accessTo(actor, repository, 'workflows') === 'none') {
    throw failure('FORBIDDEN', 'Resource not accessible by integration')
  }
  return Object.fromEntries([
    ...additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')] as const),
    ...deletions.map(({ path }) => [path, null] as const),
  ])
}

/** documented: the author is the token's account, the committer is GitHub, and the commit is signed. */
async function commit(
  { world, actor }: Context,
  repository: Repository,
  { input, parent, changes }: { input: CommitInput; parent: string; changes: Record<string, Buffer | null> },
): Promise<string> {
  const { headline, body } = input.message
  const oid = await commitFiles(repository.git, {
    parent,
    files: changes,
    message: body ? `${headline}\n\n${body}` : headline,
    author: signatureOf(accountOf(world, actor)),
    committer: { name: 'GitHub', email: 'noreply@github.com' },
    at: world.now(),
  })
  repository.signed.add(oid)
  return oid
}
