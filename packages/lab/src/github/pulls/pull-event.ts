import type { Cause } from '../events/cause.ts'
import { sendEvent } from '../events/send-event.ts'
import type { Json } from '../json/account.ts'
import { pullRequestJson } from '../json/pull-request.ts'
import type { PullRequest, Repository } from '../records.ts'
import type { World } from '../world.ts'
import { pullSize } from './pull-size.ts'

/** Sends a pull_request event. GitHub has not tried the merge when it sends one, so `mergeable` is null. */
export async function sendPullEvent(
  world: World,
  repository: Repository,
  { pull, action, cause, extra = {} }: { pull: PullRequest; action: string; cause: Cause; extra?: Json },
): Promise<void> {
  const size = await pullSize(repository, pull)
  const head = await repository.git.commit(pull.headSha)
  const detail = { mergeable: null, mergeableState: 'unknown', ...size, changedFiles: size.files }
  const base = await repository.git.ref(`refs/heads/${pull.base}`)
  sendEvent(world, repository, {
    name: 'pull_request',
    action,
    cause,
    ...(head ? { message: head.message } : {}),
    // GITHUB_SHA is the test merge on GitHub, which the lab does not keep; for a merged one it is the tip of the base.
    sha: pull.merged ? (base ?? pull.headSha) : pull.headSha,
    ref: pull.merged ? `refs/heads/${pull.base}` : `refs/pull/${pull.number}/merge`,
    payload: {
      action,
      number: pull.number,
      pull_request: pullRequestJson(world, repository, { pull, detail }),
      ...extra,
    },
  })
}
