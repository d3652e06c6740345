import { ActionError, matching, oneOf, optional, rejection, required } from '@mfe-gitops/action-kit'
import { type InvalidationKeys, parseInvalidationKeys } from '@mfe-gitops/contract'
import { parseTarget, type TargetDescriptor } from '@mfe-gitops/targets'
import type { ProbeQuestion } from './probe.ts'

export interface InvalidateCacheInputs {
  readonly target: TargetDescriptor
  readonly keys: InvalidationKeys
  readonly reference: string
  readonly onFailure: 'fail' | 'warn'
  /** Null: nothing is fetched through the edge. */
  readonly probe: (ProbeQuestion & { readonly onMismatch: 'fail' | 'warn' }) | null
}

export function readInputs(): InvalidateCacheInputs {
  return {
    target: parseTarget(required('target')),
    keys: readKeys(optional('keys') ?? ''),
    reference: required('reference'),
    onFailure: oneOf('on-failure', ['fail', 'warn']),
    probe: readProbe(),
  }
}

function readProbe(): InvalidateCacheInputs['probe'] {
  const onMismatch = oneOf('probe', ['off', 'warn', 'fail'])
  if (onMismatch === 'off') return null
  const integrity = matching('probe-integrity', { pattern: /^sha384-[A-Za-z0-9+/]{64}$/, allowed: 'sha384- and 64 characters of base64' })
  return { url: probeUrl(required('probe-url')), integrity, type: optional('probe-type'), onMismatch }
}

function probeUrl(text: string): string {
  const url = URL.parse(text)
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.href
  throw new ActionError('input-invalid', 'The input probe-url is not an http or https URL. Pass what deploy-artifact gives as "url".')
}

export function readKeys(text: string): InvalidationKeys {
  const parsed = parseInvalidationKeys(text)
  if (parsed.ok) return parsed.value
  throw rejection(parsed.reasons, 'failed')
}
