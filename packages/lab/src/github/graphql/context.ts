import { GraphQLError } from 'graphql'
import { type Actor, canSee, meets, type Need, refusalText } from '../access/actor.ts'
import type { PullRequest, Repository } from '../records.ts'
import type { RecordedRequest } from '../types.ts'
import type { World } from '../world.ts'

/** What every resolver gets. */
export interface Context {
  readonly world: World
  readonly actor: Actor
  readonly record: RecordedRequest
  /** Facts about a pull request that several fields of one answer share. */
  readonly memo: Map<string, Promise<unknown>>
}

/** An object of the answer: plain values, or functions that work out a field when it is asked for. */
export type Node = { readonly __typename: string } & Record<string, unknown>
/** `never` lets a resolver name the arguments of its own field, which the schema has checked. */
export type Resolver = (args: never, context: Context) => unknown

/** An error entry with GitHub's `type` beside the message; a timeout has none. */
export function failure(type: string | undefined, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } })
}

export function needAccess({ actor }: Pick<Context, 'actor'>, repository: Repository, ...needs: Need[]): void {
  if (!meets(actor, repository, needs)) throw failure('FORBIDDEN', refusalText(actor))
}

/** A repository that the actor may know of; GitHub says the same of one that is not there and one that is hidden. */
export function visibleRepository({ world, actor }: Pick<Context, 'world' | 'actor'>, fullName: string): Repository {
  const found = world.repositories.get(fullName.toLowerCase())
  if (!found || !canSee(actor, found)) throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`)
  return found
}

export function missingNode(id: string): GraphQLError {
  return failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
}

/** Works something out once per answer. */
export function once<T>(context: Pick<Context, 'memo'>, key: string, work: () => Promise<T>): Promise<T> {
  const known = context.memo.get(key) as Promise<T> | undefined
  if (known) return known
  const started = work()
  context.memo.set(key, started)
  return started
}

export interface PullPlace {
  readonly repository: Repository
  readonly pull: PullRequest
}
