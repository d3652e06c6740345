import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { Violation, WebhookEvent } from '../types.ts'

interface Definition {
  required?: string[]
}

/** Checks events against the schemas of GitHub's webhooks. */
export function createEventCheck(): (event: WebhookEvent) => Violation[] {
  let ajv: Ajv | null = null
  const compiled = new Map<string, ValidateFunction | null>()
  const validatorOf = (name: string): ValidateFunction | null => {
    ajv ??= loadSchemas()
    if (!compiled.has(name)) compiled.set(name, ajv.getSchema(`webhooks#/definitions/${encodeURIComponent(name)}`) ?? null)
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

function loadSchemas(): Ajv {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-schemas')
  const schemas = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, Definition> }
  // documented: the installation is there only when an App sent the event; the community's schema always wants it.
  const dispatch = schemas.definitions.repository_dispatch$event
  if (dispatch?.required) dispatch.required = dispatch.required.filter((name) => name !== 'installation')
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true })
  formats.default(ajv)
  ajv.addSchema(schemas, 'webhooks')
  return ajv
}
