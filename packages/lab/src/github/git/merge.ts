import type { BareRepository } from './bare-repository.ts'
import type { CommitObject } from './commit-object.ts'
import { commitsBetween } from './history.ts'
import { tryGit } from './run-git.ts'
import { type Signature, writeCommit } from './write-commit.ts'

/** The tree of a clean three-way merge, or null on a conflict. */
export async function mergeTree(repository: BareRepository, base: string, head: string): Promise<string | null> {
  // Right on top of the base there is nothing to merge.
  const tip = await repository.commit(head)
  if (tip?.parents.includes(base)) return tip.tree
  const result = await tryGit(['merge-tree', '--write-tree', '--allow-unrelated-histories', base, head], { gitDir: repository.path })
  return result.code === 0 ? (result.stdout.toString().split('\n')[0] ?? null) : null
}

/** Replays the commits of `head` that `base` lacks onto `base`; answers the new tip, or null on a conflict. */
export async function rebase(
  repository: BareRepository,
  { base, head, committer, at }: { base: string; head: string; committer: Signature; at: number },
): Promise<string | null> {
  let tip = base
  for (const commit of await commitsBetween(repository, base, head)) {
    if (commit.parents.length > 1) return null
    const tree = await replayedTree(repository, { tip, commit, committer, at })
    if (!tree) return null
    tip = await writeCommit(repository, {
      tree,
      parents: [tip],
      message: commit.message,
      author: commit.author,
      authoredAt: Date.parse(commit.author.date),
      committer,
      at,
    })
  }
  return tip
}

/** git 2.39 has no `merge-tree --merge-base`, so the tip's tree gets a stand-in commit whose parent is the merge base that we want. */
async function replayedTree(
  repository: BareRepository,
  { tip, commit, committer, at }: { tip: string; commit: CommitObject; committer: Signature; at: number },
): Promise<string | null> {
  const onto = await repository.commit(tip)
  const parent = commit.parents[0]
  if (!onto || !parent) return null
  const standIn = await writeCommit(repository, {
    tree: onto.tree,
    parents: [parent],
    message: 'Stand-in of the tip while a commit is replayed',
    author: committer,
    committer,
    at,
  })
  return mergeTree(repository, standIn, commit.oid)
}
