import { own } from './own-value.ts'
import type { SchemaError, Validate } from './schema-error.ts'

/** One place where data differs from its schema. */
export interface SchemaProblem {
  kind: 'missing' | 'unknown' | 'invalid'
  path: string[]
  seen: unknown
  allowed: string
  /** The schema wants a string here. */
  wantsString: boolean
}

const most = 20

/** Every difference between data and its schema, one per place, at most 20. */
export function findProblems(
  { validate, allowed }: { validate: Validate; allowed: Readonly<Record<string, string>> },
  data: unknown,
): SchemaProblem[] {
  if (validate(data)) return []
  const problems = new Map<string, SchemaProblem>()
  for (const error of withoutEchoes(validate.errors ?? [])) {
    const problem = toProblem(error, allowed, data)
    const key = JSON.stringify(problem.path)
    if (!problems.has(key)) problems.set(key, problem)
    if (problems.size === most) break
  }
  validate.errors = null
  return [...problems.values()]
}

/** A nullable map that is wrong inside is also "not null" and "no alternative"; only what is wrong inside helps. */
function withoutEchoes(errors: SchemaError[]): SchemaError[] {
  const isEcho = (error: SchemaError) =>
    error.keyword === 'anyOf' || error.keyword === 'propertyNames' || /\/anyOf\/\d+\/type$/.test(error.schemaPath)
  const real = errors.filter((error) => !isEcho(error))
  const isExplained = (echo: SchemaError) =>
    echo.keyword === 'propertyNames' || real.some((error) => error.instancePath.startsWith(echo.instancePath))
  return [...real, ...errors.filter((error) => isEcho(error) && error.keyword === 'anyOf' && !isExplained(error))]
}

function toProblem(error: SchemaError, allowed: Readonly<Record<string, string>>, data: unknown): SchemaProblem {
  const path = readPointer(error.instancePath)
  const schema = error.schemaPath.slice(0, error.schemaPath.lastIndexOf('/'))
  const at = (place: string) => allowed[place] ?? ''
  if (error.keyword === 'required') {
    const name = String(error.params.missingProperty)
    return { kind: 'missing', path: [...path, name], seen: undefined, allowed: at(`${schema}/properties/${name}`), wantsString: false }
  }
  if (error.keyword === 'additionalProperties') {
    const name = String(error.params.additionalProperty)
    return { kind: 'unknown', path: [...path, name], seen: valueAt(data, [...path, name]), allowed: at(schema), wantsString: false }
  }
  if (error.propertyName !== undefined) {
    return { kind: 'invalid', path: [...path, error.propertyName], seen: error.propertyName, allowed: at(schema), wantsString: false }
  }
  const wantsString = error.keyword === 'type' && error.params.type === 'string'
  return {
    kind: 'invalid',
    path,
    seen: valueAt(data, path),
    allowed: at(error.keyword === 'anyOf' ? `${schema}/anyOf/0` : schema),
    wantsString,
  }
}

function readPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(data: unknown, path: string[]): unknown {
  let value = data
  for (const step of path) value = typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, step) : undefined
  return value
}
