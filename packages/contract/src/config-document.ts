import type { Reason } from './generated/documents.ts'
import type { ReasonCode } from './generated/reason-codes.ts'
import { type Parsed, reason } from './reason.ts'
import type { Validate } from './schema-error.ts'
import { findProblems, type SchemaProblem } from './schema-problems.ts'
import { showName } from './shown-value.ts'
import type { YamlRefusal } from './yaml-conversion.ts'
import { type OpenYaml, readYaml, type YamlOptions, type YamlText } from './yaml-text.ts'

/** One kind of file of the config repository. */
export interface DocumentKind {
  code: ReasonCode
  schema: { validate: Validate; allowed: Readonly<Record<string, string>> }
  options: YamlOptions
}

/** A value that follows its schema, or null where nothing is written yet, with the places of its parts. */
export type ConfigDocument<T> = { ok: true; value: T | null; fault: Fault } | { ok: false; reasons: Reason[] }

/** Makes a reason about a place in the file; for rules that a schema cannot say. */
export type Fault = (path: readonly string[], details: { seen?: unknown; allowed?: string; summary: string; remedy: string }) => Reason

/** Reads a config file and checks it against its schema; every reason names file, line, path, value seen and what is allowed. */
export function readConfigDocument<T>(source: string | OpenYaml, file: string, kind: DocumentKind): ConfigDocument<T> {
  const read = readYaml(source, kind.options)
  if (!read.ok) return { ok: false, reasons: read.refusals.map((refusal) => yamlReason(refusal, file, kind)) }
  const { yaml } = read
  const fault: Fault = (path, details) => reason(kind.code, { file, line: yaml.placeOf(path).line, ...fieldOf(kind, path), ...details })
  if (yaml.value === null && !kind.options.isStrict) return { ok: true, value: null, fault }
  const reasons = findProblems(kind.schema, yaml.value).map((problem) => fault(problem.path, describe(problem, yaml)))
  return reasons.length === 0 ? { ok: true, value: yaml.value as T, fault } : { ok: false, reasons }
}

/** Gives back the value when no further rule is broken. */
export function concluded<T>(value: T, faults: Reason[]): Parsed<T> {
  return faults.length === 0 ? { ok: true, value } : { ok: false, reasons: faults }
}

function yamlReason({ path, line, ...details }: YamlRefusal, file: string, kind: DocumentKind): Reason {
  return reason(kind.code, { file, ...(line === null ? {} : { line }), ...fieldOf({ options: { key: [] } }, path), ...details })
}

function fieldOf({ options }: { options: { key: readonly string[] } }, path: readonly string[]): { field?: string } {
  const whole = [...options.key, ...path]
  return whole.length === 0 ? {} : { field: whole.map(showName).join('.') }
}

function describe({ kind, path, seen, allowed, wantsString }: SchemaProblem, yaml: YamlText) {
  if (kind === 'missing') return { allowed, summary: 'A field is missing.', remedy: 'Add the field.' }
  if (kind === 'unknown')
    return { seen, allowed, summary: 'There is a field that the schema does not know.', remedy: 'Remove the field, or correct its name.' }
  const { written } = yaml.placeOf(path)
  const summary = 'The value is not allowed.'
  if (wantsString && written !== null && typeof seen !== 'string') {
    const type = seen === null ? 'null' : `a ${typeof seen}`
    return { seenText: `${written}, which YAML reads as ${type}`, allowed, summary, remedy: 'Write the value in quotes.' }
  }
  return { seen, allowed, summary, remedy: 'Write a value that is allowed.' }
}
