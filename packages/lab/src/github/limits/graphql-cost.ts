import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql'

/**
 * Points of the primary limit that a document takes. documented: as many requests as it would need to fill each connection, a hundred
 * to the point, and never less than one; rate-limits-and-query-limits-for-the-graphql-api calculates an example.
 */
export function graphqlCost(document: DocumentNode, variables: Readonly<Record<string, unknown>> = {}): number {
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])))
  const requests = (set: SelectionSetNode | undefined, times: number): number =>
    (set?.selections ?? []).reduce((sum, one) => {
      if (one.kind === Kind.INLINE_FRAGMENT) return sum + requests(one.selectionSet, times)
      if (one.kind === Kind.FRAGMENT_SPREAD) return sum + requests(fragments.get(one.name.value)?.selectionSet, times)
      const size = pageSize(one, variables)
      return sum + (size === null ? requests(one.selectionSet, times) : times + requests(one.selectionSet, times * size))
    }, 0)
  const total = document.definitions.reduce(
    (sum, one) => sum + (one.kind === Kind.OPERATION_DEFINITION ? requests(one.selectionSet, 1) : 0),
    0,
  )
  return Math.max(1, Math.round(total / 100))
}

/** How many nodes of a connection are asked for; null for any other field. */
function pageSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number | null {
  const argument = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')
  if (!argument) return null
  const { value } = argument
  const size =
    value.kind === Kind.INT ? Number(value.value) : value.kind === Kind.VARIABLE ? Number(variables[value.name.value]) : Number.NaN
  return Number.isNaN(size) ? null : size
}
