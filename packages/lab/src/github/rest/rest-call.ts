import type { Actor } from '../access/actor.ts'
import { type Cause, causedBy } from '../events/cause.ts'
import { invalid, notFound, Refusal } from '../http/answer.ts'
import type { Repository, World } from '../world.ts'

/** One REST request after routing and permission checks. */
export interface RestCall {
  readonly world: World
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  /** The repository of the path. */
  readonly repository: Repository
  readonly cause: Cause
  /** The raw media type was asked for. */
  readonly raw: boolean
  /** Address of the request without its query, for Link headers. */
  readonly url: string
}

export function createCall(parts: Omit<RestCall, 'repository' | 'cause'> & { repository: Repository | null }): RestCall {
  return {
    ...parts,
    get repository(): Repository {
      if (!parts.repository) throw notFound()
      return parts.repository
    },
    get cause(): Cause {
      return causedBy(parts.world, parts.actor)
    },
  }
}

/** A number in the path; anything else leads nowhere. */
export function numberParam(call: RestCall, name: string): number {
  const text = call.params[name] ?? ''
  if (!/^\d{1,15}$/.test(text)) throw notFound()
  return Number(text)
}

/** A string of the body that must be there. */
export function requiredText(call: RestCall, name: string): string {
  const value = call.body[name]
  // documented in the wild: `Invalid request.\n\n"ref" wasn't supplied.`
  if (value === undefined) throw new Refusal(422, `Invalid request.\n\n"${name}" wasn't supplied.`)
  return optionalText(call, name) ?? ''
}

/** A string of the body, or undefined. */
export function optionalText(call: RestCall, name: string): string | undefined {
  const value = call.body[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string')
    throw new Refusal(422, `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(value)} is not a string.`)
  return value
}

export function oneOf<Word extends string>(value: string, words: readonly Word[], field: { resource: string; field: string }): Word {
  const found = words.find((word) => word === value)
  if (!found) throw invalid(field.resource, [{ field: field.field, code: 'invalid', value }])
  return found
}
