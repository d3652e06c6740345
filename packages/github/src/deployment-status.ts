import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface NewDeployment extends Repository {
  readonly ref: string
  readonly environment: string
  readonly task?: string
  readonly description?: string
  readonly payload?: Readonly<Record<string, unknown>>
  readonly production?: boolean
  /** GitHub's automatic `inactive` passes by what is transient. */
  readonly transient?: boolean
}

/** Records a deployment. Required contexts are left out on purpose: the checks were passed before the merge. */
export async function createDeployment(github: GitHub, wanted: NewDeployment): Promise<number> {
  const { owner, repo, ref, environment, task = 'deploy', description = '', payload = {}, production = false, transient = false } = wanted
  const parameters = {
    owner,
    repo,
    ref,
    environment,
    task,
    description,
    payload,
    production_environment: production,
    ...(transient ? { transient_environment: true } : {}),
    auto_merge: false,
    required_contexts: [],
  }
  const { data } = await github.request<{ id: number }>('POST /repos/{owner}/{repo}/deployments', parameters)
  return required(data.id, 'deployment id')
}

export interface DeploymentStatus extends Repository {
  readonly deploymentId: number
  readonly state: 'error' | 'failure' | 'inactive' | 'in_progress' | 'queued' | 'pending' | 'success'
  readonly description?: string
  readonly environmentUrl?: string
  readonly logUrl?: string
  /** False: a success leaves the other deployments of the environment as they are. */
  readonly autoInactive?: boolean
}

/** Adds a status to a deployment. The same status twice says nothing new, so a lost answer is no reason to stop. */
export async function createDeploymentStatus(github: GitHub, status: DeploymentStatus): Promise<void> {
  const { owner, repo, deploymentId, state, description, environmentUrl, logUrl, autoInactive } = status
  const texts = {
    ...(description === undefined ? {} : { description: description.slice(0, 140) }),
    ...(environmentUrl === undefined ? {} : { environment_url: environmentUrl }),
    ...(logUrl === undefined ? {} : { log_url: logUrl }),
    ...(autoInactive === undefined ? {} : { auto_inactive: autoInactive }),
  }
  const parameters = { owner, repo, deployment_id: deploymentId, state, ...texts }
  await github.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', parameters, { justCreated: true, retry: true })
}

/** A recorded deployment as far as its owner looks at it. `payload` is whatever was recorded with it. */
export interface RecordedDeployment {
  readonly id: number
  readonly sha: string
  readonly payload: unknown
}

/** The newest deployments of one task in one environment, newest first. */
export async function listDeployments(
  github: GitHub,
  { owner, repo, environment, task }: Repository & { readonly environment: string; readonly task: string },
): Promise<RecordedDeployment[]> {
  const search = { owner, repo, environment, task, per_page: 30 }
  const { data } = await github.request<RecordedDeployment[]>('GET /repos/{owner}/{repo}/deployments', search)
  return data.map(({ id, sha, payload }) => ({ id: required(id, 'deployment id'), sha: required(sha, 'deployment sha'), payload }))
}

/** The latest state of a deployment; null when it never got one, which GitHub shows as pending. */
export async function readDeploymentState(
  github: GitHub,
  { owner, repo, deploymentId }: Repository & { readonly deploymentId: number },
): Promise<DeploymentStatus['state'] | null> {
  const route = 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses'
  const { data } = await github.request<Pick<DeploymentStatus, 'state'>[]>(route, { owner, repo, deployment_id: deploymentId, per_page: 1 })
  return data[0]?.state ?? null
}
