import { flag, integer, matching, optional, required } from '@mfe-gitops/action-kit'
import { grammar } from '@mfe-gitops/contract'

export interface CheckInputs {
  readonly token: string
  readonly repository: string
  readonly base: string | undefined
  readonly head: string
  readonly pullRequest: number | undefined
  readonly request: string | undefined
  readonly statusContext: string | undefined
  readonly postStatus: boolean
  readonly registry: string | undefined
  readonly registryToken: string | undefined
}

export function readInputs(): CheckInputs {
  return {
    token: required('token'),
    repository: required('repository'),
    base: optional('base'),
    head: matching('head', grammar.sha),
    pullRequest: optional('pull-request') === undefined ? undefined : integer('pull-request', { min: 1 }),
    request: optional('request'),
    statusContext: optional('status-context'),
    postStatus: flag('post-status'),
    registry: optional('registry'),
    registryToken: optional('registry-token'),
  }
}
