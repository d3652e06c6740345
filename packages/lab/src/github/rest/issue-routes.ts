import type { Need } from '../access/actor.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { commentJson, labelJson } from '../json/pull-request.ts'
import type { Comment, Label, PullRequest } from '../records.ts'
import { timestamp } from '../world.ts'
import { listed } from './page.ts'
import { pullOf } from './pull-routes.ts'
import { numberParam, type RestCall, requiredText } from './rest-call.ts'

// documented: labels and comments of a pull request may be written with either permission
const read: readonly Need[] = [
  ['issues', 'read'],
  ['pull_requests', 'read'],
]
const write: readonly Need[] = [
  ['issues', 'write'],
  ['pull_requests', 'write'],
]

/** Labels and comments of pull requests; the lab has no issues of their own. */
export const issueRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/labels', needs: read, answer: listLabels },
  { route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels', needs: write, answer: addLabels },
  { route: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', needs: write, answer: removeLabel },
  { route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', needs: read, answer: listComments },
  { route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', needs: write, creates: true, answer: createComment },
  { route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', needs: write, answer: updateComment },
]

const pullOfIssue = (call: RestCall) => pullOf(call, 'issue_number')

function listLabels(call: RestCall) {
  return listed(call, pullOfIssue(call).labels, (label) => labelJson(call.world, call.repository, label))
}

function addLabels(call: RestCall) {
  const { world, repository, body } = call
  const pull = pullOfIssue(call)
  const names = Array.isArray(body.labels)
    ? body.labels.map((one) => (typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : String(one)))
    : []
  for (const name of names) {
    if (pull.labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) continue
    pull.labels.push(labelNamed(call, name))
  }
  pull.updatedAt = timestamp(world)
  return { status: 200, body: pull.labels.map((label) => labelJson(world, repository, label)) }
}

/** from memory: a label that the repository does not have yet is made. */
function labelNamed({ world, repository }: RestCall, name: string): Label {
  const known = repository.labels.get(name.toLowerCase())
  if (known) return known
  const label: Label = { id: world.nextId('label'), name, color: 'ededed', description: null }
  repository.labels.set(name.toLowerCase(), label)
  return label
}

function removeLabel(call: RestCall) {
  const pull = pullOfIssue(call)
  const name = (call.params.name ?? '').toLowerCase()
  if (!pull.labels.some((label) => label.name.toLowerCase() === name)) throw new Refusal(404, 'Label does not exist')
  pull.labels = pull.labels.filter((label) => label.name.toLowerCase() !== name)
  return { status: 200, body: pull.labels.map((label) => labelJson(call.world, call.repository, label)) }
}

function listComments(call: RestCall) {
  const pull = pullOfIssue(call)
  return listed(call, pull.comments, (comment) => commentJson(call.world, call.repository, { pull, comment }))
}

function createComment(call: RestCall) {
  const { world, repository, cause } = call
  const pull = pullOfIssue(call)
  const at = timestamp(world)
  const comment: Comment = {
    id: world.nextId('comment'),
    author: cause.account,
    body: requiredText(call, 'body'),
    createdAt: at,
    updatedAt: at,
  }
  pull.comments.push(comment)
  const json = commentJson(world, repository, { pull, comment })
  return { status: 201, body: json, headers: { location: String(json.url) } }
}

function updateComment(call: RestCall) {
  const { pull, comment } = findComment(call)
  comment.body = requiredText(call, 'body')
  comment.updatedAt = timestamp(call.world)
  return { status: 200, body: commentJson(call.world, call.repository, { pull, comment }) }
}

function findComment(call: RestCall): { pull: PullRequest; comment: Comment } {
  const id = numberParam(call, 'comment_id')
  for (const pull of call.repository.pulls.values()) {
    const comment = pull.comments.find((one) => one.id === id)
    if (comment) return { pull, comment }
  }
  throw notFound()
}
