import { changedFiles, commitsBetween, mergeBase } from '../git/history.ts'
import type { PullRequest, Repository } from '../records.ts'

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
  const [commits, files] = await Promise.all([
    commitsBetween(repository.git, base, pull.headSha),
    changedFiles(repository.git, base ?? pull.baseSha, pull.headSha),
  ])
  const count = (name: 'additions' | 'deletions') => files.reduce((sum, file) => sum + file[name], 0)
  const size = { key, commits: commits.length, files: files.length, additions: count('additions'), deletions: count('deletions') }
  pull.size = size
  return size
}
