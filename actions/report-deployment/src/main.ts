import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ActionError, type Outputs, type Ports } from '@mfe-gitops/action-kit'
import { type ArtifactService, loadArtifactService, uploadFile } from '@mfe-gitops/action-kit/run-artifact'
import { isGoodOutcome, type Outcome, type Reason, type Receipt, reason } from '@mfe-gitops/contract'
import { type ChangeRecord, readChange } from './change-record.ts'
import { conclude } from './conclusion.ts'
import { type Delivery, measureDelivery } from './delivery-metrics.ts'
import { toEntry } from './deployment-identity.ts'
import { recordDeployment } from './deployment-record.ts'
import type { ReportInputs } from './inputs.ts'
import { buildReceipt, mergeCommitOf } from './receipt.ts'
import { summarize } from './receipt-summary.ts'
import { listStages } from './stage-list.ts'
import { readSteps, type StepRecords } from './step-record.ts'

export async function main(
  inputs: ReportInputs,
  ports: Ports,
  loadService: () => Promise<ArtifactService> = loadArtifactService,
): Promise<Outputs> {
  const steps = readSteps(inputs.steps)
  const change = inputs.change === undefined ? null : readChange(inputs.change)
  const { outcome, reasons } = conclude(steps, change)
  const stages = listStages(steps, change)
  const pushedCommit = ports.context.eventName === 'push' ? ports.context.sha : null
  const mergeCommit = mergeCommitOf({ steps, change, pushedCommit })
  const outputs = { outcome: outcome ?? '', reasons, stages, 'merge-commit': mergeCommit, terminal: outcome !== null }
  if (outcome === null) {
    ports.log.info('The change is merged; the deployment goes on in the release job.')
    return { ...outputs, receipt: '', metrics: '' }
  }
  const endedAt = ports.now()
  const run = runOf(ports)
  const receipt = buildReceipt({ outcome, reasons, steps, change, request: inputs.request, stages, run, pushedCommit })
  const file = await publish(receipt, { inputs, ports, loadService })
  if (inputs.deploymentStatus) await showDeployment(receipt, { inputs, ports, change })
  const metrics = measure({ receipt, steps, change, pipeline: ports.context.workflow, endedAt }, ports)
  ports.log.info([`Outcome: ${outcome}`, ...reasons.map(({ code, message }) => `${code}: ${message}`)].join('\n'))
  return agree({ outcome, reasons, steps }, { ...outputs, receipt: file, metrics })
}

function runOf({ context }: Ports): Receipt['run'] {
  return { repository: context.repository, id: Number(context.runId), attempt: context.runAttempt, url: context.runUrl }
}

interface Publication {
  readonly inputs: ReportInputs
  readonly ports: Ports
  readonly loadService: () => Promise<ArtifactService>
}

// The deployment is what it is by now: whatever cannot be told about it is a warning, never another result.
async function publish(receipt: Receipt, { inputs, ports, loadService }: Publication): Promise<string> {
  const file = join(await mkdtemp(join(ports.tempDir, 'deployment-report-')), 'receipt.json')
  await writeFile(file, `${JSON.stringify(receipt, null, 2)}\n`)
  const { context, log, summary } = ports
  await attempt(log, 'The step summary was not written', () =>
    summarize(summary, receipt, `${context.serverUrl}/${context.repository}`).write(),
  )
  if (inputs.upload !== 'never') {
    await log.group('Upload the receipt', () =>
      attempt(log, 'The receipt was not uploaded, so the sender cannot read it', async () =>
        uploadFile(await loadService(), { name: inputs.artifactName, file }),
      ),
    )
  }
  return file
}

async function showDeployment(
  receipt: Receipt,
  { inputs, ports, change }: { inputs: ReportInputs; ports: Ports; change: ChangeRecord | null },
): Promise<void> {
  const { context, log } = ports
  await attempt(log, 'The deployment status was not set', async () => {
    const entry = toEntry(receipt, change)
    if (entry === null) return log.info('Nothing was merged, so there is no deployment to record.')
    if (inputs.token === undefined) throw new Error('the input "token" is empty. Pass a token with deployments: write.')
    const [owner = '', repo = ''] = context.repository.split('/')
    const description = receipt.reasons[0]?.message ?? receipt.outcome
    const text = { description, logUrl: receipt.run.url, environmentUrl: receipt.url }
    await recordDeployment({ github: ports.github(inputs.token), name: { owner, repo } }, entry, text)
  })
}

function measure(delivery: Delivery, { log }: Ports): object | string {
  try {
    return measureDelivery(delivery)
  } catch (error) {
    log.warning(`The deployment was not measured: ${error instanceof Error ? error.message : String(error)}`)
    return ''
  }
}

async function attempt(log: Ports['log'], otherwise: string, effect: () => Promise<void>): Promise<void> {
  try {
    await effect()
  } catch (error) {
    log.warning(`${otherwise}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

// A job whose steps are all green although the deployment is not: this step has to be the red one.
function agree(
  { outcome, reasons, steps }: { outcome: Outcome; reasons: readonly Reason[]; steps: StepRecords },
  outputs: Outputs,
): Outputs {
  const jobKnows = Object.values(steps).some(({ result }) => result === 'failure' || result === 'cancelled')
  if (isGoodOutcome(outcome) || outcome === 'awaiting-approval' || jobKnows) return outputs
  const first = reasons[0] ?? reason('internal-error')
  throw new ActionError(first.code, first.message, { outcome, reasons, outputs: outputs as Record<string, string | object> })
}
