import { integer, json, matching, optional, required } from '@mfe-gitops/action-kit'
import { grammar } from '@mfe-gitops/contract'
import { type Canary, parseTarget, type TargetDescriptor } from '@mfe-gitops/targets'
import { readCanary } from './canary-input.ts'

export interface ActivateVersionInputs {
  readonly environment: string
  readonly mfe: string
  readonly version: string
  readonly generation: number
  readonly requestId: string
  readonly integrity: string
  readonly prefix: string
  readonly entry: string
  readonly entryIntegrity: string | null
  readonly canary?: Canary
  readonly target: TargetDescriptor
}

export function readInputs(): ActivateVersionInputs {
  const canary = readCanary(json('canary'))
  return {
    environment: matching('environment', grammar.environment),
    mfe: matching('mfe', grammar.mfe),
    version: matching('version', grammar.version),
    generation: integer('generation', { min: 1 }),
    requestId: matching('request-id', grammar.requestId),
    integrity: required('integrity'),
    prefix: required('prefix'),
    entry: required('entry'),
    entryIntegrity: optional('entry-integrity') ?? null,
    ...(canary === undefined ? {} : { canary }),
    target: parseTarget(required('target')),
  }
}
