import type { CommitObject, Person, TreeEntry } from '../git/commit-object.ts'
import { splitMessage } from '../git/commit-object.ts'
import type { GitObject } from '../git/object-reader.ts'
import { git } from '../git/run-git.ts'
import { nodeId } from '../ids.ts'
import { verificationJson } from '../json/commit.ts'
import { repositoryPage } from '../json/repository.ts'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'
import { rollupNode } from './check-node.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node, Resolver } from './context.ts'
import { pullNode } from './pull-node.ts'
import { repositoryNode } from './repository-node.ts'

interface Place {
  readonly world: World
  readonly repository: Repository
}

// from memory: text is cut at 512,000 bytes
const textLimit = 512_000

/** Whatever a git object is, by the name that leads to it. */
export async function objectNode(place: Place, name: string): Promise<Node | null> {
  const object = await place.repository.git.object(name)
  if (!object) return null
  if (object.type === 'blob') return blobNode(place, object)
  if (object.type === 'tree') return treeNode(place, { oid: object.oid, path: '' })
  const commit = await place.repository.git.commit(object.oid)
  return commit && object.type === 'commit' ? commitNode(place, commit) : tagNode(place, object)
}

function common({ world, repository }: Place, { prefix, oid }: { prefix: string; oid: string }) {
  const page = `${repositoryPage(world, repository)}/commit/${oid}`
  return {
    id: nodeId(prefix, repository.id, oid),
    oid,
    abbreviatedOid: oid.slice(0, 7),
    commitUrl: page,
    commitResourcePath: new URL(page).pathname,
    repository: () => repositoryNode(world, repository),
  }
}

function tagNode(place: Place, object: GitObject): Node {
  const line = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(object.content.toString())?.[1] ?? ''
  return {
    __typename: 'Tag',
    ...common(place, { prefix: 'TA', oid: object.oid }),
    name: line('tag'),
    target: () => objectNode(place, line('object')),
  }
}

function blobNode(place: Place, object: GitObject): Node {
  const isBinary = object.content.subarray(0, 8000).includes(0)
  return {
    __typename: 'Blob',
    ...common(place, { prefix: 'B', oid: object.oid }),
    byteSize: object.size,
    isBinary,
    isTruncated: object.size > textLimit,
    text: isBinary ? null : object.content.subarray(0, textLimit).toString(),
  }
}

function treeNode(place: Place, { oid, path }: { oid: string; path: string }): Node {
  return {
    __typename: 'Tree',
    ...common(place, { prefix: 'T', oid }),
    entries: async () => ((await place.repository.git.tree(oid)) ?? []).map((entry) => entryNode(place, { entry, folder: path })),
  }
}

function entryNode(place: Place, { entry, folder }: { entry: TreeEntry; folder: string }): Node {
  const path = folder === '' ? entry.name : `${folder}/${entry.name}`
  const read = () => place.repository.git.object(entry.oid)
  return {
    __typename: 'TreeEntry',
    name: entry.name,
    path,
    mode: Number.parseInt(entry.mode, 8),
    oid: entry.oid,
    type: entry.type,
    extension: /\.[^.]+$/.exec(entry.name)?.[0] ?? '',
    isGenerated: false,
    size: async () => (entry.type === 'blob' ? ((await read())?.size ?? 0) : 0),
    object: async () => {
      if (entry.type === 'tree') return treeNode(place, { oid: entry.oid, path })
      const object = entry.type === 'blob' ? await read() : null
      return object && blobNode(place, object)
    },
    repository: () => repositoryNode(place.world, place.repository),
  }
}

export function commitNode(place: Place, commit: CommitObject): Node {
  const { world, repository } = place
  const { headline, body } = splitMessage(commit.message)
  const links = common(place, { prefix: 'C', oid: commit.oid })
  return {
    __typename: 'Commit',
    ...links,
    url: links.commitUrl,
    resourcePath: links.commitResourcePath,
    message: commit.message,
    messageHeadline: headline,
    messageBody: body,
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    committedViaWeb: repository.signed.has(commit.oid),
    author: gitActorNode(commit.author),
    committer: gitActorNode(commit.committer),
    signature: () => signatureNode(place, commit),
    tree: () => treeNode(place, { oid: commit.tree, path: '' }),
    treeUrl: `${repositoryPage(world, repository)}/tree/${commit.oid}`,
    file: (({ path }: { path: string }) => fileNode(place, { commit, path })) satisfies Resolver,
    parents: (async (args: ConnectionArguments) => {
      const parents = await Promise.all(commit.parents.map((oid) => repository.git.commit(oid)))
      const all = parents.filter((one) => one !== null)
      return connection('CommitConnection', { name: 'parents', args, all }, (one) => commitNode(place, one))
    }) satisfies Resolver,
    history: (async (args: ConnectionArguments & { path?: string }) => {
      const text = await git(['rev-list', '--max-count=1000', commit.oid, ...(args.path ? ['--', args.path] : [])], {
        gitDir: repository.git.path,
      })
      const all = text.split('\n').filter(Boolean)
      return connection('CommitHistoryConnection', { name: 'history', args, all }, async (oid) => {
        const one = await repository.git.commit(oid)
        return one && commitNode(place, one)
      })
    }) satisfies Resolver,
    // documented: the pull request that brought the commit to the default branch, and those whose commit it is
    associatedPullRequests: ((args: ConnectionArguments) => {
      const all = [...repository.pulls.values()].filter((pull) => pull.merged?.commit === commit.oid || pull.headSha === commit.oid)
      return connection('PullRequestConnection', { name: 'associatedPullRequests', args, all }, (pull) => pullNode(world, repository, pull))
    }) satisfies Resolver,
    statusCheckRollup: ((_, context: Context) => rollupNode(context, { repository, sha: commit.oid })) satisfies Resolver,
  }
}

function gitActorNode({ name, email, date }: Person): Node {
  return { __typename: 'GitActor', name, email, date, user: null }
}

function signatureNode({ repository }: Place, commit: CommitObject): Node | null {
  const { verified, payload, signature } = verificationJson(repository, commit)
  if (!verified) return null
  return {
    __typename: 'GpgSignature',
    isValid: true,
    state: 'VALID',
    payload,
    signature,
    email: commit.committer.email,
    wasSignedByGitHub: true,
  }
}

async function fileNode(place: Place, { commit, path }: { commit: CommitObject; path: string }): Promise<Node | null> {
  const clean = path.replace(/^\/+|\/+$/g, '')
  const slash = clean.lastIndexOf('/')
  const folder = slash < 0 ? '' : clean.slice(0, slash)
  const entries = await place.repository.git.tree(`${commit.oid}:${folder}`)
  const entry = entries?.find((one) => one.name === clean.slice(slash + 1))
  return entry ? entryNode(place, { entry, folder }) : null
}
