import { ActionError, type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { type CheckResult, checkChange, subjectsOf } from '@mfe-gitops/change'
import { forkNotice, isFromFork } from './fork.ts'
import type { CheckInputs } from './inputs.ts'

/** Runs every check on the change between two commits and posts the result as one commit status. */
export async function main(inputs: CheckInputs, ports: Ports): Promise<Outputs> {
  const { requests } = inputs
  const event = ports.event()
  const isForeign = isFromFork(event)
  if (isForeign) ports.log.warning(forkNotice)
  const isMerged = inputs.pullRequest === undefined && ports.context.eventName === 'push'
  const how = { subjects: subjectsOf(requests, event), isMerged, registry: inputs, postStatus: inputs.postStatus && !isForeign }
  const question = { ...inputs, ...repositoryName(inputs.repository), ...how }
  const result = await checkChange(ports.github(inputs.token), question, ports)
  const { checks, reasons } = result
  const outputs = { passed: reasons.length === 0, checks, deployments: list(result) }
  const [first] = reasons
  if (first && inputs.request !== undefined && requests.length > 1) {
    ports.log.warning(
      `The change fails its checks as it is; auto-merge can go on with this run's own request. ${first.code}: ${first.message}`,
    )
    return outputs
  }
  if (first) throw new ActionError(first.code, first.message, { reasons, outputs })
  return outputs
}

function list({ deployments }: CheckResult) {
  return deployments.map(({ place: { environment, mfe, file }, after: { version, generation } }) => ({
    environment,
    mfe,
    file,
    version,
    generation,
  }))
}
