import { required, requiredSecret } from '@mfe-gitops/action-kit'

export interface ValidateInputs {
  readonly token: string
  readonly request: string
  readonly repository: string
}

export function readInputs(): ValidateInputs {
  return { token: requiredSecret('token'), request: required('request'), repository: required('repository') }
}
