import { ActionError, flag, json, list, optional, required, requiredSecret } from '@mfe-gitops/action-kit'
import { type MarkedChange, readRequests } from '@mfe-gitops/change'
import type { DeploymentRequest } from '@mfe-gitops/contract'

export interface OpenPrInputs {
  readonly token: string
  readonly repository: string
  readonly head: string
  readonly base: string | undefined
  readonly requests: readonly DeploymentRequest[]
  readonly changes: readonly MarkedChange[]
  readonly title: string | undefined
  readonly body: string | undefined
  readonly labels: readonly string[]
  readonly supersede: boolean
}

export function readInputs(): OpenPrInputs {
  const requests = optional('requests')
  const inputs = {
    token: requiredSecret('token'),
    repository: required('repository'),
    head: required('head'),
    base: optional('base'),
    requests: requests === undefined ? [] : readRequests('requests', requests),
    changes: readChanges(json('changes')),
    title: optional('title'),
    body: optional('body'),
    labels: list('labels'),
    supersede: flag('supersede'),
  }
  if (inputs.requests.length === 0 && inputs.title === undefined) {
    throw new ActionError('input-missing', 'Pass "title" or "requests": a pull request needs a title.')
  }
  return inputs
}

function readChanges(value: unknown): MarkedChange[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every(isChange)) return value
  throw new ActionError(
    'input-invalid',
    'Input "changes" must be a JSON list of objects with path, from, to and line, as update-config gives it.',
  )
}

function isChange(value: unknown): value is MarkedChange {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'line' in value &&
    typeof value.line === 'number'
  )
}
