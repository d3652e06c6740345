import { commitsBetween, mergeBase } from '../git/history.ts'
import { git } from '../git/run-git.ts'
import type { PullRequest, Repository } from '../world.ts'

export interface PullSize {
  readonly commits: number
  readonly files: number
  readonly additions: number
  readonly deletions: number
}

/** Counts of a pull request, kept until one of its two ends moves. */
export async function pullSize(repository: Repository, pull: PullRequest): Promise<PullSize> {
  const key = `${pull.baseSha}..${pull.headSha}`
  if (pull.size?.key === key) return pull.size
  const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
  const [commits, stat] = await Promise.all([
    commitsBetween(repository.git, base, pull.headSha),
    git(['diff', '--shortstat', base ?? pull.baseSha, pull.headSha], { gitDir: repository.git.path }),
  ])
  const count = (word: RegExp) => Number(word.exec(stat)?.[1] ?? 0)
  const size = {
    key,
    commits: commits.length,
    files: count(/(\d+) files? changed/),
    additions: count(/(\d+) insertions?/),
    deletions: count(/(\d+) deletions?/),
  }
  pull.size = size
  return size
}
