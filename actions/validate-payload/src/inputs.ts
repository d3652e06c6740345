import { required } from '@mfe-gitops/action-kit'

export interface ValidateInputs {
  readonly token: string
  readonly request: string
  readonly repository: string
}

export function readInputs(): ValidateInputs {
  return { token: required('token'), request: required('request'), repository: required('repository') }
}
