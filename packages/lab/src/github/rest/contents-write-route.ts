import { accessTo, accountOf, refusalText } from '../access/actor.ts'
import { isFilePath } from '../git/file-path.ts'
import { commitFiles, type Signature } from '../git/write-commit.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { commitJson } from '../json/commit.ts'
import { signatureOf } from '../pulls/merge-pull.ts'
import { moveRef } from '../refs/update-ref.ts'
import { contentJson } from './contents-routes.ts'
import { refuseByRules } from './ref-routes.ts'
import { optionalText, type RestCall, requiredText } from './rest-call.ts'

export const contentsWriteRoutes: readonly Route[] = [
  { route: 'PUT /repos/{owner}/{repo}/contents/{path}', needs: [['contents', 'write']], creates: true, answer: putContents },
]

/** Writes one file as a commit of its own: the hash of the blob is the compare-and-set of a file, and the branch may move meanwhile. */
async function putContents(call: RestCall) {
  const { world, repository, cause } = call
  const path = call.params.path ?? ''
  const branch = (optionalText(call, 'branch') ?? repository.defaultBranch).replace(/^refs\/heads\//, '')
  const ref = `refs/heads/${branch}`
  const content = readContent(call)
  if (!isFilePath(path)) throw new Refusal(422, 'path contains a malformed path component')
  refuseWorkflowFile(call, path)
  const before = await repository.git.ref(ref)
  if (!before) throw new Refusal(404, `Branch ${branch} not found`)
  const old = await repository.git.object(`${before}:${path}`)
  refuseStale(call, { path, old: old?.oid ?? null })
  const after = await commit(call, { parent: before, path, content })
  await refuseByRules(call, { name: ref, before, after }).catch((error: unknown) => {
    // from memory: 409 here, where other ways of writing answer 422
    throw error instanceof Refusal ? new Refusal(409, error.message) : error
  })
  // seen: jcabi/jcabi-github#665
  if (!(await moveRef(world, repository, { move: { ref, before, after }, cause })))
    throw new Refusal(409, `${ref} expected to be at ${before}`)
  return { status: old ? 200 : 201, body: await written(call, { ref: branch, path, after }) }
}

function readContent(call: RestCall): Buffer {
  const text = requiredText(call, 'content').replace(/\s/g, '')
  // from memory: the sentence
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new Refusal(422, 'content is not valid Base64')
  return Buffer.from(text, 'base64')
}

/** documented: a token needs `workflows` to touch workflow files. */
function refuseWorkflowFile({ actor, repository }: RestCall, path: string): void {
  if (!path.startsWith('.github/workflows/') || actor.kind === 'user') return
  if (accessTo(actor, repository, 'workflows') === 'none') throw new Refusal(403, refusalText(actor))
}

/** seen: measured in pome-sh/digital-twins#400; the hash that is given for a file that is not there is ignored. */
function refuseStale(call: RestCall, { path, old }: { path: string; old: string | null }): void {
  const given = optionalText(call, 'sha')
  if (old === null) return
  if (given === undefined) throw new Refusal(422, `Invalid request.\n\n"sha" wasn't supplied.`)
  if (given !== old) throw new Refusal(409, `${path} does not match ${given}`)
}

/** documented: the committer is the token's account unless one is given, and the author is the committer. */
async function commit(
  { world, repository, actor, body }: RestCall,
  { parent, path, content }: { parent: string; path: string; content: Buffer },
): Promise<string> {
  const committer = (body.committer as Signature | undefined) ?? signatureOf(accountOf(world, actor))
  const author = (body.author as Signature | undefined) ?? committer
  const oid = await commitFiles(repository.git, {
    parent,
    files: { [path]: content },
    message: String(body.message),
    author,
    committer,
    at: world.now(),
  })
  // documented: what a bot commits under its own name is signed
  if (actor.kind !== 'user' && body.committer === undefined && body.author === undefined) repository.signed.add(oid)
  return oid
}

async function written(call: RestCall, { ref, path, after }: { ref: string; path: string; after: string }) {
  const { world, repository } = call
  const [made, blob] = await Promise.all([repository.git.commit(after), repository.git.object(`${after}:${path}`)])
  if (!made || !blob) throw notFound()
  const { commit: facts, sha, node_id, html_url, parents } = commitJson(world, repository, made)
  return {
    content: contentJson({ call, ref, path: '' }, { type: 'file', path, oid: blob.oid, size: blob.size }),
    commit: { ...(facts as object), sha, node_id, html_url, parents },
  }
}
