import { parseReceipt, type Receipt } from '@mfe-gitops/contract'
import { unzipSync } from 'fflate'

const maxReceipt = 1024 * 1024
const fileName = 'receipt.json'

/** What a run artifact turned out to hold. */
export type ArchivedReceipt = { readonly ok: true; readonly receipt: Receipt } | { readonly ok: false; readonly why: string }

/** Reads the receipt out of the zip of a run artifact. Whoever may write artifacts of that run may have written anything. */
export function readReceiptArchive(zip: Uint8Array): ArchivedReceipt {
  const text = extract(zip)
  if (text === null) return { ok: false, why: `the artifact is no zip that holds a ${fileName} of at most 1 MiB` }
  const parsed = parseReceipt(toJson(text))
  if (parsed.ok) return { ok: true, receipt: parsed.value }
  return { ok: false, why: `its ${fileName} does not fit the schema: ${parsed.reasons.map(({ message }) => message).join(' ')}` }
}

function extract(zip: Uint8Array): string | null {
  try {
    const files = unzipSync(zip, { filter: ({ name, originalSize }) => name === fileName && originalSize <= maxReceipt })
    const file = files[fileName]
    return file === undefined ? null : new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return null
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
