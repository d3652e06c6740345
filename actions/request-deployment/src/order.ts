import { type DeploymentRequest, requestId, runTitle } from '@mfe-gitops/contract'
import type { RequestDeploymentInputs } from './inputs.ts'

/** One deployment to ask for: the checked request, what follows from it, and how to go about it. */
export interface Order {
  readonly request: DeploymentRequest
  readonly id: string
  readonly title: string
  readonly inputs: RequestDeploymentInputs
}

export function placeOrder(request: DeploymentRequest, inputs: RequestDeploymentInputs): Order {
  return { request, id: requestId(request), title: runTitle(request), inputs }
}
