import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeSpan, table } from './markdown-table.ts'

export interface ReasonCodeEntry {
  code: string
  outcome: string
  summary: string
  remedy: string
}

export function readReasonCodes(root: string): ReasonCodeEntry[] {
  return JSON.parse(readFileSync(join(root, 'workflows-schema/reason-codes.json'), 'utf8')) as ReasonCodeEntry[]
}

/** The reason codes as a module: the union type, and what each code means. */
export function generateReasonCodes(entries: ReasonCodeEntry[]): string {
  const rows = entries.map(({ code, outcome, summary, remedy }) => `  '${code}': ${JSON.stringify({ outcome, summary, remedy })},`)
  return `// Generated from workflows-schema/reason-codes.json by scripts/generate.ts. Do not edit.
import type { Outcome } from './documents.ts'

export interface ReasonCodeEntry {
  readonly outcome: Outcome
  readonly summary: string
  readonly remedy: string
}

export type ReasonCode =
${entries.map(({ code }) => `  | '${code}'`).join('\n')}

/** Outcome, meaning and remedy of every reason code. */
export const reasonCodes: Readonly<Record<ReasonCode, ReasonCodeEntry>> = {
${rows.join('\n')}
}
`
}

/** The page for people who met a code. */
export function generateReasonCodesPage(entries: ReasonCodeEntry[]): string {
  const outcomes = [...new Set(entries.map((entry) => entry.outcome))]
  const sections = outcomes.map((outcome) => {
    const rows = entries.filter((entry) => entry.outcome === outcome)
    return `## ${codeSpan(outcome)}\n\n${table(
      ['Code', 'Meaning', 'Remedy'],
      rows.map(({ code, summary, remedy }) => [codeSpan(code), summary, remedy]),
    )}`
  })
  return `<!-- Generated from workflows-schema/reason-codes.json by scripts/generate.ts. Do not edit. -->

# Reason codes

Every end of a deployment other than \`deployed\` carries at least one reason: a stable code, and a sentence that says what is wrong, where, what was seen, what is allowed and how to mend it.
The sections are the outcomes that a code usually leads to.

${sections.join('\n\n')}
`
}
