import { ActionError, integer, oneOf, optional, repositoryName, required } from '@mfe-gitops/action-kit'

export type Transport = 'repository_dispatch' | 'workflow_dispatch'

/** How far to follow a request; a pull request that a person has to approve is where `pull-request` leaves. */
export type WaitFor = 'deployment' | 'pull-request' | 'nothing'

export interface RequestDeploymentInputs {
  readonly token: string
  readonly config: { readonly owner: string; readonly repo: string }
  readonly transport: Transport
  readonly workflow: string
  /** The ten fields as given; the timestamp may still be missing. */
  readonly fields: RequestFields
  readonly waitFor: WaitFor
  readonly discoveryMs: number
  readonly waitMs: number
  readonly pollMs: number
}

export interface RequestFields {
  readonly type: string
  readonly timestamp: string | undefined
  readonly user: string
  readonly mfe: string
  readonly version: string
  readonly environment: string
  readonly cacheInvalidationKeys: string
  readonly repository: string
  readonly ref: string
  readonly sha: string
}

export function readInputs(): RequestDeploymentInputs {
  // First, because it decides what the token needs, and because a misspelt one leaves a workflow without a token.
  const transport = oneOf('transport', ['repository_dispatch', 'workflow_dispatch'])
  return {
    token: readToken(transport),
    config: repositoryName(required('config-repository')),
    transport,
    workflow: required('workflow'),
    fields: readFields(),
    waitFor: oneOf('wait-for', ['deployment', 'pull-request', 'nothing']),
    discoveryMs: integer('discovery-timeout-seconds', { min: 1, max: 3 * 3600 }) * 1000,
    waitMs: integer('timeout-minutes', { min: 1, max: 35 * 24 * 60 }) * 60_000,
    pollMs: integer('poll-seconds', { min: 1, max: 600 }) * 1000,
  }
}

function readToken(transport: Transport): string {
  const token = optional('token')
  if (token !== undefined) return token
  const needs = transport === 'repository_dispatch' ? 'contents: write and actions: read' : 'actions: write'
  const message = `Input "token" is empty. The transport ${transport} needs a token of the config repository with ${needs}, from a step such as actions/create-github-app-token.`
  throw new ActionError('input-missing', message)
}

function readFields(): RequestFields {
  return {
    type: required('type'),
    timestamp: optional('timestamp'),
    user: required('user'),
    mfe: required('mfe'),
    version: required('version'),
    environment: required('environment'),
    cacheInvalidationKeys: optional('cache-invalidation-keys') ?? '',
    repository: required('repository'),
    ref: required('ref'),
    sha: required('sha'),
  }
}
