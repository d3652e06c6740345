import { type Actor, canSee, meets, refusalText } from '../access/actor.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import type { Repository } from '../records.ts'

/** Lets a request pass, or refuses it as GitHub does: 404 for what must not even be known to exist, 403 for the rest. */
export function admit(actor: Actor, { route, repository, path }: { route: Route; repository: Repository | null; path: string }): void {
  const writes = !route.route.startsWith('GET ')
  const ofRepository = path.startsWith('/repos/')
  if (ofRepository && !repository) throw notFound()
  if (route.access === 'open' || route.access === 'app') return
  if (route.access === 'token') {
    if (actor.kind === 'anonymous') throw new Refusal(401, 'Requires authentication')
    if (actor.kind === 'app') throw new Refusal(403, refusalText(actor))
    return
  }
  if (!repository || !canSee(actor, repository)) throw notFound()
  if (actor.kind === 'anonymous' && writes) throw new Refusal(401, 'Requires authentication')
  const needs = route.needs ?? []
  if (!meets(actor, repository, needs)) {
    const accepted = needs.map(([permission, access]) => `${permission}=${access}`).join('; ')
    throw new Refusal(403, refusalText(actor), { headers: { 'x-accepted-github-permissions': accepted } })
  }
  if (writes && repository.settings.archived) throw new Refusal(403, 'Repository was archived so is read-only.')
}
