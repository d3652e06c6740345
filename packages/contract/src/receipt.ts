import type { Receipt } from './generated/documents.ts'
import * as schema from './generated/validators/receipt.js'
import { readJson } from './json-text.ts'
import { type Parsed, reason } from './reason.ts'
import { findProblems } from './schema-problems.ts'
import { showName } from './shown-value.ts'

const limits = { characters: 1_048_576, depth: 20 }

/** Reads a receipt, from JSON text or parsed JSON. Fields that this version does not know are ignored: the writer may be newer. */
export function parseReceipt(input: unknown): Parsed<Receipt> {
  const json = readJson(typeof input === 'string' ? input : toText(input), limits)
  if (!json.ok) return { ok: false, reasons: [reason('receipt-mismatch', { summary: 'The receipt is not JSON of a reasonable size.' })] }
  const problems = findProblems(schema, json.value).filter(({ kind }) => kind !== 'unknown')
  if (problems.length === 0) return { ok: true, value: json.value as Receipt }
  return {
    ok: false,
    reasons: problems.map(({ path, seen, allowed }) => reason('receipt-mismatch', { field: path.map(showName).join('.'), seen, allowed })),
  }
}

/** Text is bounded by the same limits whatever was passed; a value that is no JSON (a cycle, say) becomes text that is none either. */
function toText(input: unknown): string {
  try {
    return JSON.stringify(input) ?? ''
  } catch {
    return ''
  }
}
