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

/** GitHub's description does not allow this body. */
export class InvalidRequest extends Refusal {
  constructor(text: string) {
    super(422, `Invalid request.\n\n${text}`)
  }
}

/**
 * Refuses a body that lacks a field, has one that GitHub does not know, or one of a wrong type, as far as GitHub's description says so.
 * What a value may be beyond its type is the route's to say: there each has its own sentence.
 * from memory: the sentences of wrong types; those of missing fields are quoted in many issues; of unknown ones in emilyriederer/projmgr#43.
 */
export function checkRequest(route: string, body: Readonly<Record<string, unknown>>): void {
  const validate = githubOperations().request(route)
  if (!validate) return
  const errors = validate(body) ? [] : (validate.errors ?? [])
  const missing = errors.filter(isMissing).map((error) => `"${error.params.missingProperty}"`)
  const unknown = Object.keys(body).filter((name) => !knows(validate.schema, name))
  const sentences = [
    ...(missing.length > 0 ? [`${missing.join(', ')} ${missing.length === 1 ? "wasn't" : "weren't"} supplied.`] : []),
    ...unknown.map((name) => `${JSON.stringify(name)} is not a permitted key.`),
  ]
  if (sentences.length > 0) throw new InvalidRequest(sentences.join('\n'))
  const wrong = errors.find((error) => error.keyword === 'type')
  if (wrong) throw new InvalidRequest(`For 'properties${wrong.instancePath}', ${shown(body, wrong)} is not ${wantedType(wrong)}.`)
}

/** Also inside of a list: a comment of a review without its path, say. */
function isMissing({ keyword, schemaPath }: ErrorObject): boolean {
  return keyword === 'required' && !schemaPath.includes('/oneOf/') && !schemaPath.includes('/anyOf/')
}

/** The description says it of no object that further fields are refused; GitHub refuses them for all that it lists fields of. */
function knows(schema: unknown, name: string): boolean {
  const { properties, oneOf } = schema as { properties?: object; oneOf?: readonly unknown[] }
  if (oneOf) return oneOf.some((one) => knows(one, name))
  return properties !== undefined && Object.hasOwn(properties, name)
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
