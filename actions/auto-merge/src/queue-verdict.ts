import { reason } from '@mfe-gitops/contract'
import type { MergeGroup, PullRequestState, QueueRemoval } from '@mfe-gitops/github'
import { surveyChecks, tell } from './required-check.ts'
import { fieldOf, type History, type Stop, stop, type Verdict, wait } from './verdict.ts'

/** What the merge queue makes of it: null when the queue does not have it and never had. */
export function judgeQueue(state: PullRequestState, { queued }: History): Verdict | null {
  const { entry, removal } = state.queue
  if (entry !== null) {
    const facts = [`place ${entry.position}`, entry.state, ...unreported(state, entry.group)].join('; ')
    const summary = `The merge queue did not merge the pull request in time (${facts})`
    return wait(`the merge queue (${facts})`, 'timed-out', reason('merge-queue-timeout', { field: fieldOf(state), summary }))
  }
  if (queued === null) return null
  // A merge is a removal for GitHub, too, and may show before the pull request does.
  if (removal !== null && removal.id !== queued.removalBefore && !/^merged?$/i.test(removal.reason)) return removed(state, removal)
  const late = reason('merge-queue-timeout', { field: fieldOf(state), seen: 'not in the queue any more, and not merged' })
  return wait('the merge queue to say what became of it', 'timed-out', late)
}

function removed(state: PullRequestState, { reason: why, by, group }: QueueRemoval): Stop {
  const field = fieldOf(state)
  if (/conflict/i.test(why)) return stop('conflict', reason('merge-conflict', { field, seen: `${why}, in the merge queue` }))
  const failed = group ? surveyChecks(state.requiredChecks, group.checks).failed.map(tell) : []
  const facts = [`${why}, by ${by ?? 'somebody'}`, ...failed, ...unreported(state, group)].join('; ')
  const summary = `The merge queue gave the pull request back (${facts})`
  const remedy = /manual/i.test(why) ? `Ask ${by ?? 'who took it out'}, then run again.` : undefined
  return stop('removed-from-queue', reason('removed-from-queue', { field, summary, ...(remedy === undefined ? {} : { remedy }) }))
}

/** documented: a required check whose workflow does not run on merge_group never reports on the group, which then fails. */
function unreported({ requiredChecks }: PullRequestState, group: MergeGroup | null): string[] {
  const missing = group ? surveyChecks(requiredChecks, group.checks).missing.map(({ name }) => name) : []
  return missing.length > 0 ? [`not reported on the merge group, as happens without the trigger merge_group: ${missing.join(', ')}`] : []
}
