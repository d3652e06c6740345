import { servedMutations, servedQueries } from '../graphql/served-fields.ts'
import { servedOperations } from '../rest/served-operations.ts'
import type { Coverage, RecordedRequest, Use } from '../types.ts'

export interface Observed {
  readonly requests: readonly Pick<RecordedRequest, 'api' | 'route' | 'refusedByDescription'>[]
  readonly answers: number
  readonly events: Readonly<Record<string, number>>
  readonly violations: number
}

/** What is implemented, beside what was observed of it. */
export function coverageOf({ requests, answers, events, violations }: Observed): Coverage {
  const times = new Map<string, number>()
  const count = (name: string) => times.set(name, (times.get(name) ?? 0) + 1)
  const graphql = requests.filter(({ api }) => api === 'graphql')
  for (const { api, route } of requests) if (api === 'rest') count(route)
  for (const { route } of graphql) for (const field of new Set(route.replace('graphql:', '').split(','))) count(field)
  const uses = (names: readonly string[]) => names.map((name): Use => ({ name, requests: times.get(name) ?? 0 }))
  return {
    rest: uses(servedOperations),
    queries: uses(servedQueries),
    mutations: uses(servedMutations),
    answers: { rest: answers, graphql: graphql.filter(({ refusedByDescription }) => !refusedByDescription).length },
    events,
    refused: requests.filter(({ refusedByDescription }) => refusedByDescription).length,
    violations,
  }
}

/** What the lab implements, without any use of it. */
export function servedCoverage(): Coverage {
  return coverageOf({ requests: [], answers: 0, events: {}, violations: 0 })
}

/** The sum of several labs. */
export function addCoverage(left: Coverage, right: Coverage): Coverage {
  const uses = (ours: readonly Use[], theirs: readonly Use[]) =>
    ours.map(({ name, requests }) => ({ name, requests: requests + (theirs.find((one) => one.name === name)?.requests ?? 0) }))
  const names = new Set([...Object.keys(left.events), ...Object.keys(right.events)])
  return {
    rest: uses(left.rest, right.rest),
    queries: uses(left.queries, right.queries),
    mutations: uses(left.mutations, right.mutations),
    answers: { rest: left.answers.rest + right.answers.rest, graphql: left.answers.graphql + right.answers.graphql },
    events: Object.fromEntries([...names].map((name) => [name, (left.events[name] ?? 0) + (right.events[name] ?? 0)])),
    refused: left.refused + right.refused,
    violations: left.violations + right.violations,
  }
}
