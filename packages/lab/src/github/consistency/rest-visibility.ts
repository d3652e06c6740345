import { type Answer, notFound, Refusal } from '../http/answer.ts'
import type { MatchedRoute } from '../http/route-table.ts'
import type { Repository } from '../records.ts'
import type { LagKind } from '../types.ts'
import type { World } from '../world.ts'
import { keyIn } from './visibility.ts'

type Subject = readonly [kind: LagKind, thing: string | number]

interface Read {
  readonly world: World
  readonly repository: Repository
  readonly matched: MatchedRoute
  readonly query: URLSearchParams
}

/**
 * Refuses a read of what is still hidden. from memory: that all of these answer as if it did not exist; 404 on objects made a moment ago
 * is reported in many issues, for commits, branches and pull requests alike.
 */
export function refuseHidden({ world, repository, matched, query }: Read): void {
  for (const [kind, thing] of subjectsOf(matched, query)) {
    if (world.visibility.sees(kind, keyIn(repository.fullName, thing))) continue
    throw matched.route.route === 'GET /repos/{owner}/{repo}/commits/{ref}'
      ? new Refusal(422, `No commit found for SHA: ${matched.params.ref}`)
      : notFound()
  }
}

/** Leaves out of a list what is still hidden. */
export function withoutHidden({ world, repository, matched }: Read, answer: Answer): Answer {
  const item = listed[matched.route.route]
  if (!item || !Array.isArray(answer.body)) return answer
  const seen = (one: Record<string, unknown>) => {
    const [kind, thing] = item(one)
    return world.visibility.sees(kind, keyIn(repository.fullName, thing))
  }
  return { ...answer, body: answer.body.filter(seen) }
}

/** What the path and the query of a read name. */
function subjectsOf({ route, params }: MatchedRoute, query: URLSearchParams): Subject[] {
  if (!route.route.startsWith('GET ') || listed[route.route]) return []
  const pull = params.pull_number ?? params.issue_number
  if (pull) return [['pullRequest', pull]]
  if (params.basehead) return params.basehead.split('...').map(revision)
  if (params.branch) return [['branch', `refs/heads/${params.branch}`]]
  if (params.path !== undefined) return query.get('ref') ? [revision(query.get('ref') ?? '')] : []
  if (!params.ref) return []
  return route.route.includes('/git/') ? [['branch', `refs/${params.ref}`]] : [revision(params.ref)]
}

/** A commit by its id, or else the tip of a branch. */
export function revision(name: string): Subject {
  if (/^[0-9a-f]{40}$/.test(name)) return ['commit', name]
  return ['branch', name.startsWith('refs/') ? name : `refs/heads/${name}`]
}

const listed: Readonly<Record<string, (item: Record<string, unknown>) => Subject>> = {
  'GET /repos/{owner}/{repo}/pulls': ({ number }) => ['pullRequest', Number(number)],
  'GET /repos/{owner}/{repo}/branches': ({ name }) => ['branch', `refs/heads/${name}`],
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}': ({ ref }) => ['branch', String(ref)],
}
