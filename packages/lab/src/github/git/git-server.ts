import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Actor, accessTo, appIdOf, canSee, userIdOf } from '../access/actor.ts'
import { causedBy } from '../events/cause.ts'
import { type Exchange, openRecord, playFault, reply } from '../http/exchange.ts'
import type { Repository } from '../records.ts'
import { announceMoves } from '../refs/update-ref.ts'
import { refusals } from '../rules/branch-rules.ts'
import type { RecordedRequest } from '../types.ts'
import { type PushPolicy, policyEnvironment } from './hooks.ts'
import { serveGit } from './smart-http.ts'

const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/

export function isGitPath(path: string): boolean {
  return gitPath.test(path)
}

/** Serves clone, fetch and push of `/owner/name` and `/owner/name.git`. */
export async function serveGitRequest(exchange: Exchange, path: string): Promise<void> {
  const { world, ledger, url, actor } = exchange
  const [, owner = '', name = '', action = ''] = gitPath.exec(path) ?? []
  const service = action === 'info/refs' ? (url.searchParams.get('service') ?? '') : action
  const route = `git:${action === 'info/refs' ? 'info-refs' : service.replace(/^git-/, '')}`
  const repository = world.repositories.get(`${owner}/${name}`.toLowerCase())
  const record = openRecord(exchange, { api: 'git', route, repository: repository?.fullName ?? null })
  record.kind = action === 'git-receive-pack' ? 'write' : 'read'
  const fault = ledger.faults.take({ routes: [route], repository: record.repository })
  if (await playFault(exchange, { record, fault, moment: 'before' })) return
  const refused = refusalOf(actor, { repository, writes: service === 'git-receive-pack' })
  if (refused) {
    const challenge: Record<string, string> = refused.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {}
    reply(exchange, record, {
      status: refused.status,
      body: `${refused.message}\n`,
      headers: { 'content-type': 'text/plain', ...challenge },
    })
    return
  }
  if (!repository || 'refused' in actor) return
  const call = { repository, actor, pathInfo: `/${repository.fullName}.git/${action}`, record }
  if (action === 'git-receive-pack') await push(exchange, call)
  else await serve(exchange, call)
}

function refusalOf(
  actor: Exchange['actor'],
  { repository, writes }: { repository: Repository | undefined; writes: boolean },
): { status: number; message: string } | null {
  if ('refused' in actor)
    return { status: 401, message: 'Invalid username or token. Password authentication is not supported for Git operations.' }
  // from memory: without credentials a private repository asks for them, it is not missing
  if (!repository || !canSee(actor, repository)) {
    return actor.kind === 'anonymous'
      ? { status: 401, message: 'Repository not found.' }
      : { status: 404, message: 'Repository not found.' }
  }
  const access = accessTo(actor, repository, 'contents')
  if (writes && access !== 'write' && access !== 'admin') {
    if (actor.kind === 'anonymous') return { status: 401, message: 'Authentication required' }
    return { status: 403, message: `Permission to ${repository.fullName}.git denied to ${loginOf(actor)}.` }
  }
  if (writes && repository.settings.archived) return { status: 403, message: 'This repository was archived so it is read-only.' }
  return access === 'none' ? { status: 403, message: 'Write access to repository not granted.' } : null
}

interface GitCall {
  readonly repository: Repository
  readonly actor: Actor
  readonly pathInfo: string
  readonly record: RecordedRequest
}

async function serve(
  exchange: Exchange,
  call: GitCall,
  more: { env?: Record<string, string>; afterwards?: () => Promise<void> } = {},
): Promise<void> {
  const { world, request, response, url } = exchange
  await serveGit(request, response, {
    root: join(world.dataDir, 'repositories'),
    pathInfo: call.pathInfo,
    query: url.search.slice(1),
    user: loginOf(call.actor),
    ...more,
  })
  call.record.status = response.statusCode
}

function loginOf(actor: Actor): string {
  return actor.kind === 'user'
    ? actor.user.login
    : actor.kind === 'run'
      ? 'github-actions[bot]'
      : actor.kind === 'anonymous'
        ? 'anonymous'
        : actor.app.bot.login
}

async function push(exchange: Exchange, call: GitCall): Promise<void> {
  const { world } = exchange
  const folder = await mkdtemp(join(tmpdir(), 'lab-push-'))
  const log = join(folder, 'accepted')
  const afterwards = async () => {
    const accepted = await readFile(log, 'utf8').catch(() => '')
    await rm(folder, { recursive: true, force: true })
    const moves = accepted
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [before = '', after = '', ref = ''] = line.split(' ')
        return { ref, before, after }
      })
    if (moves.length > 0) Object.assign(call.record, { kind: 'content', contents: moves.length })
    await announceMoves(world, call.repository, { moves, cause: causedBy(world, call.actor) })
  }
  await serve(exchange, call, { env: policyEnvironment(policyOf({ ...call, log })), afterwards })
}

/** What the hook shall refuse to this pusher. A direct push never has the checks that a rule may require. */
function policyOf({ repository, actor, log }: GitCall & { log: string }): PushPolicy {
  const lines = [...repository.rules.values()].flatMap((rule) => {
    const found = refusals([rule], { way: 'direct', appId: appIdOf(actor), userId: userIdOf(actor), results: [] })
    if (found.length === 0) return []
    const text =
      rule.kind === 'branch-protection'
        ? `error: GH006: Protected branch update failed for {ref}.\\nerror: ${found.join('\\nerror: ')}`
        : `error: GH013: Repository rule violations found for {ref}.\\n\\n${found.map((one) => `- ${one}`).join('\\n\\n')}\\n`
    return [`refs/heads/${rule.branch} ${text}`]
  })
  const limited = actor.kind !== 'user' && accessTo(actor, repository, 'workflows') === 'none'
  // from memory: the sentence names a GitHub App or GITHUB_TOKEN's App alike
  return { refused: lines.join('\n'), refuseWorkflows: limited, pusher: 'a GitHub App', log }
}
