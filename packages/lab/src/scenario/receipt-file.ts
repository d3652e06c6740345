import { readFile } from 'node:fs/promises'
import { strFromU8, unzipSync } from 'fflate'
import type { ArtifactRecord, RunRecord } from '../github/types.ts'

/** Files of an artifact, by name. */
export async function readArtifact({ file }: ArtifactRecord): Promise<Record<string, string>> {
  const files = unzipSync(await readFile(file))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** The receipts that a run left, oldest first; an artifact that is not JSON is no receipt. */
export async function readReceipts(run: RunRecord): Promise<ReceiptLike[]> {
  const artifacts = run.artifacts.filter(({ name }) => name.startsWith('deployment-receipt'))
  const texts = await Promise.all(artifacts.map(async (artifact) => Object.values(await readArtifact(artifact))))
  return texts.flat().flatMap(parseReceipt)
}

/** What the lab reads of a receipt. It is not validated here: the lab shows what there is. */
export interface ReceiptLike {
  readonly outcome: string
  readonly reasons: readonly { readonly code: string; readonly message: string }[]
  readonly requestId: string | null
  readonly pullRequest: { readonly number: number; readonly url: string } | null
  readonly mergeCommit: string | null
  readonly generation: number | null
  readonly version: { readonly requested: string | null; readonly live: string | null; readonly previous: string | null }
  readonly url: string | null
}

function parseReceipt(text: string): ReceiptLike[] {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null && 'outcome' in value ? [value as ReceiptLike] : []
  } catch {
    return []
  }
}
