import { invalid, notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { nodeId } from '../ids.ts'
import { accountJson, type Json } from '../json/account.ts'
import { repositoryUrl } from '../json/repository.ts'
import type { Deployment, DeploymentStatus } from '../records.ts'
import { checkResults } from '../rules/check-results.ts'
import { timestamp } from '../world.ts'
import { listed } from './page.ts'
import { numberParam, oneOf, optionalText, type RestCall, requiredText } from './rest-call.ts'

export const deploymentRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/deployments', needs: [['deployments', 'read']], answer: listDeployments },
  { route: 'POST /repos/{owner}/{repo}/deployments', needs: [['deployments', 'write']], creates: true, answer: createDeployment },
  { route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}', needs: [['deployments', 'read']], answer: getDeployment },
  { route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', needs: [['deployments', 'read']], answer: listStatuses },
  {
    route: 'POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    needs: [['deployments', 'write']],
    creates: true,
    answer: createStatus,
  },
]

function listDeployments(call: RestCall) {
  const { repository, query } = call
  const is = (name: string, value: string) => query.get(name) === null || query.get(name) === value
  const found = repository.deployments.filter(
    (one) => is('sha', one.sha) && is('ref', one.ref) && is('task', one.task) && is('environment', one.environment),
  )
  return listed(call, [...found].reverse(), (deployment) => deploymentJson(call, deployment))
}

async function createDeployment(call: RestCall) {
  const { world, repository, cause, body } = call
  const ref = requiredText(call, 'ref')
  const commit = await repository.git.commit(ref)
  if (!commit) throw new Refusal(422, `No ref found for: ${ref}`)
  refuseRedChecks(call, { ref, sha: commit.oid })
  const environment = optionalText(call, 'environment') ?? 'production'
  const deployment: Deployment = {
    id: world.nextId('deployment'),
    sha: commit.oid,
    ref,
    task: optionalText(call, 'task') ?? 'deploy',
    payload: body.payload ?? {},
    environment,
    description: optionalText(call, 'description') ?? null,
    creator: cause.account,
    transient: body.transient_environment === true,
    production: body.production_environment === undefined ? environment === 'production' : body.production_environment === true,
    createdAt: timestamp(world),
    updatedAt: timestamp(world),
    statuses: [],
  }
  repository.deployments.push(deployment)
  const json = deploymentJson(call, deployment)
  return { status: 201, body: json, headers: { location: String(json.url) } }
}

/** documented: without `required_contexts` every status and check of the commit must be green. */
function refuseRedChecks({ world, repository, body }: RestCall, { ref, sha }: { ref: string; sha: string }): void {
  const required = Array.isArray(body.required_contexts) ? body.required_contexts.map(String) : null
  const results = checkResults(world, repository, sha)
  const missing = required?.filter((context) => !results.some((result) => result.context === context)) ?? []
  const red = results.filter((result) => (required?.includes(result.context) ?? true) && result.state !== 'passing')
  if (missing.length + red.length === 0) return
  const contexts = results.map((result) => ({ context: result.context, state: result.state === 'passing' ? 'success' : result.state }))
  throw new Refusal(409, `Conflict: Commit status checks failed for ${ref}.`, {
    errors: [{ code: 'invalid', field: 'required_contexts', value: contexts }],
  })
}

function deploymentOf(call: RestCall): Deployment {
  const id = numberParam(call, 'deployment_id')
  const found = call.repository.deployments.find((one) => one.id === id)
  if (!found) throw notFound()
  return found
}

function getDeployment(call: RestCall) {
  return { status: 200, body: deploymentJson(call, deploymentOf(call)) }
}

function listStatuses(call: RestCall) {
  const deployment = deploymentOf(call)
  return listed(call, [...deployment.statuses].reverse(), (status) => statusJson(call, { deployment, status }))
}

const states = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'] as const
const longestDescription = 140

function createStatus(call: RestCall) {
  const { world, cause, body } = call
  const deployment = deploymentOf(call)
  const state = oneOf(requiredText(call, 'state'), states, { resource: 'DeploymentStatus', field: 'state' })
  const description = optionalText(call, 'description') ?? ''
  if (description.length > longestDescription) {
    throw invalid('DeploymentStatus', [
      { field: 'description', code: 'custom', message: `description is too long (maximum is ${longestDescription} characters)` },
    ])
  }
  const status: DeploymentStatus = {
    id: world.nextId('deploymentStatus'),
    state,
    description,
    environment: optionalText(call, 'environment') ?? deployment.environment,
    environmentUrl: optionalText(call, 'environment_url') ?? '',
    logUrl: optionalText(call, 'log_url') ?? optionalText(call, 'target_url') ?? '',
    creator: cause.account,
    createdAt: timestamp(world),
  }
  deployment.statuses.push(status)
  deployment.updatedAt = status.createdAt
  if (state === 'success' && body.auto_inactive !== false && !deployment.transient) retireOthers(call, { deployment, status })
  const json = statusJson(call, { deployment, status })
  return { status: 201, body: json, headers: { location: String(json.url) } }
}

/** documented: a success makes the earlier successful deployments of the environment inactive. */
function retireOthers({ world, repository }: RestCall, { deployment, status }: { deployment: Deployment; status: DeploymentStatus }): void {
  for (const other of repository.deployments) {
    if (other === deployment || other.environment !== deployment.environment || other.transient) continue
    if (other.statuses.at(-1)?.state !== 'success') continue
    other.statuses.push({ ...status, id: world.nextId('deploymentStatus'), state: 'inactive', description: '' })
  }
}

function deploymentJson({ world, repository }: RestCall, deployment: Deployment): Json {
  const url = `${repositoryUrl(world, repository)}/deployments/${deployment.id}`
  return {
    url,
    id: deployment.id,
    node_id: nodeId('DE', deployment.id),
    task: deployment.task,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(world, repository),
    creator: accountJson(world, deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
  }
}

function statusJson({ world, repository }: RestCall, { deployment, status }: { deployment: Deployment; status: DeploymentStatus }): Json {
  const url = `${repositoryUrl(world, repository)}/deployments/${deployment.id}`
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: accountJson(world, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: repositoryUrl(world, repository),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
  }
}
