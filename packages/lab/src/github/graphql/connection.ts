import { failure } from './context.ts'

export interface ConnectionArguments {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
}

const mostNodes = 100

/** One page of a list in GraphQL's form. documented: every connection wants `first` or `last`, from 1 to 100. */
export function connection<Item>(
  typename: string,
  given: { name: string; args: ConnectionArguments; all: readonly Item[] },
  node: (item: Item) => unknown,
) {
  const { name, args, all } = given
  const size = args.first ?? args.last
  if (size === undefined || size === null) {
    throw failure(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    )
  }
  if (size > mostNodes)
    throw failure(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of ${mostNodes} records.`,
    )
  const from = args.after ? place(args.after) + 1 : 0
  const to = args.before ? place(args.before) : all.length
  const window = all.slice(from, to).map((item, at) => ({ item, at: from + at }))
  const forwards = args.first !== undefined && args.first !== null
  const chosen = forwards ? window.slice(0, size) : window.slice(Math.max(0, window.length - size))
  const edges = chosen.map(({ item, at }) => ({ cursor: cursor(at), node: node(item) }))
  return {
    __typename: typename,
    totalCount: all.length,
    nodes: edges.map((edge) => edge.node),
    edges: edges.map((edge) => ({ __typename: typename.replace(/Connection$/, 'Edge'), ...edge })),
    pageInfo: {
      __typename: 'PageInfo',
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: (chosen.at(-1)?.at ?? to - 1) < all.length - 1,
      hasPreviousPage: (chosen[0]?.at ?? 0) > 0,
    },
  }
}

function cursor(at: number): string {
  return Buffer.from(`cursor:${at}`).toString('base64')
}

function place(text: string): number {
  const found = /^cursor:(\d+)$/.exec(Buffer.from(text, 'base64').toString())
  if (!found) throw failure('INVALID_CURSOR_ARGUMENTS', `\`${text}\` does not appear to be a valid cursor.`)
  return Number(found[1])
}
