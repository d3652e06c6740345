import { changedFiles, commitsBetween, mergeBase } from '../git/history.ts'
import { invalid, notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { changedFileJson, commitJson } from '../json/commit.ts'
import { pullRequestJson, simplePullRequestJson } from '../json/pull-request.ts'
import { closePull } from '../pulls/follow-branch.ts'
import { mergePull } from '../pulls/merge-pull.ts'
import { readMergeability } from '../pulls/merge-state.ts'
import { openPull } from '../pulls/open-pull.ts'
import { sendPullEvent } from '../pulls/pull-event.ts'
import { pullSize } from '../pulls/pull-size.ts'
import type { PullRequest } from '../records.ts'
import { timestamp } from '../world.ts'
import { listed } from './page.ts'
import { numberParam, oneOf, optionalText, type RestCall, requiredText } from './rest-call.ts'

export const pullRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/pulls', needs: [['pull_requests', 'read']], answer: listPulls },
  { route: 'POST /repos/{owner}/{repo}/pulls', needs: [['pull_requests', 'write']], creates: true, answer: createPull },
  { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}', needs: [['pull_requests', 'read']], answer: getPull },
  { route: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}', needs: [['pull_requests', 'write']], answer: updatePull },
  { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files', needs: [['pull_requests', 'read']], answer: listFiles },
  { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', needs: [['pull_requests', 'read']], answer: listCommits },
  { route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/merge', needs: [['pull_requests', 'read']], answer: isMerged },
  // documented: merging asks for contents, not for pull requests
  { route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', needs: [['contents', 'write']], creates: true, answer: merge },
]

export function pullOf(call: RestCall, name = 'pull_number'): PullRequest {
  const pull = call.repository.pulls.get(numberParam(call, name))
  if (!pull) throw notFound()
  return pull
}

function listPulls(call: RestCall) {
  const { world, repository, query } = call
  const state = query.get('state') ?? 'open'
  const head = query.get('head')?.replace(new RegExp(`^${repository.owner.login}:`, 'i'), '')
  const base = query.get('base')
  const found = [...repository.pulls.values()]
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => (head === undefined || pull.head === head) && (base === null || pull.base === base))
  const newestFirst = query.get('direction') !== 'asc'
  return listed(call, newestFirst ? found.reverse() : found, (pull) => simplePullRequestJson(world, repository, pull))
}

async function createPull(call: RestCall) {
  const { world, repository, cause, body } = call
  const pull = await openPull(world, repository, {
    title: optionalText(call, 'title') ?? '',
    body: optionalText(call, 'body') ?? null,
    head: requiredText(call, 'head'),
    base: requiredText(call, 'base'),
    draft: body.draft === true,
    cause,
  })
  const json = await fullPull(call, pull)
  return { status: 201, body: json, headers: { location: String(json.url) } }
}

async function fullPull({ world, repository }: RestCall, pull: PullRequest) {
  // One after the other: the size is cheap and the merge test may have been done before.
  const size = await pullSize(repository, pull)
  const { mergeable, state } = await readMergeability(world, repository, pull)
  const detail = { mergeable, mergeableState: state.toLowerCase(), ...size, changedFiles: size.files }
  return pullRequestJson(world, repository, { pull, detail })
}

async function getPull(call: RestCall) {
  return { status: 200, body: await fullPull(call, pullOf(call)) }
}

async function updatePull(call: RestCall) {
  const { world, repository, cause, body } = call
  const pull = pullOf(call)
  const title = optionalText(call, 'title')
  if (title !== undefined && title.trim() === '') throw invalid('PullRequest', [{ field: 'title', code: 'missing_field' }])
  const state =
    body.state === undefined ? pull.state : oneOf(String(body.state), ['open', 'closed'], { resource: 'PullRequest', field: 'state' })
  if (state === 'open' && pull.state === 'closed') await reopen(call, pull)
  if (title !== undefined) pull.title = title
  if (body.body !== undefined) pull.body = optionalText(call, 'body') ?? null
  pull.updatedAt = timestamp(world)
  if (state === 'closed' && pull.state === 'open') await closePull(world, repository, { pull, cause })
  return { status: 200, body: await fullPull(call, pull) }
}

async function reopen({ world, repository, cause }: RestCall, pull: PullRequest): Promise<void> {
  const tip = await repository.git.ref(`refs/heads/${pull.head}`)
  // from memory: the sentence
  if (pull.merged || !tip)
    throw invalid('PullRequest', [
      { field: 'state', code: 'invalid', message: 'state cannot be changed. The pull request cannot be reopened.' },
    ])
  pull.state = 'open'
  pull.closedAt = null
  pull.headSha = tip
  await sendPullEvent(world, repository, { pull, action: 'reopened', cause })
}

async function listFiles(call: RestCall) {
  const { world, repository } = call
  const pull = pullOf(call)
  const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
  const files = await changedFiles(repository.git, base ?? pull.baseSha, pull.headSha)
  return listed(call, files, (file) => changedFileJson(world, repository, { file, head: pull.headSha }))
}

async function listCommits(call: RestCall) {
  const { world, repository } = call
  const pull = pullOf(call)
  const base = await mergeBase(repository.git, pull.baseSha, pull.headSha)
  return listed(call, await commitsBetween(repository.git, base, pull.headSha), (commit) => commitJson(world, repository, commit))
}

function isMerged(call: RestCall) {
  if (!pullOf(call).merged) throw notFound()
  return { status: 204 }
}

async function merge(call: RestCall) {
  const { world, repository, cause, body } = call
  const method =
    body.merge_method === undefined
      ? 'merge'
      : oneOf(String(body.merge_method), ['merge', 'squash', 'rebase'], { resource: 'PullRequest', field: 'merge_method' })
  const answer = await mergePull(world, repository, {
    pull: pullOf(call),
    cause,
    method,
    head: optionalText(call, 'sha'),
    title: optionalText(call, 'commit_title'),
    message: optionalText(call, 'commit_message'),
  })
  if (!('merged' in answer)) throw new Refusal(answer.status, answer.message)
  return { status: 200, body: { sha: answer.merged, merged: true, message: 'Pull Request successfully merged' } }
}
