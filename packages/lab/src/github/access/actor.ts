import type { Repository } from '../records.ts'
import type { Account } from '../types.ts'
import type { AppRecord, TokenRecord, World } from '../world.ts'
import type { Permissions } from './permissions.ts'

/** Who sends a request, as far as its credentials prove it. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app'; readonly app: AppRecord }
  | (TokenRecord & { readonly token: string })

/** The account that what this actor does is attributed to. */
export function accountOf(world: World, actor: Actor): Account {
  if (actor.kind === 'user') return actor.user
  if (actor.kind === 'installation' || actor.kind === 'app') return actor.app.bot
  if (actor.kind === 'run') return world.actionsBot
  throw new Error('An anonymous request has no account.')
}

/** Id of the App that acts; a run's token belongs to GitHub's own App. */
export function appIdOf(actor: Actor): number | null {
  if (actor.kind === 'installation' || actor.kind === 'app') return actor.app.id
  // from memory: the id of the App behind the checks of Actions
  return actor.kind === 'run' ? actionsAppId : null
}

/** Id of the person who acts, whatever token says so. */
export function userIdOf(actor: Actor): number | null {
  return actor.kind === 'user' ? actor.user.id : null
}

export const actionsAppId = 15368

type Access = 'none' | 'read' | 'write' | 'admin'
const strength: Record<Access, number> = { none: 0, read: 1, write: 2, admin: 3 }

/** What a token may do to a public repository that it was not made for. */
const publicReads = ['metadata', 'contents', 'pull_requests', 'issues', 'actions', 'checks', 'statuses', 'deployments']

/** Access of an actor to one kind of thing in one repository. */
export function accessTo(actor: Actor, repository: Repository, permission: string): Access {
  const own = ownAccess(actor, repository)
  const granted: Access = own === 'everything' ? 'admin' : (own?.[permission] ?? 'none')
  const open = !repository.private && publicReads.includes(permission)
  return granted === 'none' && open ? 'read' : granted
}

/** Null when the repository is outside of what the token was made for. */
function ownAccess(actor: Actor, repository: Repository): Permissions | 'everything' | null {
  if (actor.kind === 'anonymous' || actor.kind === 'app') return null
  if (actor.kind === 'run') return actor.repositoryId === repository.id ? actor.permissions : null
  if (actor.repositories && !actor.repositories.has(repository.id)) return null
  if (actor.kind === 'user') return actor.permissions ?? 'everything'
  return actor.installation.account.id === repository.owner.id ? actor.permissions : null
}

export function canSee(actor: Actor, repository: Repository): boolean {
  return !repository.private || ownAccess(actor, repository) !== null
}

/** One permission and how much of it, or several of which one is enough. */
export type Need = readonly [permission: string, access: 'read' | 'write' | 'admin']

export function meets(actor: Actor, repository: Repository, needs: readonly Need[]): boolean {
  return needs.length === 0 || needs.some(([permission, access]) => strength[accessTo(actor, repository, permission)] >= strength[access])
}

/** What GitHub says to a token that sees the repository but may not do this. */
export function refusalText(actor: Actor): string {
  // seen: actions/create-github-app-token#258 for integrations; from memory: the sentence for personal access tokens
  return actor.kind === 'user' ? 'Resource not accessible by personal access token' : 'Resource not accessible by integration'
}
