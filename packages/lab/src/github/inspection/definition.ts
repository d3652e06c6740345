import type { Ajv, AnySchemaObject, ValidateFunction } from 'ajv'

/** Compiles one definition with only those that it leads to: to resolve a name in the whole file takes seconds. */
export function compileDefinition(ajv: Ajv, definitions: Readonly<Record<string, AnySchemaObject>>, name: string): ValidateFunction | null {
  const root = definitions[name]
  if (!root) return null
  const used: Record<string, AnySchemaObject> = {}
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return
    for (const [key, value] of Object.entries(schema)) {
      const target = key === '$ref' && typeof value === 'string' ? value.replace('#/definitions/', '') : null
      if (target === null) collect(value)
      else if (!used[target]) {
        used[target] = definitions[target] ?? {}
        collect(used[target])
      }
    }
  }
  collect(root)
  return ajv.compile({ ...root, definitions: used })
}
