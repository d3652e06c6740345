import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml'

interface Parameter {
  name: string
  description: string
  type: string
  required: boolean
  default: string | null
}

/** What a caller of a reusable workflow has to know. */
export interface WorkflowInterface {
  name: string
  inputs: Parameter[]
  secrets: Parameter[]
  outputs: Parameter[]
  permissions: { job: string; scope: string; access: string; reason: string }[]
  problems: string[]
}

/** The interface of a reusable workflow; null for a workflow that nobody can call. */
export function describeWorkflow(source: string, file: string): WorkflowInterface | null {
  const document = parseDocument(source)
  const call = document.getIn(['on', 'workflow_call'], true)
  if (!document.hasIn(['on', 'workflow_call'])) return null
  const problems = document.errors.map((error) => `${file}: ${error.message}`)
  const parameters = (kind: string) => {
    const list = readParameters(isMap(call) ? call.get(kind) : undefined)
    for (const { name, description } of list) if (description === '') problems.push(`${file}: ${kind}.${name} has no description. Add one.`)
    return list
  }
  const permissions = readPermissions(document.get('jobs'))
  for (const { job, scope, reason } of permissions)
    if (reason === '') problems.push(`${file}: jobs.${job}.permissions.${scope} has no reason. Add a comment behind it.`)
  return {
    name: String(document.get('name') ?? file),
    inputs: parameters('inputs'),
    secrets: parameters('secrets'),
    outputs: parameters('outputs'),
    permissions,
    problems,
  }
}

function readParameters(node: unknown): Parameter[] {
  return entries(node).map(([name, value]) => {
    const text = (key: string) => (isMap(value) && value.get(key) !== undefined ? String(value.get(key)) : null)
    return {
      name,
      description: text('description')?.trim() ?? '',
      type: text('type') ?? 'string',
      required: text('required') === 'true',
      default: text('default'),
    }
  })
}

/** Permissions of each job, with the comment behind each line as its reason. */
function readPermissions(jobs: unknown): WorkflowInterface['permissions'] {
  return entries(jobs).flatMap(([job, body]) =>
    entries(isMap(body) ? body.get('permissions') : undefined).map(([scope, access]) => ({
      job,
      scope,
      access: isScalar(access) ? String(access.value) : '',
      reason: (isScalar(access) ? access.comment : null)?.trim() ?? '',
    })),
  )
}

function entries(node: unknown): [string, unknown][] {
  return isMap(node)
    ? (node as YAMLMap<unknown, unknown>).items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : String(pair.key), pair.value])
    : []
}
