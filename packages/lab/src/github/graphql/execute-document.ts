import { execute, type GraphQLError, type GraphQLFieldResolver, responsePathAsArray } from 'graphql'
import { Refusal } from '../http/answer.ts'
import type { Exchange } from '../http/exchange.ts'
import type { NewFault } from '../types.ts'
import { contentsOf } from './content-mutations.ts'
import { type Context, failure, type Node } from './context.ts'
import { githubSchema, type ReadDocument } from './schema.ts'
import { root } from './served-fields.ts'

/** Fields that fail or are null, by their path in the answer. */
export type FieldErrors = NonNullable<NewFault['fieldErrors']>

export interface Asked {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly operationName?: string
}

interface Running {
  readonly fieldErrors: FieldErrors
  readonly asked: Asked
  readonly read: ReadDocument
  readonly context: Context
}

/** Executes a document on GitHub's own schema. */
export async function executeDocument(exchange: Exchange, { asked, read, context, fieldErrors }: Running): Promise<unknown> {
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
function resolveField({ ledger }: Exchange, fieldErrors: FieldErrors): GraphQLFieldResolver<Node, Context> {
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

export function errorJson(error: GraphQLError): Record<string, unknown> {
  const type = typeOf(error)
  return {
    ...(type ? { type } : {}),
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
    message: error.message,
  }
}
