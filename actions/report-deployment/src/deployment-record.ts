import type { Outcome, Receipt } from '@mfe-gitops/contract'
import { createDeployment, createDeploymentStatus, type DeploymentStatus, type GitHub, type Repository } from '@mfe-gitops/github'

const states: Readonly<Record<Outcome, DeploymentStatus['state']>> = {
  deployed: 'success',
  unchanged: 'success',
  rejected: 'failure',
  superseded: 'inactive',
  'awaiting-approval': 'pending',
  failed: 'failure',
  cancelled: 'error',
  'timed-out': 'error',
}

/** Records the result as a deployment of the config repository. A request that named no known environment is not recorded: GitHub would create the environment. */
export async function recordDeployment(github: GitHub, name: Repository, receipt: Receipt): Promise<void> {
  const { request, mergeCommit, outcome, url, run } = receipt
  if (request === null || mergeCommit === null) return
  const { environment, mfe, version } = request
  const deploymentId = await createDeployment(github, {
    ...name,
    ref: mergeCommit,
    environment,
    task: `deploy:${mfe}`,
    description: `${mfe} ${version}`,
  })
  await createDeploymentStatus(github, {
    ...name,
    deploymentId,
    state: states[outcome],
    description: receipt.reasons[0]?.message ?? outcome,
    logUrl: run.url,
    ...(url === null ? {} : { environmentUrl: url }),
  })
}
