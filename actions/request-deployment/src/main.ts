import { once } from 'node:events'
import { ActionError, asActionError, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import { type DeploymentRequest, isGoodOutcome, reason } from '@mfe-gitops/contract'
import { cancelRemoteRun } from './cancel-run.ts'
import { type ConfigRepository, openConfigRepository } from './config-repository.ts'
import { buildRequest } from './deployment-request.ts'
import { dispatchRequest } from './dispatch.ts'
import type { RequestDeploymentInputs } from './inputs.ts'
import { countRequests, type Journal, openJournal } from './journal.ts'
import { type Order, placeOrder } from './order.ts'
import { pursue } from './pursuit.ts'
import { toOutputs } from './result.ts'
import { summarize } from './result-summary.ts'
import { nothingKnown, type Verdict } from './verdict.ts'

export async function main(inputs: RequestDeploymentInputs, ports: Ports): Promise<Outputs> {
  const order = placeOrder(checkedRequest(inputs, ports), inputs)
  ports.log.info(`${order.title}\nrequest id ${order.id}`)
  const journal = openJournal(ports.now())
  const verdict = inputs.waitFor !== 'nothing' ? await deploy(order, ports, journal) : await send(order, ports, journal)
  return finish({ ...verdict, pullRequest: verdict.pullRequest ?? journal.pullRequest }, { order, ports, journal })
}

function checkedRequest(inputs: RequestDeploymentInputs, ports: Ports): DeploymentRequest {
  const parsed = buildRequest(inputs.fields, ports.now())
  if (parsed.ok) return parsed.value
  const verdict: Verdict = { ...nothingKnown, outcome: 'rejected', reasons: parsed.reasons }
  throw refusal(verdict, toOutputs(verdict, { requestId: '', runUrl: null }))
}

const unconfirmed: Verdict = {
  ...nothingKnown,
  outcome: 'failed',
  reasons: [reason('github-unavailable', { summary: 'GitHub did not confirm the request, which may have arrived or not' })],
}

async function send(order: Order, ports: Ports, journal: Journal): Promise<Verdict> {
  const config = openView(new AbortController().signal, { order, ports, journal })
  try {
    const dispatched = await dispatchRequest(config, { ...order.inputs, request: order.request })
    if (dispatched === 'unknown') return unconfirmed
    journal.run = dispatched
    ports.log.info(`Request sent as ${order.inputs.transport}; not waiting for its result.`)
    return { ...nothingKnown, outcome: null, reasons: [] }
  } catch (error) {
    return toVerdict(error, ports)
  }
}

async function deploy(order: Order, ports: Ports, journal: Journal): Promise<Verdict> {
  const signal = ports.cancellation()
  try {
    const pursuit = pursue(openView(signal, { order, ports, journal }), order, journal)
    // A call that does not listen to the signal must not hold up the end of a cancelled step.
    return await Promise.race([pursuit, rejectOnAbort(signal)])
  } catch (error) {
    return signal.aborted ? await endCancelled(order, ports, journal) : toVerdict(error, ports)
  }
}

function openView(signal: AbortSignal, { order, ports, journal }: { order: Order; ports: Ports; journal: Journal }): ConfigRepository {
  const config = openConfigRepository(ports, order.inputs, signal)
  journal.views.push(config)
  return config
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  aborted.catch(() => {})
  return aborted
}

// The runner kills a cancelled step after some ten seconds.
const cancelBudget = 6000

async function endCancelled(order: Order, ports: Ports, journal: Journal): Promise<Verdict> {
  if (journal.awaitsApproval)
    return senderCancelled(`Its pull request stays open and may still be merged: ${journal.pullRequest?.url}`, ports)
  const timeUp = AbortSignal.timeout(cancelBudget)
  const config = openView(timeUp, { order, ports, journal })
  const tooLate = once(timeUp, 'abort').then(() => `There was no time left to cancel its run: ${journal.run?.url ?? order.title}`)
  return senderCancelled(await Promise.race([cancelRemoteRun(config, order, journal), tooLate]), ports)
}

function senderCancelled(sentence: string, { log }: Ports): Verdict {
  log.info(sentence)
  return { ...nothingKnown, outcome: 'cancelled', reasons: [reason('sender-cancelled', { summary: `The job was cancelled. ${sentence}` })] }
}

function toVerdict(error: unknown, { log }: Ports): Verdict {
  const { code, outcome, reasons } = asActionError(error)
  if (code === 'internal-error') log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return { ...nothingKnown, outcome, reasons }
}

async function finish(verdict: Verdict, { order, ports, journal }: { order: Order; ports: Ports; journal: Journal }): Promise<Outputs> {
  const runUrl = journal.run?.url ?? null
  const outputs = toOutputs(verdict, { requestId: order.id, runUrl })
  const { owner, repo } = order.inputs.config
  const repositoryUrl = `${ports.context.serverUrl}/${owner}/${repo}`
  const story = {
    request: order.request,
    requestId: order.id,
    verdict,
    stages: journal.stages,
    sentAt: journal.sentAt,
    repositoryUrl,
    runUrl,
    requests: countRequests(journal),
  }
  await summarize(ports.summary, story)
    .write()
    .catch((error: unknown) => ports.log.warning(`The step summary could not be written: ${String(error)}`))
  const { total, unchanged } = story.requests
  ports.log.info(`GitHub requests: ${total}, ${unchanged} of them free because nothing had changed.`)
  if (verdict.outcome === null) return outputs
  if (runUrl === null) ports.log.info(`No run is known. Look for one in ${repositoryUrl}/actions`)
  ports.log.info(`Outcome: ${verdict.outcome}${verdict.url === null ? '' : `, ${verdict.url}`}`)
  if (isGoodOutcome(verdict.outcome)) return outputs
  throw refusal(verdict, outputs)
}

function refusal({ outcome, reasons }: Verdict, outputs: ReturnType<typeof toOutputs>): ActionError {
  const first = reasons[0] ?? reason('run-failed')
  return new ActionError(first.code, first.message, { outcome: outcome ?? 'failed', reasons, outputs })
}
