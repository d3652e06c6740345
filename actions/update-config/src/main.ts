import type { Outputs, Ports } from '@mfe-gitops/action-kit'
import { type ArtifactService, loadArtifactService } from '@mfe-gitops/action-kit/run-artifact'
import { applyEdits } from './apply-edits.ts'
import type { UpdateConfigInputs } from './inputs.ts'
import { updateDesiredState } from './update-desired-state.ts'

/** Changes exactly the values that differ, for a deployment request or for the edits given. */
export async function main(
  inputs: UpdateConfigInputs,
  ports: Ports,
  loadService: () => Promise<ArtifactService> = loadArtifactService,
): Promise<Outputs> {
  const { request } = inputs
  return request === undefined ? applyEdits(inputs, ports) : updateDesiredState({ ...inputs, request }, ports, loadService)
}
