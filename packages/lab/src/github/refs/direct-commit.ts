import { byLab } from '../events/cause.ts'
import { zeroOid } from '../git/bare-repository.ts'
import { commitFiles } from '../git/write-commit.ts'
import { signatureOf } from '../pulls/merge-pull.ts'
import type { Repository } from '../records.ts'
import type { DirectCommit } from '../types.ts'
import { accountNamed, type World } from '../world.ts'
import { moveRef } from './update-ref.ts'

/** Commits to a branch in the name of a person, past all rules; tries again when somebody else was faster. */
export async function directCommit(world: World, repository: Repository, change: DirectCommit): Promise<string> {
  const ref = `refs/heads/${change.branch ?? repository.defaultBranch}`
  const author = change.author ? accountNamed(world, change.author) : world.administrator
  const signature = signatureOf(author)
  for (;;) {
    const before = await repository.git.ref(ref)
    const parent = before ?? (await repository.git.ref(`refs/heads/${repository.defaultBranch}`))
    const after = await commitFiles(repository.git, {
      parent,
      files: change.files,
      message: change.message,
      author: signature,
      committer: signature,
      at: world.now(),
    })
    const move = { ref, before: before ?? zeroOid, after }
    if (await moveRef(world, repository, { move, cause: byLab(author) })) return after
  }
}
