import type { Coverage, Use } from './github/types.ts'

/** Coverage in one line, for the end of a run. */
export function coverageLine({ rest, queries, mutations, answers, events, refused, violations }: Coverage): string {
  const used = (uses: readonly Use[]) => `${uses.filter(({ requests }) => requests > 0).length} of ${uses.length}`
  const eventCount = Object.values(events).reduce((sum, count) => sum + count, 0)
  const misfits = violations === 0 ? '' : `, ${violations} do not`
  return (
    `${used(rest)} REST operations, ${used([...queries, ...mutations])} GraphQL fields used; ` +
    `${answers.rest + answers.graphql} answers and ${eventCount} events fit GitHub's descriptions${misfits}; ${refused} requests refused by them`
  )
}

/** Everything that the lab implements, by name. */
export function implementedList({ rest, queries, mutations }: Coverage): string[] {
  const section = (title: string, uses: readonly Use[]) => [`${title}: ${uses.length}`, ...uses.map(({ name }) => `  ${name}`), '']
  return [...section('REST operations', rest), ...section('GraphQL queries', queries), ...section('GraphQL mutations', mutations)]
}

/** Coverage as a table: every operation with the number of its requests. */
export function coverageTable(coverage: Coverage): string[] {
  const { rest, queries, mutations, answers, refused, violations } = coverage
  const events = Object.entries(coverage.events).map(([name, requests]) => ({ name, requests }))
  return [
    ...counted('REST operations', rest),
    ...counted('GraphQL queries', queries),
    ...counted('GraphQL mutations', mutations),
    ...counted('Events', events),
    '',
    `${answers.rest} answers of REST and ${answers.graphql} of GraphQL validated, ${refused} requests refused by the descriptions, ${violations} violations`,
  ]
}

function counted(title: string, uses: readonly Use[]): string[] {
  return ['', `${title}: ${uses.length}`, ...uses.map(({ name, requests }) => `${String(requests).padStart(7)}  ${name}`)]
}
