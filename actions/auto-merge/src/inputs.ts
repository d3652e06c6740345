import { flag, integer, list, matching, oneOf, optional, required, requiredSecret, secret } from '@mfe-gitops/action-kit'
import { readRequests } from '@mfe-gitops/change'
import { type DeploymentRequest, grammar } from '@mfe-gitops/contract'
import type { MergeMethod } from '@mfe-gitops/github'

export interface AutoMergeInputs {
  readonly token: string
  readonly repository: string
  readonly pullRequest: number
  readonly head: string
  readonly method: MergeMethod
  /** Empty: what the branch's rules require. */
  readonly requiredChecks: readonly string[]
  readonly timeoutMinutes: number
  readonly allowNoRules: boolean
  readonly deleteBranch: boolean
  readonly respectReviews: boolean
  /** Empty: what the pull request carries is not known, and its change cannot be made again. */
  readonly requests: readonly DeploymentRequest[]
  /** The one of these that is this run's own. */
  readonly request: DeploymentRequest | undefined
  /** False when the checks of a change that carries several requests failed. */
  readonly passed: boolean
  readonly registry: string | undefined
  readonly registryToken: string | undefined
}

export function readInputs(): AutoMergeInputs {
  const requests = optional('requests')
  const request = optional('request')
  return {
    token: requiredSecret('token'),
    repository: required('repository'),
    pullRequest: integer('pull-request', { min: 1 }),
    head: matching('head', grammar.sha),
    method: oneOf('method', ['squash', 'merge', 'rebase']),
    requiredChecks: list('required-checks'),
    timeoutMinutes: integer('timeout-minutes', { min: 0, max: 360 }),
    allowNoRules: flag('allow-no-rules'),
    deleteBranch: flag('delete-branch'),
    respectReviews: flag('respect-reviews'),
    requests: requests === undefined ? [] : readRequests('requests', requests),
    request: request === undefined ? undefined : readRequests('request', request)[0],
    passed: optional('passed') === undefined || flag('passed'),
    registry: optional('registry'),
    registryToken: secret('registry-token'),
  }
}
