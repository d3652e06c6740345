import { Ajv } from 'ajv'
import standaloneModule from 'ajv/dist/standalone/index.js'
import { allowedByPath } from './constraints.ts'
import { inlineReferences, type JsonSchema, mapSchema, type SchemaName, type SchemaSet } from './json-schema.ts'

/** ajv is CommonJS: Node gives its exports as a whole, whatever its types say. */
const standalone = (standaloneModule as unknown as { default: typeof standaloneModule }).default
const banner = '// Generated from workflows-schema by scripts/generate.ts. Do not edit.'

/** One module per schema, so that a bundle holds only what it uses: the validator as plain code, and what each place allows in words. */
export function generateValidator(schemas: SchemaSet, name: SchemaName): string {
  const schema = inlineReferences(schemas, name)
  // The inlined schemas use nothing newer than draft 7, whose code is half as large as that for 2020-12.
  // unicode: false counts UTF-16 units: the few fields that allow more than ASCII only need a bound.
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    unicode: false,
    messages: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  })
  ajv.addSchema(bare(schema), name)
  const code = standalone(ajv, { validate: name })
  if (code.includes('require('))
    throw new Error('The generated validators need the run time of ajv; keep to keywords that ajv writes as plain code.')
  return `${banner}\n${code.trimEnd()}\nexport const allowed = ${JSON.stringify(allowedByPath(schema), null, 2)}\n`
}

export function generateValidatorTypes(): string {
  return `${banner}
import type { Validate } from '../../schema-error.ts'
export declare const validate: Validate
export declare const allowed: Readonly<Record<string, string>>
`
}

/** Annotations would only make the generated module larger. */
function bare(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, ({ $schema, $id, title, description, examples, 'x-allowed': _, ...rules }) => rules)
}
