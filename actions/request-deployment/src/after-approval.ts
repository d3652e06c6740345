import { reason } from '@mfe-gitops/contract'
import { awaitApproval, judgeClosed } from './approval.ts'
import type { ConfigRepository } from './config-repository.ts'
import { describeFailures } from './failed-steps.ts'
import { followRun, type RunStanding } from './follow-run.ts'
import { type Journal, noteRun } from './journal.ts'
import type { Order } from './order.ts'
import type { PullRequestLink } from './pull-request.ts'
import { findReceipt } from './receipt.ts'
import { findReleaseRun, isReleaseJob } from './release-search.ts'
import { judge, nothingKnown, type Verdict } from './verdict.ts'

interface Wait {
  readonly pullRequest: PullRequestLink
  readonly journal: Journal
  readonly deadline: number
}

/**
 * Stays with a deployment whose pull request people decide about: until it is closed, or merged and released by a run of its own. Until time is
 * up the deployment waits for approval, which is what `waiting` says.
 */
export async function pursueApproval(
  config: ConfigRepository,
  order: Order,
  { waiting, ...wait }: Wait & { waiting: Verdict },
): Promise<Verdict> {
  const { pullRequest, journal, deadline } = wait
  config.log.info(`Pull request ${pullRequest.number} waits for the approval of a person: ${pullRequest.url}`)
  journal.pullRequest = pullRequest
  journal.awaitsApproval = true
  const approval = await awaitApproval(config, pullRequest, { deadline, pollMs: order.inputs.pollMs })
  if (approval.kind === 'unreadable')
    config.log.warning('The token may not read pull requests, so nobody can wait here for the approval: add pull requests: read.')
  if (approval.kind === 'open' || approval.kind === 'unreadable') return waiting
  journal.awaitsApproval = false
  if (approval.kind === 'closed') return judgeClosed(config, pullRequest)
  config.log.info(`Pull request ${pullRequest.number} was merged as ${approval.commit}.`)
  const verdict = await pursueRelease(config, order, { ...wait, mergedAt: Number.isNaN(approval.at) ? journal.sentAt : approval.at })
  return { ...verdict, pullRequest, mergeCommit: verdict.mergeCommit ?? approval.commit }
}

async function pursueRelease(config: ConfigRepository, order: Order, wait: Wait & { mergedAt: number }): Promise<Verdict> {
  const { journal, deadline, mergedAt } = wait
  const excluded = new Set<number>()
  const isOurs = isReleaseJob(order.request)
  const receiptOfJob = { requestId: order.id, artifact: `deployment-receipt-${order.request.environment}-${order.request.mfe}` }
  const discovered = Math.min(deadline, config.now() + order.inputs.discoveryMs)
  for (;;) {
    const first = await findReleaseRun(config, order, { since: mergedAt, deadline: discovered, excluded })
    if (first === null) return unreleased(order)
    noteRun(journal, first)
    config.log.info(`Release: ${first.url}`)
    const pursuit = {
      sentAt: journal.sentAt,
      deadline,
      pollMs: order.inputs.pollMs,
      onStage: async () => {},
      onLook: noteStages(journal),
      isOurs,
    }
    const { run, jobs, stages, ended } = await followRun(config, first, pursuit)
    if (!ended) return overtime(order)
    const finding = await findReceipt(config, run, receiptOfJob)
    // The run releases what other pushes brought as well: only its job for this MFE and environment counts.
    const own = { ...run, conclusion: jobs.at(-1)?.conclusion ?? run.conclusion }
    if (finding.kind === 'ours') return judge({ run: own, receipt: finding.receipt, stages, failures: [], certain: true })
    if (finding.kind === 'missing')
      return judge({ run: own, receipt: { missing: finding.why }, stages, failures: await describeFailures(config, jobs), certain: false })
    excluded.add(run.id)
  }
}

function unreleased({ request: { mfe, environment }, inputs }: Order): Verdict {
  const summary = `The pull request was merged, and no run that releases ${mfe} to ${environment} showed up within ${inputs.discoveryMs / 1000} s`
  const remedy = 'Look at the runs of the push in the config repository, and check that a workflow there calls gitops-release.yml.'
  return { ...nothingKnown, outcome: 'timed-out', reasons: [reason('run-not-found', { summary, remedy })] }
}

function overtime({ inputs }: Order): Verdict {
  const summary = `The pull request was merged, but its release did not end within ${inputs.waitMs / 60_000} min`
  return { ...nothingKnown, outcome: 'timed-out', reasons: [reason('wait-timeout', { summary })] }
}

/** Keeps what the first run did before the pull request, beside what the release does after it. */
function noteStages(journal: Journal): (standing: RunStanding) => void {
  const before = journal.stages
  return ({ stages }) => {
    journal.stages = stages.map((stage) => (stage.state === 'pending' ? (before.find(({ name }) => name === stage.name) ?? stage) : stage))
  }
}
