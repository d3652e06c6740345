import { generateConstraints } from './constraints.ts'
import { generateTypes } from './contract-types.ts'
import type { Generated } from './generated-files.ts'
import { readSchemas, schemaNames } from './json-schema.ts'
import { generateReasonCodes, generateReasonCodesPage, readReasonCodes } from './reason-codes.ts'
import { generateValidator, generateValidatorTypes } from './validators.ts'

const folder = 'packages/contract/src/generated'

/** Everything that comes from workflows-schema. */
export async function contractFiles(root: string): Promise<Generated> {
  const schemas = readSchemas(root)
  const codes = readReasonCodes(root)
  return {
    files: [
      { path: `${folder}/documents.ts`, text: await generateTypes(schemas) },
      ...schemaNames.flatMap((name) => [
        { path: `${folder}/validators/${name}.js`, text: generateValidator(schemas, name) },
        { path: `${folder}/validators/${name}.d.ts`, text: generateValidatorTypes() },
      ]),
      { path: `${folder}/constraints.ts`, text: generateConstraints(schemas) },
      { path: `${folder}/reason-codes.ts`, text: generateReasonCodes(codes) },
      { path: 'docs/reason-codes.md', text: generateReasonCodesPage(codes) },
    ],
    problems: [],
  }
}
