import { cancelRun, GitHubError } from '@mfe-gitops/github'
import { said } from './access.ts'
import type { ConfigRepository } from './config-repository.ts'
import type { Journal } from './journal.ts'
import type { Order } from './order.ts'
import { discoveryWindow, findCandidates } from './run-discovery.ts'
import { createRunList, watchRun } from './run-reader.ts'
import { mayBeMerged, readStages } from './stage-progress.ts'

/**
 * Ends the remote run because its sender was cancelled, but only as long as nothing can be merged: after the merge a cancelled run would
 * leave the config ahead of what is live. Answers what happened, in a sentence.
 */
export async function cancelRemoteRun(config: ConfigRepository, order: Order, journal: Journal): Promise<string> {
  if (!journal.sent) return 'Nothing had been sent.'
  try {
    const run = journal.run ?? (await findRunNow(config, order, journal))
    return run === null
      ? `The request had been sent but no run of it is known yet, so it may still be deployed: ${order.title}`
      : await cancel(config, run)
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    return `The run could not be cancelled (${said(error)}), so the deployment goes on. Cancelling needs actions: write.`
  }
}

async function findRunNow(config: ConfigRepository, order: Order, { sentAt }: Journal): Promise<{ id: number; url: string } | null> {
  const wanted = { title: order.title, event: order.inputs.transport, since: discoveryWindow(sentAt), excluded: new Set<number>() }
  return findCandidates(await createRunList(config, wanted)(), wanted).titled[0] ?? null
}

async function cancel(config: ConfigRepository, { id, url }: { readonly id: number; readonly url: string }): Promise<string> {
  if (mayBeMerged(readStages(await watchRun(config, id).jobs())))
    return `The deployment is past the point of cancelling and goes on: ${url}`
  const result = await cancelRun(config.github, { ...config.name, runId: id })
  return result === 'requested' ? `Its run was cancelled before anything was merged: ${url}` : `Its run had ended already: ${url}`
}
