import { jsonOrNull, parseReceipt, type Receipt } from '@mfe-gitops/contract'
import { textInArchive } from '@mfe-gitops/github'

const maxReceipt = 1024 * 1024
const fileName = 'receipt.json'

/** What a run artifact turned out to hold. */
export type ArchivedReceipt = { readonly ok: true; readonly receipt: Receipt } | { readonly ok: false; readonly why: string }

/** Reads the receipt out of the zip of a run artifact. Whoever may write artifacts of that run may have written anything. */
export function readReceiptArchive(zip: Uint8Array): ArchivedReceipt {
  const text = textInArchive(zip, fileName, maxReceipt)
  if (text === null) return { ok: false, why: `the artifact is no zip that holds a ${fileName} of at most 1 MiB` }
  const parsed = parseReceipt(jsonOrNull(text))
  if (parsed.ok) return { ok: true, receipt: parsed.value }
  return { ok: false, why: `its ${fileName} does not fit the schema: ${parsed.reasons.map(({ message }) => message).join(' ')}` }
}
