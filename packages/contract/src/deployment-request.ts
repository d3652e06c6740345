import { requestFields } from './generated/constraints.ts'
import type { DeploymentRequest } from './generated/documents.ts'
import * as schema from './generated/validators/deployment-request.js'
import { parseInvalidationKeys } from './invalidation-keys.ts'
import { type JsonRefusal, readJson } from './json-text.ts'
import { type Parsed, reason } from './reason.ts'
import { findProblems, type SchemaProblem } from './schema-problems.ts'
import { showName } from './shown-value.ts'

/** GitHub takes no more than this in a client_payload; deeper than flat is wrong anyway, but deserves the better message. */
const limits = { characters: 65_535, depth: 8 }

/** Reads a request from JSON text or from an event's payload. Refuses everything that is not exactly the ten fields. */
export function parseRequest(input: unknown): Parsed<DeploymentRequest> {
  if (typeof input === 'string') {
    const json = readJson(input, limits)
    return json.ok ? checkRequest(json.value) : { ok: false, reasons: [refusal(json)] }
  }
  return isPlain(input)
    ? checkRequest(input)
    : { ok: false, reasons: [reason('payload-not-json', { seen: input, allowed: 'an object with ten fields' })] }
}

function checkRequest(input: unknown): Parsed<DeploymentRequest> {
  if (!isPlain(input)) return { ok: false, reasons: [reason('payload-not-json', { seen: input, allowed: 'an object with ten fields' })] }
  const size = Object.entries(input).reduce((sum, [name, value]) => sum + name.length + (typeof value === 'string' ? value.length : 1), 0)
  if (size > limits.characters) {
    return {
      ok: false,
      reasons: [reason('payload-too-large', { seenText: `${size} characters`, allowed: `at most ${limits.characters} characters` })],
    }
  }
  const request = flatCopy(input)
  const problems = findProblems(schema, request).map(toReason)
  if (problems.length > 0) return { ok: false, reasons: problems }
  const parsed = request as unknown as DeploymentRequest
  const reasons = [...checkTimestamp(parsed.timestamp), ...checkKeys(parsed.cache_invalidation_keys)]
  return reasons.length === 0 ? { ok: true, value: parsed } : { ok: false, reasons }
}

/** Only strings matter; anything else is refused by its type, whatever it holds. */
function flatCopy(input: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null)
  for (const name of Object.keys(input)) copy[name] = input[name]
  return copy
}

function isPlain(input: unknown): input is Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false
  const prototype: unknown = Object.getPrototypeOf(input)
  return prototype === null || prototype === Object.prototype
}

function toReason({ kind, path, seen, allowed }: SchemaProblem) {
  const field = path.map(showName).join('.')
  if (kind === 'missing') return reason('field-missing', { field, allowed })
  if (kind === 'unknown') return reason('field-unknown', { field, seen, allowed: `exactly the fields ${requestFields.join(', ')}` })
  return reason('field-invalid', { field, seen, allowed })
}

function refusal(json: JsonRefusal) {
  if (json.kind === 'not-json') return reason('payload-not-json', { allowed: 'an object with ten fields' })
  if (json.kind === 'duplicate') {
    return reason('field-invalid', {
      field: showName(json.name),
      summary: 'The field is there more than once.',
      remedy: 'Send each field once.',
    })
  }
  return reason('payload-too-large', { seenText: json.seen, allowed: json.allowed })
}

/** The pattern cannot know how many days a month has. */
function checkTimestamp(timestamp: string) {
  const time = new Date(timestamp)
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().slice(0, 19) === timestamp.slice(0, 19)
  return isReal ? [] : [reason('field-invalid', { field: 'timestamp', seen: timestamp, allowed: 'a date that exists' })]
}

function checkKeys(keys: string) {
  const parsed = parseInvalidationKeys(keys)
  return parsed.ok ? [] : parsed.reasons
}
