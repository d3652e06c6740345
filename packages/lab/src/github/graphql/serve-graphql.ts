import type { Answer } from '../http/answer.ts'
import { type Exchange, openRecord, playFault, type Reply, readBody, reply } from '../http/exchange.ts'
import { graphqlCost } from '../limits/graphql-cost.ts'
import type { Price } from '../limits/limit-book.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import type { RecordedRequest } from '../types.ts'
import { leastContents } from './content-mutations.ts'
import type { Context } from './context.ts'
import { type Asked, errorJson, executeDocument, type FieldErrors } from './execute-document.ts'
import { readDocument } from './schema.ts'

const bodyLimit = 5_000_000

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
  readonly fieldErrors: FieldErrors
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
  return { status: 200, body: await executeDocument(exchange, { asked, read, context, fieldErrors }) }
}
