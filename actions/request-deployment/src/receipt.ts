import { downloadArtifact, GitHubError, listRunArtifacts } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'
import { readReceiptArchive } from './receipt-archive.ts'
import { type ReceiptFinding, weighReceipt } from './receipt-finding.ts'
import type { RunView } from './run-view.ts'

const maxArchive = 2 * 1024 * 1024
// A run is reported as completed a moment before its artifacts are listed.
const pauses = [0, 1000, 2000]

export interface WantedReceipt {
  readonly requestId: string
  readonly artifact: string
}

/** The receipt of a run that answers one request. */
export const receiptOfRequest = (requestId: string): WantedReceipt => ({ requestId, artifact: 'deployment-receipt' })

/** Looks for the receipt of an ended run and says what it proves for our request. */
export async function findReceipt(config: ConfigRepository, run: RunView, wanted: WantedReceipt): Promise<ReceiptFinding> {
  let last: ReceiptFinding = { kind: 'missing', why: `the run has no artifact ${wanted.artifact}` }
  try {
    for (const pause of pauses) {
      if (pause > 0) await config.sleep(pause)
      last = (await readReceipt(config, run, wanted)) ?? last
      if (last.kind !== 'missing') break
    }
    return last
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    return { kind: 'missing', why: `the artifact ${wanted.artifact} could not be read: ${error.message}` }
  }
}

/** The receipt of a run as it stands now; null when there is none yet. */
export async function readReceipt(config: ConfigRepository, run: RunView, wanted: WantedReceipt): Promise<ReceiptFinding | null> {
  const artifacts = await listRunArtifacts(config.github, { ...config.name, runId: run.id, name: wanted.artifact })
  const newest = artifacts.find(({ expired }) => !expired)
  if (newest === undefined) return null
  const zip = await downloadArtifact(config.github, { ...config.name, artifactId: newest.id, maxBytes: maxArchive })
  const archived = readReceiptArchive(zip)
  if (!archived.ok) return { kind: 'missing', why: archived.why }
  return weighReceipt(archived.receipt, { run, repository: `${config.name.owner}/${config.name.repo}`, requestId: wanted.requestId })
}
