import type { ErrorObject } from 'ajv'
import { Refusal } from '../http/answer.ts'
import { githubOperations } from '../inspection/operations.ts'

const articles: Record<string, string> = {
  array: 'an array',
  object: 'an object',
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'a boolean',
}

/**
 * Refuses a body that lacks a field or has one of a wrong type, as far as GitHub's description says so.
 * from memory: the sentences of wrong types; those of missing fields are quoted in many issues.
 */
export function checkRequest(route: string, body: Readonly<Record<string, unknown>>): void {
  const validate = githubOperations().request(route)
  if (!validate || validate(body)) return
  const errors = validate.errors ?? []
  const missing = errors
    .filter((error) => error.keyword === 'required' && error.instancePath === '')
    .map((error) => `"${error.params.missingProperty}"`)
  if (missing.length > 0) throw invalidRequest(`${missing.join(', ')} ${missing.length === 1 ? "wasn't" : "weren't"} supplied.`)
  const wrong = errors.find((error) => error.keyword === 'type')
  if (wrong) throw invalidRequest(`For 'properties${wrong.instancePath}', ${shown(body, wrong)} is not ${wantedType(wrong)}.`)
}

function invalidRequest(text: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${text}`)
}

function wantedType(error: ErrorObject): string {
  const wanted: unknown = error.params.type
  const names = (Array.isArray(wanted) ? wanted : [wanted]).map(String).filter((name) => name !== 'null')
  return names.map((name) => articles[name] ?? name).join(' or ')
}

/** The value as Ruby shows it: `nil` for null. */
function shown(body: unknown, { instancePath }: ErrorObject): string {
  const value = instancePath
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Record<string, unknown>)[key] : undefined),
      body,
    )
  return value === null ? 'nil' : JSON.stringify(value)
}
