import { execute, type GraphQLError, type GraphQLFieldResolver, responsePathAsArray } from 'graphql'
import { type Answer, Refusal } from '../http/answer.ts'
import { type Exchange, openRecord, playFault, type Reply, readBody, reply } from '../http/exchange.ts'
import { graphqlCost } from '../limits/graphql-cost.ts'
import type { Price } from '../limits/limit-book.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import type { NewFault, RecordedRequest } from '../types.ts'
import { commitMutation } from './commit-mutation.ts'
import { contentsOf, leastContents } from './content-mutations.ts'
import { type Context, failure, type Node, type Resolver } from './context.ts'
import { pullMutations } from './pull-mutations.ts'
import { queryRoot } from './query-root.ts'
import { queueMutations } from './queue-mutations.ts'
import { refMutations } from './ref-mutations.ts'
import { githubSchema, type ReadDocument, readDocument } from './schema.ts'

const bodyLimit = 5_000_000
const mutations: Record<string, Resolver> = { ...refMutations, ...commitMutation, ...pullMutations, ...queueMutations }
const root: Record<string, Resolver> = { ...queryRoot, ...mutations }

/** Root fields that the lab answers. */
export const servedQueries: readonly string[] = Object.keys(queryRoot)
export const servedMutations: readonly string[] = Object.keys(mutations)
export const servedFields: readonly string[] = Object.keys(root)

interface Asked {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly operationName?: string
}

/** Serves one GraphQL request on GitHub's own schema. */
export function createGraphQLServer(limits: RateLimits): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const { request, response, actor, ledger } = exchange
    const asked = readAsked(await readBody(request, bodyLimit))
    const read = asked && readDocument(asked.query)
    const fields = read && 'fields' in read ? read.fields : []
    const route = `graphql:${fields.join(',')}`
    const repository = repositoryIn(asked)
    const record = openRecord(exchange, { api: 'graphql', route, repository })
    record.kind = read && 'mutates' in read && read.mutates ? 'write' : 'read'
    const admission = limits.admit(actor, priceOf(asked, read), record)
    response.on('close', () => admission.end(record.contents))
    if (admission.refused) return answer(exchange, { record, headers: admission.headers({ contents: 0 }), ...admission.refused })
    const fault = ledger.faults.take({ routes: ['POST /graphql', route, ...fields.map((field) => `graphql:${field}`)], repository })
    if (await playFault(exchange, { record, fault, moment: 'before' })) return
    const { status, body } = await answerOf(exchange, { asked, read, record, fieldErrors: fault?.fieldErrors ?? {} })
    if (record.contents > 0) record.kind = 'content'
    if (await playFault(exchange, { record, fault, moment: 'after' })) return
    if (response.destroyed) return
    const headers = { ...admission.headers({ contents: record.contents }), ...fault?.headers }
    answer(exchange, { record, status, headers, body, cutShort: fault?.cutShort })
  }
}

/** documented: a document with mutations is 5 points of the secondary limit, any other 1. */
function priceOf(asked: Asked | null, read: ReturnType<typeof readDocument> | null): Price {
  if (!asked || !read || 'errors' in read) return { api: 'graphql', cost: 1, points: 1, contents: 0 }
  const contents = read.mutates ? leastContents(read.fields) : 0
  return { api: 'graphql', cost: graphqlCost(read.document, asked.variables), points: read.mutates ? 5 : 1, contents }
}

type Answered = Answer & Pick<Reply, 'cutShort'> & { readonly record: RecordedRequest }

function answer(exchange: Exchange, { record, status, headers, body, cutShort }: Answered): void {
  const media = { 'x-github-media-type': 'github.v4; format=json' }
  reply(exchange, record, { status, headers: { ...headers, ...media }, body: JSON.stringify(body), cutShort })
}

function readAsked(body: Buffer | null): Asked | null {
  try {
    const { query, variables, operationName } = JSON.parse(String(body)) as Partial<Asked>
    return typeof query === 'string' ? { query, variables: variables ?? {}, ...(operationName ? { operationName } : {}) } : null
  } catch {
    return null
  }
}

/** The repository that the variables name, for the record: by owner and name, or by the branch of a commit. */
function repositoryIn(asked: Asked | null): string | null {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const { owner, name, repo } = asked?.variables ?? {}
  if (text(owner) && (text(name) || text(repo))) return `${text(owner)}/${text(name) || text(repo)}`
  return /"repositoryNameWithOwner":"([^"]+)"/.exec(JSON.stringify(asked?.variables ?? {}))?.[1] ?? null
}

interface Work {
  readonly asked: Asked | null
  readonly read: ReturnType<typeof readDocument> | null
  readonly record: Context['record']
  readonly fieldErrors: NonNullable<NewFault['fieldErrors']>
}

async function answerOf(exchange: Exchange, { asked, read, record, fieldErrors }: Work): Promise<{ status: number; body: unknown }> {
  const { actor, world } = exchange
  const documentation = 'https://docs.github.com/graphql'
  if ('refused' in actor) return { status: 401, body: { message: actor.refused, documentation_url: documentation, status: '401' } }
  // from memory: GraphQL refuses who is nobody with 403 at its rate limit of zero, who has no token with 401
  if (actor.kind === 'anonymous' || actor.kind === 'app')
    return {
      status: 401,
      body: { message: 'This endpoint requires you to be authenticated.', documentation_url: documentation, status: '401' },
    }
  if (!asked) return { status: 400, body: { message: 'Problems parsing JSON', documentation_url: documentation, status: '400' } }
  if (!read || 'errors' in read) {
    record.refusedByDescription = true
    return { status: 200, body: { errors: (read?.errors ?? []).map((error) => errorJson(error)) } }
  }
  const context: Context = { world, actor, record, memo: new Map() }
  return { status: 200, body: await run(exchange, { asked, read, context, fieldErrors }) }
}

interface Running extends Pick<Work, 'fieldErrors'> {
  readonly asked: Asked
  readonly read: ReadDocument
  readonly context: Context
}

async function run(exchange: Exchange, { asked, read, context, fieldErrors }: Running): Promise<unknown> {
  // Root fields of a mutation run one after the other and each has its own error entry: graphql-js does both, as GitHub does.
  const { data, errors } = await execute({
    schema: githubSchema(),
    document: read.document,
    variableValues: asked.variables,
    ...(asked.operationName ? { operationName: asked.operationName } : {}),
    rootValue: root,
    contextValue: context,
    fieldResolver: resolveField(exchange, fieldErrors),
  })
  // Without data nothing was executed: the variables do not fit the document.
  if (data === undefined) context.record.refusedByDescription = true
  if (errors) context.record.detail = errors.map((error) => `${typeOf(error)}: ${error.message}`).join('; ')
  for (const error of errors ?? []) {
    if (!typeOf(error) && error.originalError)
      exchange.ledger.verbose(`The lab failed on ${context.record.route}: ${error.originalError.stack}`)
  }
  return { ...(data === undefined ? {} : { data }), ...(errors ? { errors: errors.map((error) => errorJson(error)) } : {}) }
}

/** A field is a value or a function of its object. One that the object lacks is not served by the lab, and says so. */
function resolveField({ ledger }: Exchange, fieldErrors: Work['fieldErrors']): GraphQLFieldResolver<Node, Context> {
  return (source, args, context, info) => {
    const fault = fieldErrors[responsePathAsArray(info.path).join('.')]
    if (fault === null) return null
    if (fault) throw failure(fault.type, fault.message)
    if (!(info.fieldName in source)) {
      const record = { ...context.record, route: `graphql:${info.parentType.name}.${info.fieldName}` }
      ledger.unknownRoutes.push(record)
      throw new Refusal(501, `The lab does not serve the field ${info.parentType.name}.${info.fieldName}.`)
    }
    const value = source[info.fieldName]
    if (typeof value !== 'function') return value
    const made = (value as (args: unknown, context: Context) => unknown)(args, context)
    return info.parentType.name === 'Mutation' ? counted(context, info.fieldName, { args, made }) : made
  }
}

/** Counts what a mutation has created, when it has. */
async function counted(context: Context, field: string, { args, made }: { args: object; made: unknown }): Promise<unknown> {
  const result = await made
  context.record.contents += contentsOf(field, args)
  return result
}

function typeOf(error: GraphQLError): string | undefined {
  return typeof error.extensions.type === 'string' ? error.extensions.type : undefined
}

function errorJson(error: GraphQLError): Record<string, unknown> {
  const type = typeOf(error)
  return {
    ...(type ? { type } : {}),
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
    message: error.message,
  }
}
