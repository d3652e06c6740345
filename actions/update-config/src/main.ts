import type { Outputs, Ports } from '@mfe-gitops/action-kit'
import { applyEdits } from './apply-edits.ts'
import type { UpdateConfigInputs } from './inputs.ts'
import { updateDesiredState } from './update-desired-state.ts'

/** Changes exactly the values that differ, for a deployment request or for the edits given. */
export async function main(inputs: UpdateConfigInputs, ports: Ports): Promise<Outputs> {
  return inputs.request === undefined ? applyEdits(inputs, ports) : updateDesiredState({ ...inputs, request: inputs.request }, ports)
}
