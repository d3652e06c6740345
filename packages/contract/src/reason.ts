import type { Reason } from './generated/documents.ts'
import { type ReasonCode, reasonCodes } from './generated/reason-codes.ts'
import { cut, escapeText, showValue } from './shown-value.ts'

/** What is known about one reason; `summary` and `remedy` replace those of the code when more is known. */
export interface ReasonDetails {
  /** Field of a request, or path inside a file. */
  field?: string
  /** The raw value; it is escaped and shortened here. */
  seen?: unknown
  /** The value as it stands in a file, when that says more than the value itself. */
  seenText?: string
  allowed?: string | readonly string[]
  file?: string
  line?: number
  summary?: string
  remedy?: string
}

/** The result of reading something untrusted: the value, or every reason why not. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reasons: Reason[] }

/** A reason with its full message: where, what, what was seen, what is allowed, how to mend it. */
export function reason(code: ReasonCode, details: ReasonDetails = {}): Reason {
  const entry = reasonCodes[code]
  const found: Partial<Reason> = {}
  if (details.field !== undefined) found.field = clean(details.field, 200)
  if (details.seenText !== undefined) found.seen = clean(details.seenText, 200)
  else if (Object.hasOwn(details, 'seen')) found.seen = showValue(details.seen)
  if (details.allowed !== undefined)
    found.allowed = clean(typeof details.allowed === 'string' ? details.allowed : list(details.allowed), 1000)
  if (details.file !== undefined) found.file = clean(details.file, 200)
  if (details.line !== undefined) found.line = details.line
  const remedy = clean(details.remedy ?? entry.remedy, 500)
  return { code, message: sentence(found, clean(details.summary ?? entry.summary, 800), remedy), ...found, remedy }
}

function sentence({ file, line, field, seen, allowed }: Partial<Reason>, summary: string, remedy: string): string {
  const place = file === undefined || line === undefined ? file : `${file}:${line}`
  const where = [place, field].filter((part) => part !== undefined).join(', ')
  const facts = [seen === undefined ? [] : [`seen ${seen}`], allowed === undefined ? [] : [`allowed: ${allowed}`]].flat().join('; ')
  return `${where === '' ? '' : `${where}: `}${summary.replace(/\.$/, '')}${facts === '' ? '' : ` (${facts})`}. ${remedy}`
}

function list(values: readonly string[]): string {
  return values.length === 0 ? 'none' : values.join(', ')
}

function clean(text: string, length: number): string {
  return cut(escapeText(text.slice(0, length + 1)), length)
}
