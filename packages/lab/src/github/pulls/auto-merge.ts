import type { Cause } from '../events/cause.ts'
import { advanceQueue } from '../merge-queue/advance-queue.ts'
import { enqueue, enqueueRefusal } from '../merge-queue/queue-membership.ts'
import { queueOf } from '../merge-queue/queue-rules.ts'
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
  // seen: cli/cli#13562; on a branch with a queue, arming is how gh puts a pull request into it
  if (queueOf(repository, pull.base)) return null
  const { state } = await readMergeability(world, repository, pull)
  if (state === 'CLEAN' || state === 'UNSTABLE') return `Pull request Pull request is in ${state.toLowerCase()} status`
  return null
}

export function armAutoMerge(pull: PullRequest, { cause, method }: { cause: Cause; method: MergeMethod }): void {
  pull.autoMerge = { cause, method }
}

/** Goes on with the merge queue, and merges or queues the armed pull requests of a commit whose checks have just changed. What is still refused stays armed. */
export async function tryAutoMerge(world: World, repository: Repository, sha: string): Promise<void> {
  if (repository.mergeQueue.length > 0) await advanceQueue(world, repository)
  for (const pull of openPulls(repository)) {
    if (pull.headSha !== sha || !pull.autoMerge) continue
    const { cause, method } = pull.autoMerge
    // The lab has no lock: what is being merged is disarmed first, so that two checks at once merge once.
    const armed = pull.autoMerge
    pull.autoMerge = null
    const done = queueOf(repository, pull.base)
      ? await tryEnqueue(world, repository, { pull, cause })
      : 'merged' in (await mergePull(world, repository, { pull, cause, method }))
    if (!done && pull.state === 'open') pull.autoMerge = armed
  }
}

async function tryEnqueue(world: World, repository: Repository, { pull, cause }: { pull: PullRequest; cause: Cause }): Promise<boolean> {
  if ((await enqueueRefusal(world, repository, { pull })) !== null) return false
  await enqueue(world, repository, { pull, cause })
  await advanceQueue(world, repository)
  return true
}
