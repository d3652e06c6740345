import { appIdOf, userIdOf } from '../access/actor.ts'
import { isRefName, zeroOid } from '../git/bare-repository.ts'
import { isAncestor } from '../git/history.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import type { Json } from '../json/account.ts'
import { repositoryUrl } from '../json/repository.ts'
import { moveRef } from '../refs/update-ref.ts'
import { refusalMessage, refusals, rulesOf } from '../rules/branch-rules.ts'
import { checkResults } from '../rules/check-results.ts'
import { listed } from './page.ts'
import { refNodeId } from './repository-routes.ts'
import { type RestCall, requiredText } from './rest-call.ts'

export const refRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/git/ref/{ref}', needs: [['contents', 'read']], answer: getRef },
  { route: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}', needs: [['contents', 'read']], answer: matchingRefs },
  { route: 'POST /repos/{owner}/{repo}/git/refs', needs: [['contents', 'write']], creates: true, answer: createRef },
  { route: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}', needs: [['contents', 'write']], answer: updateRef },
  { route: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', needs: [['contents', 'write']], answer: deleteRef },
]

async function getRef(call: RestCall) {
  const name = `refs/${call.params.ref}`
  const oid = await call.repository.git.ref(name)
  if (!oid) throw notFound()
  return { status: 200, body: await refJson(call, { name, oid }) }
}

async function matchingRefs(call: RestCall) {
  const wanted = `refs/${call.params.ref}`
  const all = await call.repository.git.refs('refs/')
  return listed(
    call,
    all.filter(({ name }) => name.startsWith(wanted)),
    (one) => refJson(call, one),
  )
}

async function createRef(call: RestCall) {
  const { world, repository, cause } = call
  const name = requiredText(call, 'ref')
  const oid = requiredText(call, 'sha')
  if (!isRefName(name) || name.split('/').length < 3)
    throw new Refusal(422, "Reference name must start with 'refs/' and contain at least three parts, for example refs/heads/main.")
  if (!/^[0-9a-f]{40}$/.test(oid) || !(await repository.git.object(oid))) throw new Refusal(422, 'Object does not exist')
  if (await repository.git.ref(name)) throw new Refusal(422, 'Reference already exists')
  await refuseByRules(call, { name, before: zeroOid, after: oid })
  const moved = await moveRef(world, repository, { move: { ref: name, before: zeroOid, after: oid }, cause })
  if (!moved) throw new Refusal(422, (await repository.git.ref(name)) ? 'Reference already exists' : 'Reference update failed')
  const body = await refJson(call, { name, oid })
  return { status: 201, body, headers: { location: String(body.url) } }
}

async function updateRef(call: RestCall) {
  const { world, repository, cause, body } = call
  const name = `refs/${call.params.ref}`
  const oid = requiredText(call, 'sha')
  const before = await repository.git.ref(name)
  if (!before) throw new Refusal(422, 'Reference does not exist')
  if (!/^[0-9a-f]{40}$/.test(oid) || !(await repository.git.object(oid))) throw new Refusal(422, 'Object does not exist')
  // documented: force=false asks for a fast-forward only, so this is no compare-and-set
  if (body.force !== true && !(await isAncestor(repository.git, before, oid))) throw new Refusal(422, 'Update is not a fast forward')
  await refuseByRules(call, { name, before, after: oid })
  if (!(await moveRef(world, repository, { move: { ref: name, before, after: oid }, cause })))
    throw new Refusal(422, 'Reference cannot be updated')
  return { status: 200, body: await refJson(call, { name, oid }) }
}

async function deleteRef(call: RestCall) {
  const { world, repository, cause } = call
  const name = `refs/${call.params.ref}`
  const before = await repository.git.ref(name)
  if (!before) throw new Refusal(422, 'Reference does not exist')
  if (name === `refs/heads/${repository.defaultBranch}`) throw new Refusal(422, 'Cannot delete the default branch')
  await refuseByRules(call, { name, before, after: zeroOid })
  if (!(await moveRef(world, repository, { move: { ref: name, before, after: zeroOid }, cause })))
    throw new Refusal(422, 'Reference does not exist')
  return { status: 204 }
}

/** Refuses a direct change that the rules of the branch do not allow. */
export async function refuseByRules(
  { world, repository, actor }: RestCall,
  change: { name: string; before: string; after: string },
): Promise<void> {
  const branch = change.name.startsWith('refs/heads/') ? change.name.slice('refs/heads/'.length) : null
  const rules = branch === null ? [] : rulesOf(repository.rules.values(), branch)
  if (rules.length === 0) return
  const both = change.before !== zeroOid && change.after !== zeroOid
  const found = refusals(rules, {
    way: 'direct',
    appId: appIdOf(actor),
    userId: userIdOf(actor),
    deletes: change.after === zeroOid,
    forced: both && !(await isAncestor(repository.git, change.before, change.after)),
    results: checkResults(world, repository, change.after),
  })
  if (found.length > 0) throw new Refusal(422, refusalMessage(rules, found))
}

async function refJson({ world, repository }: RestCall, { name, oid }: { name: string; oid: string }): Promise<Json> {
  const url = repositoryUrl(world, repository)
  const type = (await repository.git.object(oid))?.type ?? 'commit'
  return {
    ref: name,
    node_id: refNodeId(repository, name),
    url: `${url}/git/${name.split('/').map(encodeURIComponent).join('/')}`,
    object: { sha: oid, type, url: `${url}/git/${type}s/${oid}` },
  }
}
