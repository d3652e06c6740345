import { newInstallationToken } from '../access/credentials.ts'
import { type Permissions, readPermissions } from '../access/permissions.ts'
import { isoSeconds } from '../git/commit-object.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { accountJson, appJson, type Json } from '../json/account.ts'
import { repositoryJson } from '../json/repository.ts'
import type { Repository } from '../records.ts'
import type { AppRecord, Installation, World } from '../world.ts'
import { counted } from './page.ts'
import { numberParam, type RestCall } from './rest-call.ts'

/** What an App does about itself, by its JSON web token, and what an installation token may ask about itself. */
export const appRoutes: readonly Route[] = [
  { route: 'GET /app', access: 'app', answer: (call) => ({ status: 200, body: appJson(call.world, appOf(call)) }) },
  {
    route: 'GET /repos/{owner}/{repo}/installation',
    access: 'app',
    answer: (call) => installationAnswer(call, (one) => reaches(one, call.repository)),
  },
  { route: 'GET /orgs/{org}/installation', access: 'app', answer: (call) => installationOfAccount(call, 'org', 'Organization') },
  { route: 'GET /users/{username}/installation', access: 'app', answer: (call) => installationOfAccount(call, 'username', 'User') },
  { route: 'POST /app/installations/{installation_id}/access_tokens', access: 'app', answer: createToken },
  { route: 'DELETE /installation/token', access: 'token', answer: revokeToken },
  { route: 'GET /installation/repositories', access: 'token', answer: listRepositories },
]

function appOf({ actor }: RestCall): AppRecord {
  if (actor.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded')
  return actor.app
}

function reaches(installation: Installation, repository: Repository): boolean {
  if (installation.account.id !== repository.owner.id) return false
  return installation.repositories === null || installation.repositories.has(repository.id)
}

function installationOfAccount(call: RestCall, name: string, type: 'Organization' | 'User') {
  return installationAnswer(
    call,
    ({ account }) => account.type === type && account.login.toLowerCase() === call.params[name]?.toLowerCase(),
  )
}

function installationAnswer(call: RestCall, fits: (installation: Installation) => boolean) {
  const app = appOf(call)
  const found = [...call.world.installations.values()].find((one) => one.app.id === app.id && fits(one))
  if (!found) throw notFound()
  return { status: 200, body: installationJson(call.world, found) }
}

function installationJson(world: World, installation: Installation): Json {
  const { app, account } = installation
  return {
    id: installation.id,
    client_id: app.clientId,
    account: accountJson(world, account),
    repository_selection: installation.repositories ? 'selected' : 'all',
    access_tokens_url: `${world.urls.api}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${world.urls.api}/installation/repositories`,
    html_url: `${world.urls.html}/organizations/${account.login}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: readPermissions(app.permissions),
    events: app.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  }
}

const tokenLife = 3_600_000

function createToken(call: RestCall) {
  const app = appOf(call)
  const installation = call.world.installations.get(numberParam(call, 'installation_id'))
  if (!installation || installation.app.id !== app.id) throw notFound()
  const repositories = askedRepositories(call, installation)
  const permissions = askedPermissions(call, readPermissions(app.permissions))
  const token = newInstallationToken()
  const expiresAt = call.world.now() + tokenLife
  const ids = repositories ? new Set(repositories.map(({ id }) => id)) : installation.repositories
  call.world.tokens.set(token, { kind: 'installation', app, installation, permissions, repositories: ids, expiresAt })
  const named = ids && [...call.world.repositories.values()].filter(({ id }) => ids.has(id))
  return {
    status: 201,
    body: {
      token,
      expires_at: isoSeconds(expiresAt),
      permissions,
      repository_selection: ids ? 'selected' : 'all',
      ...(named ? { repositories: named.map((one) => repositoryJson(call.world, one)) } : {}),
    },
  }
}

/** Null when the token shall reach all that the installation reaches. */
function askedRepositories({ world, body }: RestCall, installation: Installation): Repository[] | null {
  const names = Array.isArray(body.repositories) ? body.repositories.map(String) : []
  const ids = Array.isArray(body.repository_ids) ? body.repository_ids.map(Number) : []
  if (names.length + ids.length === 0) return null
  const reachable = [...world.repositories.values()].filter((repository) => reaches(installation, repository))
  const found = [
    ...names.map((name) => reachable.find((one) => one.name.toLowerCase() === name.toLowerCase())),
    ...ids.map((id) => reachable.find((one) => one.id === id)),
  ]
  const known = found.filter((one) => one !== undefined)
  if (known.length < found.length) {
    // seen: 5dive-ai/5dive#383
    throw new Refusal(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.')
  }
  return [...new Set(known)]
}

const strength = { read: 1, write: 2, admin: 3 }

function askedPermissions({ body }: RestCall, granted: Permissions): Permissions {
  if (body.permissions === undefined || body.permissions === null) return granted
  const asked = Object.entries(body.permissions as Record<string, string>)
  for (const [name, access] of asked) {
    const have = granted[name]
    const wanted = strength[access as keyof typeof strength]
    // seen: peter-murray/workflow-application-token-action#48
    if (!wanted || !have || strength[have] < wanted)
      throw new Refusal(422, 'The permissions requested are not granted to this installation.')
  }
  return { ...Object.fromEntries(asked), metadata: 'read' } as Permissions
}

function revokeToken({ world, actor }: RestCall) {
  if (actor.kind !== 'installation' && actor.kind !== 'run') throw new Refusal(403, 'Resource not accessible by personal access token')
  world.tokens.delete(actor.token)
  return { status: 204 }
}

function listRepositories(call: RestCall) {
  const { world, actor } = call
  if (actor.kind !== 'installation') throw new Refusal(403, 'Resource not accessible by integration')
  const all = [...world.repositories.values()].filter(
    (one) => reaches(actor.installation, one) && (actor.repositories?.has(one.id) ?? true),
  )
  return counted(call, { name: 'repositories', all }, (one) => repositoryJson(world, one))
}
