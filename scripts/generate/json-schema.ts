import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A JSON Schema as far as this project's schemas use the language. */
export interface JsonSchema {
  $schema?: string
  $id?: string
  $ref?: string
  $defs?: Record<string, JsonSchema>
  title?: string
  description?: string
  examples?: unknown[]
  'x-allowed'?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  items?: JsonSchema
  minProperties?: number
  required?: string[]
  properties?: Record<string, JsonSchema>
  additionalProperties?: boolean | JsonSchema
  propertyNames?: JsonSchema
  anyOf?: JsonSchema[]
  tsType?: string
}

/** The five schemas of the contract by file stem, in the order in which they build on one another. */
export type SchemaSet = Record<SchemaName, JsonSchema>
export type SchemaName = (typeof schemaNames)[number]
export const schemaNames = ['deployment-request', 'gitops-config', 'registration', 'desired-state', 'receipt'] as const

export function readSchemas(root: string): SchemaSet {
  const read = (name: SchemaName) => JSON.parse(readFileSync(join(root, 'workflows-schema', `${name}.schema.json`), 'utf8')) as JsonSchema
  return Object.fromEntries(schemaNames.map((name) => [name, read(name)])) as SchemaSet
}

/** Calls `change` on every schema inside a schema, innermost first, and gives back the rebuilt whole. */
export function mapSchema(schema: JsonSchema, change: (node: JsonSchema, path: string) => JsonSchema, path = '#'): JsonSchema {
  const at = (node: JsonSchema, step: string) => mapSchema(node, change, `${path}/${step}`)
  const each = (nodes: Record<string, JsonSchema>, step: string) =>
    Object.fromEntries(Object.entries(nodes).map(([key, node]) => [key, at(node, `${step}/${key}`)]))
  const copy: JsonSchema = { ...schema }
  if (copy.$defs) copy.$defs = each(copy.$defs, '$defs')
  if (copy.properties) copy.properties = each(copy.properties, 'properties')
  if (copy.items) copy.items = at(copy.items, 'items')
  if (typeof copy.additionalProperties === 'object') copy.additionalProperties = at(copy.additionalProperties, 'additionalProperties')
  if (copy.propertyNames) copy.propertyNames = at(copy.propertyNames, 'propertyNames')
  if (copy.anyOf) copy.anyOf = copy.anyOf.map((node, index) => at(node, `anyOf/${index}`))
  return change(copy, path)
}

/** What `$ref` points to, seen from the schema `from`. */
export function followReference(
  schemas: SchemaSet,
  from: SchemaName,
  reference: string,
): { name: SchemaName; def: string | null; schema: JsonSchema } {
  const [file = '', pointer = ''] = reference.split('#')
  const name = file === '' ? from : (file.replace('.schema.json', '') as SchemaName)
  const def = pointer === '' ? null : pointer.replace('/$defs/', '')
  const schema = def === null ? schemas[name] : schemas[name]?.$defs?.[def]
  if (!schema) throw new Error(`${from}.schema.json: $ref "${reference}" points nowhere`)
  return { name, def, schema }
}

/** A schema with every reference replaced by what it points to, so that error paths are plain and validators need no lookup. */
export function inlineReferences(schemas: SchemaSet, name: SchemaName): JsonSchema {
  const resolve = (from: SchemaName, schema: JsonSchema): JsonSchema =>
    mapSchema(schema, (node) => {
      if (node.$ref === undefined) return node
      const target = followReference(schemas, from, node.$ref)
      const { $ref: _, ...siblings } = node
      const { $id, $schema, $defs, ...resolved } = resolve(target.name, target.schema)
      return { ...resolved, ...siblings }
    })
  const { $defs, ...whole } = resolve(name, schemas[name])
  return whole
}
