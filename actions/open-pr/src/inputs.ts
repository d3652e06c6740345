import { ActionError, flag, json, list, optional, required } from '@mfe-gitops/action-kit'
import type { Change } from '@mfe-gitops/contract'

export interface OpenPrInputs {
  readonly token: string
  readonly repository: string
  readonly head: string
  readonly base: string | undefined
  readonly request: string | undefined
  readonly changes: readonly Change[]
  readonly title: string | undefined
  readonly body: string | undefined
  readonly labels: readonly string[]
  readonly supersede: boolean
}

export function readInputs(): OpenPrInputs {
  const inputs = {
    token: required('token'),
    repository: required('repository'),
    head: required('head'),
    base: optional('base'),
    request: optional('request'),
    changes: readChanges(json('changes')),
    title: optional('title'),
    body: optional('body'),
    labels: list('labels'),
    supersede: flag('supersede'),
  }
  if (inputs.request === undefined && inputs.title === undefined) {
    throw new ActionError('input-missing', 'Pass "title" or "request": a pull request needs a title.')
  }
  return inputs
}

function readChanges(value: unknown): Change[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every(isChange)) return value
  throw new ActionError(
    'input-invalid',
    'Input "changes" must be a JSON list of objects with path, from, to and line, as update-config gives it.',
  )
}

function isChange(value: unknown): value is Change {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'line' in value &&
    typeof value.line === 'number'
  )
}
