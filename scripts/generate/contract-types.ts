import { compile } from 'json-schema-to-typescript'
import { followReference, type JsonSchema, mapSchema, type SchemaName, type SchemaSet, schemaNames } from './json-schema.ts'

/** Types that TypeScript can say better than JSON Schema; key: title of the definition, then the property. */
const typeOverrides: Record<string, string> = { 'Reason.code': 'ReasonCode', 'Change.from': 'unknown', 'Change.to': 'unknown' }

/** The types of all documents in one module. */
export async function generateTypes(schemas: SchemaSet): Promise<string> {
  const definitions: Record<string, JsonSchema> = {}
  for (const name of schemaNames) {
    definitions[name] = prepare(schemas, name, schemas[name])
    for (const [key, def] of Object.entries(schemas[name].$defs ?? {})) {
      if (isNamed(def)) definitions[`${name}.${key}`] = prepare(schemas, name, def)
    }
  }
  const root: JsonSchema = {
    title: 'Documents',
    description: 'The documents of the contract.',
    type: 'object',
    additionalProperties: false,
    required: [...schemaNames],
    properties: Object.fromEntries(schemaNames.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: definitions,
  }
  const code = await compile(root as Parameters<typeof compile>[0], 'Documents', {
    bannerComment: `// Generated from workflows-schema by scripts/generate.ts. Do not edit.\nimport type { ReasonCode } from './reason-codes.ts'\n`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { semi: false, singleQuote: true, printWidth: 140 },
  })
  return code.replaceAll(/\n \*\n \* This interface was referenced by[^*]*(?:\* via the `definition`[^*]*)?/g, '\n ')
}

/** Objects and enumerations become types of their own; patterns are plain strings in TypeScript. */
function isNamed(def: JsonSchema): boolean {
  return def.enum !== undefined || (def.type === 'object' && def.properties !== undefined)
}

function prepare(schemas: SchemaSet, name: SchemaName, schema: JsonSchema): JsonSchema {
  const { $defs, $id, $schema, ...body } = schema
  return mapSchema(body, (node, path) => {
    const { title, examples, 'x-allowed': _allowed, ...rest } = node
    if (path === '#') return withOverrides({ ...rest, ...(title === undefined ? {} : { title }) })
    if (rest.$ref === undefined) return rest
    const target = followReference(schemas, name, rest.$ref)
    if (target.def === null || isNamed(target.schema))
      return { $ref: `#/$defs/${target.def === null ? target.name : `${target.name}.${target.def}`}` }
    const { title: _title, examples: _examples, 'x-allowed': _own, ...inlined } = target.schema
    return inlined
  })
}

function withOverrides(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([key, node]) => {
    const tsType = typeOverrides[`${schema.title}.${key}`]
    return [key, tsType === undefined ? node : { ...node, tsType }] as const
  })
  return schema.properties === undefined ? schema : { ...schema, properties: Object.fromEntries(properties) }
}
