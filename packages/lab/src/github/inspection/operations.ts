import { readFileSync } from 'node:fs'
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import { compileDefinition } from './definition.ts'

interface Operation {
  readonly request: AnySchemaObject | null
  /** By status; null where the answer has no JSON. */
  readonly responses: Readonly<Record<string, AnySchemaObject | null>>
}

/** GitHub's own description of the operations that the lab serves, with compiled schemas. */
export interface Operations {
  statuses(route: string): readonly number[] | null
  /** Null when the description gives no JSON for this status. */
  response(route: string, status: number): ValidateFunction | null
  request(route: string): ValidateFunction | null
}

let read: Operations | null = null

export function githubOperations(): Operations {
  read ??= readOperations()
  return read
}

/** Written by scripts/extract-openapi.ts. */
function readOperations(): Operations {
  const file = new URL('../generated/openapi.json', import.meta.url)
  const { operations, definitions } = JSON.parse(readFileSync(file, 'utf8')) as {
    operations: Record<string, Operation>
    definitions: Record<string, AnySchemaObject>
  }
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats: { int64: true, 'repo.nwo': true } })
  formats.default(ajv)
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/) // an App's bot has brackets in its address
  // documented: the addresses of a deployment status are empty strings when nobody gave any
  ajv.addFormat('uri', (text: string) => text === '' || URL.canParse(text))
  const compiled = new Map<string, ValidateFunction | null>()
  const compile = (key: string, schema: AnySchemaObject | null | undefined): ValidateFunction | null => {
    const known = compiled.get(key)
    if (known !== undefined) return known
    const made = schema ? compileDefinition(ajv, { ...definitions, [key]: schema }, key) : null
    compiled.set(key, made)
    return made
  }
  return {
    statuses: (route) => (operations[route] ? Object.keys(operations[route].responses).map(Number) : null),
    response: (route, status) => compile(`${route} ${status}`, operations[route]?.responses[status]),
    request: (route) => compile(`${route} request`, operations[route]?.request),
  }
}
