import type { Cause } from '../events/cause.ts'
import type { PullRequest, Repository } from '../records.ts'
import type { MergeMethod } from '../types.ts'
import type { World } from '../world.ts'
import { openPulls } from './follow-branch.ts'
import { mergePull } from './merge-pull.ts'
import { readMergeability } from './merge-state.ts'

/** Why auto-merge cannot be armed, in GitHub's words, or null. */
export async function autoMergeRefusal(world: World, repository: Repository, pull: PullRequest): Promise<string | null> {
  // seen: SirAllap/agentglass#331, peter-evans/enable-pull-request-automerge#343 and #355, iterative/cml#955
  if (!repository.settings.allowAutoMerge) return 'Auto merge is not allowed for this repository'
  if (pull.state !== 'open') return "Can't enable auto-merge for this pull request"
  if (repository.rules.size === 0) return 'Pull request Protected branch rules not configured for this branch'
  const { state } = await readMergeability(world, repository, pull)
  if (state === 'CLEAN' || state === 'UNSTABLE') return `Pull request Pull request is in ${state.toLowerCase()} status`
  return null
}

export function armAutoMerge(pull: PullRequest, { cause, method }: { cause: Cause; method: MergeMethod }): void {
  pull.autoMerge = { cause, method }
}

/** Merges the armed pull requests of a commit whose checks have just changed. What is still refused stays armed. */
export async function tryAutoMerge(world: World, repository: Repository, sha: string): Promise<void> {
  for (const pull of openPulls(repository)) {
    if (pull.headSha !== sha || !pull.autoMerge) continue
    const { cause, method } = pull.autoMerge
    // The lab has no lock: what is being merged is disarmed first, so that two checks at once merge once.
    const armed = pull.autoMerge
    pull.autoMerge = null
    const answer = await mergePull(world, repository, { pull, cause, method })
    if (!('merged' in answer) && pull.state === 'open') pull.autoMerge = armed
  }
}
