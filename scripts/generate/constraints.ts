import { type JsonSchema, mapSchema, type SchemaSet } from './json-schema.ts'

/** Names, alphabets and enumerations of the schemas as constants. */
export function generateConstraints(schemas: SchemaSet): string {
  const patterns = Object.entries(schemas['deployment-request'].$defs ?? {}).flatMap(([key, def]) =>
    def.pattern === undefined ? [] : [[key, def] as const],
  )
  return `// Generated from workflows-schema by scripts/generate.ts. Do not edit.

/** The alphabets of names: the pattern, and the same in words. */
export const grammar = {
${patterns.map(([key, def]) => `  ${key}: { pattern: new RegExp(${JSON.stringify(def.pattern)}, 'u'), allowed: ${JSON.stringify(def['x-allowed'])} },`).join('\n')}
} as const

/** The fields of a request, in the order of the schema. */
export const requestFields = ${literal(schemas['deployment-request'].required)} as const

/** Every stage of a deployment, in order. */
export const stageNames = ${literal(schemas.receipt.$defs?.stageName?.enum)} as const

/** Every way a request can end. */
export const outcomes = ${literal(schemas.receipt.$defs?.outcome?.enum)} as const
`
}

/** What each place of a schema allows, in words, keyed as ajv names the place; rejections quote it. */
export function allowedByPath(schema: JsonSchema): Record<string, string> {
  const table: Record<string, string> = {}
  mapSchema(schema, (node, path) => {
    table[path] = node['x-allowed'] ?? describe(node)
    return node
  })
  return table
}

/** Words for a schema that brings none of its own. */
export function describe(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.join(', ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return schema.anyOf.map((node) => node['x-allowed'] ?? describe(node)).join(', or ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => describe({ ...schema, type })).join(', or ')
  switch (schema.type) {
    case 'object':
      return schema.properties ? `a map with the fields ${Object.keys(schema.properties).join(', ')}` : 'a map'
    case 'array':
      return `a list${schema.maxItems === undefined ? '' : ` of at most ${schema.maxItems} items`}`
    case 'string':
      return `a string${schema.maxLength === undefined ? '' : ` of at most ${schema.maxLength} characters`}`
    case 'integer':
      return schema.minimum === 1 ? 'a whole number above 0' : 'a whole number'
    case 'boolean':
      return 'true or false'
    case 'number':
      return 'a number'
    case 'null':
      return 'null'
    default:
      return 'anything'
  }
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
