import { join } from 'node:path'
import type { DeploymentRequest } from '@mfe-gitops/contract'
import { type ChangeHalf, runChangeHalf } from '../faults/change-half.ts'
import { inParallel } from '../faults/parallel.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { readSleeps, sleepsInto } from '../harness/process-clock.ts'

/** One file for each micro-frontend, or one file of an environment for all. */
export type Layout = 'own files' | 'one shared file'

/** Processes at once; each takes some 60 MB, and a core for a moment. */
export const workers = 8

export interface Deployment {
  readonly request: DeploymentRequest
  readonly end: ChangeHalf
  /** `merged`, `unchanged`, or the outcome of the step that ended it. */
  readonly outcome: string
  /** Requests to GitHub. */
  readonly requests: number
  /** Milliseconds that its steps slept in all. */
  readonly slept: number
}

/** A config repository in which these micro-frontends are registered, all of one app repository. */
export async function startFleetLab(mfes: readonly string[], layout: Layout): Promise<ChangeLab> {
  const lab = await startChangeLab()
  const read = async (path: string) => (await lab.github.readFile(configRepository, 'main', path)) ?? ''
  const cart = await read('mfes/cart.yaml')
  const files: Record<string, string> = Object.fromEntries(
    mfes.map((mfe) => [`mfes/${mfe}.yaml`, cart.replace('mfe: cart', `mfe: ${mfe}`).replace('@acme/cart', `@acme/${mfe}`)]),
  )
  if (layout === 'one shared file') {
    files['gitops.yaml'] = `${await read('gitops.yaml')}\ndesiredState:\n  path: environments/{environment}.yaml\n  key: [mfes, '{mfe}']\n`
    files['environments/staging.yaml'] = '# What runs in staging.\nmfes: {}\n'
  }
  await lab.github.commitFiles(configRepository, { message: 'Register', files })
  return lab
}

/** Runs all of them through the bundles, some at a time, in the order of the list. */
export async function deployAll(lab: ChangeLab, requests: readonly DeploymentRequest[]): Promise<Deployment[]> {
  for (const { mfe, version } of requests) lab.registry.publish(`@acme/${mfe}`, version)
  return inParallel([...requests.entries()], workers, ([index, request]) => deployOne(lab, request, index + 1))
}

async function deployOne(lab: ChangeLab, request: DeploymentRequest, runId: number): Promise<Deployment> {
  const sleeps = join(lab.temp, `sleeps-${runId}`)
  const { url, apiUrl, graphqlUrl } = lab.github.urlsOfRun(runId)
  const addresses = { GITHUB_SERVER_URL: url, GITHUB_API_URL: apiUrl, GITHUB_GRAPHQL_URL: graphqlUrl }
  const env = { ...sleepsInto(sleeps), ...addresses, GITHUB_RUN_ID: String(runId) }
  const end = await runChangeHalf(lab, request, () => ({ env }))
  return {
    request,
    end,
    outcome: outcomeOf(end),
    requests: lab.github.requests.filter((one) => one.runId === runId).length,
    slept: (await readSleeps(sleeps)).reduce((sum, ms) => sum + ms, 0),
  }
}

function outcomeOf({ failed, steps }: ChangeHalf): string {
  if (failed) return failed.run.outputs.outcome ?? 'killed'
  return steps.some(({ action }) => action === 'auto-merge') ? 'merged' : 'unchanged'
}
