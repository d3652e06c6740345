import { oneOf, optional, rejection, required } from '@mfe-gitops/action-kit'
import { type InvalidationKeys, parseInvalidationKeys } from '@mfe-gitops/contract'
import { parseTarget, type TargetDescriptor } from '@mfe-gitops/targets'

export interface InvalidateCacheInputs {
  readonly target: TargetDescriptor
  readonly keys: InvalidationKeys
  readonly reference: string
  readonly onFailure: 'fail' | 'warn'
}

export function readInputs(): InvalidateCacheInputs {
  return {
    target: parseTarget(required('target')),
    keys: readKeys(optional('keys') ?? ''),
    reference: required('reference'),
    onFailure: oneOf('on-failure', ['fail', 'warn']),
  }
}

export function readKeys(text: string): InvalidationKeys {
  const parsed = parseInvalidationKeys(text)
  if (parsed.ok) return parsed.value
  throw rejection(parsed.reasons, 'failed')
}
