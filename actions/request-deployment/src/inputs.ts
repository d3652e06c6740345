import { flag, integer, oneOf, optional, repositoryName, required } from '@mfe-gitops/action-kit'

export type Transport = 'repository_dispatch' | 'workflow_dispatch'

export interface RequestDeploymentInputs {
  readonly token: string
  readonly config: { readonly owner: string; readonly repo: string }
  readonly transport: Transport
  readonly workflow: string
  /** The ten fields as given; the timestamp may still be missing. */
  readonly fields: RequestFields
  readonly wait: boolean
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
  return {
    token: required('token'),
    config: repositoryName(required('config-repository')),
    transport: oneOf('transport', ['repository_dispatch', 'workflow_dispatch']),
    workflow: required('workflow'),
    fields: readFields(),
    wait: flag('wait'),
    discoveryMs: integer('discovery-timeout-seconds', { min: 1, max: 3 * 3600 }) * 1000,
    waitMs: integer('timeout-minutes', { min: 1, max: 35 * 24 * 60 }) * 60_000,
    pollMs: integer('poll-seconds', { min: 1, max: 600 }) * 1000,
  }
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
