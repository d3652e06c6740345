import type { ErrorObject } from 'ajv'
import type { Violation } from '../types.ts'
import { githubOperations } from './operations.ts'

export interface ObservedAnswer {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly body: string | null
}

/** The description lists these for few operations; GitHub gives them for all. */
const alwaysPossible = [400, 401, 403, 404, 413, 422, 429]

/** Checks REST answers against GitHub's OpenAPI description: a status that is known, a body of the described shape. */
export function checkAnswer({ method, route, status, body }: ObservedAnswer): Violation[] {
  const where = `${route} ${status}`
  if (route === 'unknown') return []
  const operations = githubOperations()
  const statuses = operations.statuses(route)
  if (!statuses) return [{ where, message: 'The description of GitHub has no such operation: run scripts/extract-openapi.ts.' }]
  const listed = statuses.includes(status)
  if (!listed && !alwaysPossible.includes(status)) return [{ where, message: `GitHub answers ${statuses.join(', ')}, never ${status}.` }]
  if (method === 'HEAD') return []
  const validate = operations.response(route, status)
  if (body === null) return validate && status < 300 ? [{ where, message: 'GitHub answers with a body here.' }] : []
  const parsed: unknown = JSON.parse(body)
  if (!validate) return status < 300 ? [{ where, message: 'GitHub answers without a body here.' }] : errorShape(where, parsed)
  if (validate(parsed)) return []
  return (validate.errors ?? []).filter(isMisfit).map((error) => ({
    where,
    message: `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  }))
}

/** GitHub's description offers alternatives that overlap, such as two shapes of an error: what fits several of them fits. */
function isMisfit({ keyword, params }: ErrorObject): boolean {
  return keyword !== 'oneOf' || params.passingSchemas === null
}

function errorShape(where: string, body: unknown): Violation[] {
  const fine = typeof body === 'object' && body !== null && 'message' in body && 'documentation_url' in body
  return fine ? [] : [{ where, message: 'An error has a message and a documentation_url.' }]
}
