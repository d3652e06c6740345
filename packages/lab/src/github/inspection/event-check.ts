import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { Violation, WebhookEvent } from '../types.ts'
import { compileDefinition } from './definition.ts'

/** Checks events against the schemas of GitHub's webhooks. */
export function createEventCheck(): (event: WebhookEvent) => Violation[] {
  let definitions: Definitions | null = null
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false })
  formats.default(ajv)
  ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/) // an App's bot has brackets in its address
  const compiled = new Map<string, ValidateFunction | null>()
  const validatorOf = (name: string): ValidateFunction | null => {
    definitions ??= readDefinitions()
    if (!compiled.has(name)) compiled.set(name, compileDefinition(ajv, definitions, name))
    return compiled.get(name) ?? null
  }
  return (event) => {
    const where = event.action && event.name !== 'repository_dispatch' ? `${event.name}.${event.action}` : event.name
    const validate = validatorOf(`${event.name}$event`) ?? validatorOf(`${event.name}$${event.action}`)
    if (!validate) return [{ where: `event ${where}`, message: 'GitHub has no schema for this event.' }]
    if (validate(event.payload)) return []
    return (validate.errors ?? []).map((error) => ({
      where: `event ${where}`,
      message: `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    }))
  }
}

type Definitions = Record<string, AnySchemaObject>

function readDefinitions(): Definitions {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-schemas')
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Definitions }
  // documented: the installation is there only when an App sent the event; the community's schema always wants it.
  const dispatch = definitions.repository_dispatch$event
  if (dispatch) dispatch.required = (dispatch.required as string[]).filter((name) => name !== 'installation')
  return definitions
}
