import { flag, json, oneOf, optional, required } from '@mfe-gitops/action-kit'

export interface ReportInputs {
  /** The steps context as GitHub gives it; see step-record.ts. */
  readonly steps: unknown
  /** Outputs of the change job, undefined when this is the change job. */
  readonly change: unknown
  /** The request as received, which may be anything. */
  readonly request: string | undefined
  readonly artifactName: string
  readonly upload: 'auto' | 'always' | 'never'
  readonly deploymentStatus: boolean
  readonly token: string | undefined
}

export function readInputs(): ReportInputs {
  return {
    steps: json('steps'),
    change: json('change'),
    request: optional('request'),
    artifactName: required('artifact-name'),
    upload: oneOf('upload', ['auto', 'always', 'never']),
    deploymentStatus: flag('deployment-status'),
    token: optional('token'),
  }
}
