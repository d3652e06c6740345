import {
  createDeployment,
  createDeploymentStatus,
  type DeploymentStatus,
  type GitHub,
  listDeployments,
  type RecordedDeployment,
  type Repository,
  readDeploymentState,
} from '@mfe-gitops/github'
import { type DeploymentEntry, sortOut, toPayload } from './deployment-identity.ts'

/** How a status is told beyond its state. */
export interface StatusText {
  readonly description: string
  readonly logUrl: string
  readonly environmentUrl: string | null
}

interface Place {
  readonly github: GitHub
  readonly name: Repository
}

/**
 * Records the end of a deployment on GitHub, in its terminal state at once: nothing is ever left in progress by a job that dies. A re-run goes
 * on with the deployment that the first attempt recorded. Only a success makes an earlier deployment inactive, and only one of the same MFE.
 */
export async function recordDeployment(place: Place, entry: DeploymentEntry, text: StatusText): Promise<void> {
  const { github, name } = place
  const recorded = await listDeployments(github, { ...name, ...entry })
  const { own, newer, older } = sortOut(recorded, entry)
  if (own === null && entry.again) return
  const deploymentId = own?.id ?? (await create(place, entry))
  const before = own === null ? null : await stateOf(place, own)
  if (before !== entry.state) await createDeploymentStatus(github, { ...name, deploymentId, ...statusOf(entry, text) })
  if (entry.state !== 'success') return
  if (await findActive(place, newer)) await retire(place, deploymentId)
  else await retireActive(place, older)
}

// GitHub's own `auto_inactive` takes the environment for the unit, and several MFEs share one. `transient` keeps it off, whoever else deploys there.
function create({ github, name }: Place, entry: DeploymentEntry): Promise<number> {
  const { commit: ref, environment, task, description } = entry
  const production = environment === 'production'
  return createDeployment(github, { ...name, ref, environment, task, description, production, transient: true, payload: toPayload(entry) })
}

function statusOf({ state }: DeploymentEntry, { description, logUrl, environmentUrl }: StatusText) {
  return { state, description, logUrl, autoInactive: false, ...(environmentUrl === null ? {} : { environmentUrl }) }
}

// GitHub creates at most 500 things an hour for one App, and a few looks back are enough: each success clears up to the one before it.
const mostLooks = 10

async function findActive(place: Place, deployments: readonly RecordedDeployment[]): Promise<boolean> {
  for (const one of deployments.slice(0, mostLooks)) if ((await stateOf(place, one)) === 'success') return true
  return false
}

async function retireActive(place: Place, older: readonly RecordedDeployment[]): Promise<void> {
  for (const one of older.slice(0, mostLooks)) {
    const state = await stateOf(place, one)
    if (state === 'inactive') return
    // A deployment without a status, or in progress, was left by a report that died between two calls.
    if (state !== 'failure' && state !== 'error') await retire(place, one.id)
  }
}

function retire({ github, name }: Place, deploymentId: number): Promise<void> {
  return createDeploymentStatus(github, { ...name, deploymentId, state: 'inactive', autoInactive: false })
}

function stateOf({ github, name }: Place, { id }: RecordedDeployment): Promise<DeploymentStatus['state'] | null> {
  return readDeploymentState(github, { ...name, deploymentId: id })
}
