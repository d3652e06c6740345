import { deployBranch, isGoodOutcome, type Receipt, reason } from '@mfe-gitops/contract'
import { probeRuns } from './access.ts'
import { pursueApproval } from './after-approval.ts'
import type { ConfigRepository } from './config-repository.ts'
import { describeFailures } from './failed-steps.ts'
import { explainMissingRun } from './find-run.ts'
import { followRun, type RunStanding } from './follow-run.ts'
import { type Journal, noteRun } from './journal.ts'
import type { Order } from './order.ts'
import { findPullRequest } from './pull-request.ts'
import { findReceipt, receiptOfRequest } from './receipt.ts'
import type { ReceiptFinding } from './receipt-finding.ts'
import { openRunSearch, type RunSearch } from './run-search.ts'
import type { RunView } from './run-view.ts'
import type { StageProgress } from './stage-progress.ts'
import { describeStandstill } from './standstill.ts'
import { judge, nothingKnown, type Verdict } from './verdict.ts'

/** Sends the request and stays with it until it is known what became of it, or until time is up. */
export async function pursue(config: ConfigRepository, order: Order, journal: Journal): Promise<Verdict> {
  const search = openRunSearch(config, order, { journal, clockAhead: await probeRuns(config) })
  let deadline: number | null = null
  for (let strangers = 0; ; strangers++) {
    const run = await search.next()
    if (run === null && strangers > 0) return mismatch(journal)
    if (run === null) throw await explainMissingRun(config, search.wanted, order.inputs.discoveryMs)
    noteRun(journal, run)
    config.log.info(`Run: ${run.url}`)
    deadline ??= config.now() + order.inputs.waitMs
    const standing = await follow(config, order, { run, journal, deadline })
    const verdict = standing.ended ? await conclude(config, order, { standing, search }) : overtime(standing, order)
    if (verdict?.outcome === 'awaiting-approval' && verdict.pullRequest !== null && order.inputs.waitFor === 'deployment')
      return pursueApproval(config, order, { waiting: verdict, pullRequest: verdict.pullRequest, journal, deadline })
    if (verdict !== null) return verdict
    config.log.warning(`Run ${run.id} has the title of this request but answered another one; looking for the right run.`)
    search.exclude(run)
    if (config.now() > deadline) return mismatch(journal)
  }
}

function follow(
  config: ConfigRepository,
  order: Order,
  { run, journal, deadline }: { run: RunView; journal: Journal; deadline: number },
): Promise<RunStanding> {
  const branch = deployBranch(order.request, order.id)
  const onStage = async ({ name, state }: StageProgress) => {
    if (name !== 'pull-request' || state !== 'success' || journal.pullRequest !== null) return
    journal.pullRequest = await findPullRequest(config, branch)
    if (journal.pullRequest !== null) config.log.info(`           pull request ${journal.pullRequest.number}: ${journal.pullRequest.url}`)
  }
  const onLook = ({ stages }: RunStanding) => {
    journal.stages = stages
  }
  return followRun(config, run, { sentAt: journal.sentAt, deadline, pollMs: order.inputs.pollMs, onStage, onLook })
}

/** Null when the run turns out to be somebody else's. */
async function conclude(
  config: ConfigRepository,
  order: Order,
  { standing, search }: { standing: RunStanding; search: RunSearch },
): Promise<Verdict | null> {
  const { run, jobs, stages } = standing
  const finding = await findReceipt(config, run, receiptOfRequest(order.id))
  if (finding.kind === 'other') return null
  const certain = finding.kind === 'ours' || (await search.isCertain(run))
  // A receiver that could not read a request cannot name it; its answer counts only when the run can be nobody else's.
  if (finding.kind === 'nameless' && !certain) return null
  const receipt = receiptOf(finding)
  const proven = !('missing' in receipt)
  if (!proven) config.log.warning(`The run left no receipt of this request (${receipt.missing}); reading the result from the run itself.`)
  // With a receipt the failed steps are only news when the run contradicts it.
  const failures = proven && (run.conclusion === 'success' || !isGoodOutcome(receipt.outcome)) ? [] : await describeFailures(config, jobs)
  return judge({ run, receipt, stages, failures, certain })
}

function receiptOf(finding: Exclude<ReceiptFinding, { kind: 'other' }>): Receipt | { readonly missing: string } {
  return finding.kind === 'missing' ? { missing: finding.why } : finding.receipt
}

function mismatch(journal: Journal): Verdict {
  const summary = 'Every run that carries the title of this request answered another request'
  return { ...nothingKnown, outcome: 'failed', reasons: [reason('receipt-mismatch', { summary })], pullRequest: journal.pullRequest }
}

function overtime({ run, stages }: RunStanding, { inputs }: Order): Verdict {
  if (run.status === 'waiting') return { ...nothingKnown, outcome: 'awaiting-approval', reasons: [reason('waiting-for-approval')] }
  const last = stages.findLast(({ state }) => state === 'success')
  const progress = last === undefined ? '' : `; the last stage that ended is "${last.name}"`
  const standstill = describeStandstill(run.status)
  const summary = `The run did not end within ${inputs.waitMs / 60_000} min${progress}${standstill === null ? '' : `; it ${standstill}`}`
  return { ...nothingKnown, outcome: 'timed-out', reasons: [reason('wait-timeout', { summary })] }
}
