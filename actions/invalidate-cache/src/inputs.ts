import { ActionError, integer, matching, oneOf, optional, rejection, required } from '@mfe-gitops/action-kit'
import { grammar, httpUrl, type InvalidationKeys, parseInvalidationKeys } from '@mfe-gitops/contract'
import { type ActivationName, parseTarget, type TargetDescriptor } from '@mfe-gitops/targets'
import type { ProbeQuestion } from './probe.ts'

export interface InvalidateCacheInputs {
  readonly target: TargetDescriptor
  readonly keys: InvalidationKeys
  readonly reference: string
  readonly onFailure: 'fail' | 'warn'
  /** How long to wait for the end of the purge; 0: not at all. */
  readonly waitSeconds: number
  /** Null: nothing is fetched through the edge. */
  readonly probe: ProbePolicy | null
}

/** What to look at, and what a difference leads to. */
export type ProbePolicy = ProbeQuestion & ({ readonly onMismatch: 'fail' | 'warn' } | TakeBack)

/** The activation that is taken back when the edge does not serve it. */
export interface TakeBack {
  readonly onMismatch: 'rollback'
  readonly activation: ActivationName
}

export function readInputs(): InvalidateCacheInputs {
  return {
    target: parseTarget(required('target')),
    keys: readKeys(optional('keys') ?? ''),
    reference: required('reference'),
    onFailure: oneOf('on-failure', ['fail', 'warn']),
    waitSeconds: integer('wait-seconds', { max: 600 }),
    probe: readProbe(),
  }
}

const sha384 = { pattern: /^sha384-[A-Za-z0-9+/]{64}$/, allowed: 'sha384- and 64 characters of base64' }

function readProbe(): ProbePolicy | null {
  const onMismatch = oneOf('probe', ['off', 'warn', 'fail', 'rollback'])
  if (onMismatch === 'off') return null
  const integrity = matching('probe-integrity', sha384)
  const canaryIntegrity = optional('probe-canary-integrity') === undefined ? undefined : matching('probe-canary-integrity', sha384)
  const question = { url: probeUrl(required('probe-url')), integrity, type: optional('probe-type'), canaryIntegrity }
  return onMismatch === 'rollback' ? { ...question, onMismatch, activation: readActivation() } : { ...question, onMismatch }
}

function readActivation(): ActivationName {
  return {
    environment: matching('environment', grammar.environment),
    mfe: matching('mfe', grammar.mfe),
    generation: integer('generation', { min: 1 }),
    requestId: matching('request-id', grammar.requestId),
  }
}

function probeUrl(text: string): string {
  const url = httpUrl(text)
  if (url !== null) return url.href
  throw new ActionError('input-invalid', 'The input probe-url is not an http or https URL. Pass what deploy-artifact gives as "url".')
}

export function readKeys(text: string): InvalidationKeys {
  const parsed = parseInvalidationKeys(text)
  if (parsed.ok) return parsed.value
  throw rejection(parsed.reasons, 'failed')
}
