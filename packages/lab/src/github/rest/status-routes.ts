import { appIdOf } from '../access/actor.ts'
import { sendEvent } from '../events/send-event.ts'
import type { CommitObject } from '../git/commit-object.ts'
import { invalid, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { nodeId } from '../ids.ts'
import { accountJson, type Json } from '../json/account.ts'
import { commitJson, verificationJson } from '../json/commit.ts'
import { minimalRepositoryJson, repositoryUrl } from '../json/repository.ts'
import { tryAutoMerge } from '../pulls/auto-merge.ts'
import type { CommitStatus, Repository } from '../records.ts'
import { latestStatuses } from '../rules/check-results.ts'
import { timestamp, type World } from '../world.ts'
import { listed } from './page.ts'
import { oneOf, optionalText, type RestCall, requiredText } from './rest-call.ts'

export const statusRoutes: readonly Route[] = [
  { route: 'POST /repos/{owner}/{repo}/statuses/{sha}', needs: [['statuses', 'write']], creates: true, answer: createStatus },
  { route: 'GET /repos/{owner}/{repo}/commits/{ref}/status', needs: [['statuses', 'read']], answer: combinedStatus },
  { route: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses', needs: [['statuses', 'read']], answer: listStatuses },
]

const states = ['error', 'failure', 'pending', 'success'] as const
// documented: 1000 statuses per sha and context; descriptions are cut at 140 characters by a 422
const statusesPerContext = 1000
const longestDescription = 140

async function createStatus(call: RestCall) {
  const { world, repository, cause } = call
  const sha = call.params.sha ?? ''
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await repository.git.commit(sha) : null
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${sha}`)
  const all = repository.statuses.get(sha) ?? []
  const status = readStatus(call, all)
  repository.statuses.set(sha, [...all, status])
  await sendStatusEvent(call, commit, status)
  await tryAutoMerge(world, repository, sha)
  return { status: 201, body: { ...statusJson(world, repository, { sha, status }), creator: accountJson(world, cause.account) } }
}

/** The status that is asked for, on a commit that has these. */
function readStatus(call: RestCall, earlier: readonly CommitStatus[]): CommitStatus {
  const { world, actor, cause } = call
  const state = oneOf(requiredText(call, 'state'), states, { resource: 'Status', field: 'state' })
  const description = optionalText(call, 'description') ?? null
  if (description !== null && [...description].length > longestDescription) {
    throw invalid('Status', [
      { field: 'description', code: 'custom', message: `description is too long (maximum is ${longestDescription} characters)` },
    ])
  }
  const context = optionalText(call, 'context') ?? 'default'
  if (earlier.filter((one) => one.context === context).length >= statusesPerContext) {
    throw new Refusal(422, 'This SHA and context has reached the maximum number of statuses.')
  }
  return {
    id: world.nextId('status'),
    context,
    state,
    description,
    targetUrl: optionalText(call, 'target_url') || null,
    creator: cause.account,
    appId: appIdOf(actor),
    createdAt: timestamp(world),
  }
}

async function sendStatusEvent({ world, repository, cause }: RestCall, commit: CommitObject, status: CommitStatus): Promise<void> {
  const sha = commit.oid
  const heads = await repository.git.refs('refs/heads/')
  sendEvent(world, repository, {
    name: 'status',
    cause,
    // documented: a status event runs the workflows of the default branch
    sha: (await repository.git.ref(`refs/heads/${repository.defaultBranch}`)) ?? sha,
    ref: `refs/heads/${repository.defaultBranch}`,
    payload: {
      id: status.id,
      sha,
      name: repository.fullName,
      avatar_url: null,
      target_url: status.targetUrl,
      context: status.context,
      description: status.description,
      state: status.state,
      commit: eventCommitJson(world, repository, commit),
      branches: heads
        .filter(({ oid }) => oid === sha)
        .map(({ name, oid }) => ({
          name: name.slice('refs/heads/'.length),
          commit: { sha: oid, url: `${repositoryUrl(world, repository)}/commits/${oid}` },
          protected: false,
        })),
      created_at: status.createdAt,
      updated_at: status.createdAt,
    },
  })
}

/** The commit of a status event; the schema of webhooks does not know `verified_at`, which REST has had since 2024. */
function eventCommitJson(world: World, repository: Repository, commit: CommitObject): Json {
  const json = commitJson(world, repository, commit)
  const { verified_at: _, ...verification } = verificationJson(repository, commit)
  return { ...json, commit: { ...(json.commit as Json), verification } }
}

function statusJson(world: World, repository: Repository, { sha, status }: { sha: string; status: CommitStatus }): Json {
  return {
    url: `${repositoryUrl(world, repository)}/statuses/${sha}`,
    avatar_url: `${world.urls.html}/avatars/${status.creator.id}`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  }
}

/** The commit that a ref leads to. */
export async function shaOf({ repository, params }: RestCall): Promise<string> {
  const commit = await repository.git.commit(params.ref ?? '')
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${params.ref}`)
  return commit.oid
}

async function combinedStatus(call: RestCall) {
  const { world, repository } = call
  const sha = await shaOf(call)
  const statuses = latestStatuses(repository, sha)
  const any = (state: string) => statuses.some((status) => status.state === state)
  const state = any('error') || any('failure') ? 'failure' : any('pending') || statuses.length === 0 ? 'pending' : 'success'
  const url = repositoryUrl(world, repository)
  return {
    status: 200,
    body: {
      state,
      statuses: statuses.map((status) => statusJson(world, repository, { sha, status })),
      sha,
      total_count: statuses.length,
      repository: minimalRepositoryJson(world, repository),
      commit_url: `${url}/commits/${sha}`,
      url: `${url}/commits/${sha}/status`,
    },
  }
}

async function listStatuses(call: RestCall) {
  const { world, repository } = call
  const sha = await shaOf(call)
  const newest = [...(repository.statuses.get(sha) ?? [])].reverse()
  return listed(call, newest, (status) => ({
    ...statusJson(world, repository, { sha, status }),
    creator: accountJson(world, status.creator),
  }))
}
