import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface NewDeployment extends Repository {
  readonly ref: string
  readonly environment: string
  readonly task?: string
  readonly description?: string
  readonly payload?: Readonly<Record<string, unknown>>
  readonly production?: boolean
}

/** Records a deployment. Required contexts are left out on purpose: the checks were passed before the merge. */
export async function createDeployment(github: GitHub, wanted: NewDeployment): Promise<number> {
  const { owner, repo, ref, environment, task = 'deploy', description = '', payload = {}, production = false } = wanted
  const parameters = {
    owner,
    repo,
    ref,
    environment,
    task,
    description,
    payload,
    production_environment: production,
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
}

/** Adds a status to a deployment. */
export async function createDeploymentStatus(github: GitHub, status: DeploymentStatus): Promise<void> {
  const { owner, repo, deploymentId, state, description, environmentUrl, logUrl } = status
  const texts = {
    ...(description === undefined ? {} : { description: description.slice(0, 140) }),
    ...(environmentUrl === undefined ? {} : { environment_url: environmentUrl }),
    ...(logUrl === undefined ? {} : { log_url: logUrl }),
  }
  const parameters = { owner, repo, deployment_id: deploymentId, state, ...texts }
  await github.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', parameters, { justCreated: true })
}
