import type { Actor } from '../access/actor.ts'
import { type Cause, causedBy } from '../events/cause.ts'
import { invalid, notFound } from '../http/answer.ts'
import type { Repository } from '../records.ts'
import type { World } from '../world.ts'

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

/** A string of the body; that it is there and a string has been checked against the description. */
export function requiredText(call: RestCall, name: string): string {
  return String(call.body[name] ?? '')
}

/** A string of the body, or undefined. */
export function optionalText(call: RestCall, name: string): string | undefined {
  const value = call.body[name]
  return value === undefined || value === null ? undefined : String(value)
}

export function oneOf<Word extends string>(value: string, words: readonly Word[], field: { resource: string; field: string }): Word {
  const found = words.find((word) => word === value)
  if (!found) throw invalid(field.resource, [{ field: field.field, code: 'invalid', value }])
  return found
}
