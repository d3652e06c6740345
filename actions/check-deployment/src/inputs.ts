import { flag, integer, matching, optional, required, requiredSecret, secret } from '@mfe-gitops/action-kit'
import { readRequests } from '@mfe-gitops/change'
import { type DeploymentRequest, grammar } from '@mfe-gitops/contract'

export interface CheckInputs {
  readonly token: string
  readonly repository: string
  readonly base: string | undefined
  readonly head: string
  readonly pullRequest: number | undefined
  readonly requests: readonly DeploymentRequest[]
  /** The one of these that is this run's own, which can go on when the others fail. */
  readonly request: DeploymentRequest | undefined
  readonly statusContext: string | undefined
  readonly postStatus: boolean
  readonly registry: string | undefined
  readonly registryToken: string | undefined
}

export function readInputs(): CheckInputs {
  const requests = optional('requests')
  const request = optional('request')
  return {
    token: requiredSecret('token'),
    repository: required('repository'),
    base: optional('base'),
    head: matching('head', grammar.sha),
    pullRequest: optional('pull-request') === undefined ? undefined : integer('pull-request', { min: 1 }),
    requests: requests === undefined ? [] : readRequests('requests', requests),
    request: request === undefined ? undefined : readRequests('request', request)[0],
    statusContext: optional('status-context'),
    postStatus: flag('post-status'),
    registry: optional('registry'),
    registryToken: secret('registry-token'),
  }
}
