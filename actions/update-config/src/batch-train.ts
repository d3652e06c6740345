import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { type ArtifactService, uploadFile } from '@mfe-gitops/action-kit/run-artifact'
import { type BaseFold, changeOutputs, type Fold, foldOn } from '@mfe-gitops/change'
import { readConfigFiles } from '@mfe-gitops/config-repository'
import { carrierBranch, type DeploymentRequest, requestId } from '@mfe-gitops/contract'
import type { GitHub } from '@mfe-gitops/github'
import { aloneDeparture, createGitHubPlatform, type Departure, type Platform, type Ticket, travel } from '@mfe-gitops/train'
import { watchBase } from './arrival.ts'
import { type Passenger, refusalsAt, sortPassengers } from './boarding.ts'
import { commitFold } from './commit-fold.ts'
import type { UpdateConfigInputs } from './inputs.ts'

/** One request that could be committed by itself, and the wish for company. */
export interface Trip {
  readonly inputs: UpdateConfigInputs
  readonly ports: Ports
  readonly github: GitHub
  readonly request: DeploymentRequest
  /** What would be committed now. */
  readonly planned: BaseFold
  readonly defaultBranch: string
  readonly loadService: () => Promise<ArtifactService>
}

/** A leader that has to wait for GitHub's limits waits a minute at a time; twice the usual pause of one read would be too little. */
const patienceMs = 60_000

/** As long as auto-merge waits for the checks of a pull request, when nothing else is asked for. */
const longestRideMs = 600_000

/** Well below what one change may hold, and at 500 writes an hour far more than all trains of an hour need. */
const mostPassengers = 50

/** Clocks of runners and of GitHub differ by seconds at most. */
const clockSlackMs = 30_000

/** Commits the request together with those of other runs, or has it carried by one of them. */
export async function travelInCompany(trip: Trip): Promise<Outputs> {
  const { inputs, ports, github, request } = trip
  const { context } = ports
  const gatherMs = inputs.batchSeconds * 1000
  const since = ports.now() - gatherMs - patienceMs - clockSlackMs
  const place = { ...repositoryName(inputs.repository), defaultBranch: trip.defaultBranch, workflow: context.workflowPath, since }
  const platform = createGitHubPlatform(place, { github, upload: (artifact) => upload(artifact, trip) })
  const runId = Number(context.runId)
  // An attempt before this one may have left with others already; nobody may wait for this one.
  if (context.runAttempt > 1) {
    await platform.depart(aloneDeparture(runId)).catch(() => {})
    return lead(trip, [], async () => true)
  }
  return travel({
    journey: {
      runId,
      request,
      lead: async (tickets, depart) => lead(trip, await readTickets(platform, tickets), depart),
      arrived: watchBase(trip),
    },
    platform,
    clock: ports,
    timetable: { gatherMs, patienceMs, longestRideMs, mostPassengers },
    log: ports.log,
  })
}

async function readTickets(platform: Platform, tickets: readonly Ticket[]): Promise<Passenger[]> {
  const read = tickets.map(async (ticket) => {
    const request = await platform.requestOf(ticket)
    return request === null ? [] : [{ runId: ticket.runId, request }]
  })
  return (await Promise.all(read)).flat()
}

/** Folds what is fit at the base of now, says who is aboard, and commits. Where the own request has nothing to carry, there is no train. */
async function lead(trip: Trip, passengers: readonly Passenger[], depart: (departure: Departure) => Promise<boolean>): Promise<Outputs> {
  const { inputs, ports, github, request } = trip
  const { base, fold } = await board(trip, passengers)
  const own = fold.carried.find((one) => requestId(one.request) === requestId(request))
  if (own === undefined) return commitFold(github, { base, fold: onlyOf(fold, request) }, inputs, ports)
  if (passengers.length === 0) return commitFold(github, { base, fold }, inputs, ports)
  const runId = Number(ports.context.runId)
  const carried = fold.carried.map((one) => one.request)
  const branch = carried.length > 1 ? carrierBranch(carried) : ''
  const isKnown = await depart({ runId, branch, ...sortPassengers(fold, [{ runId, request }, ...passengers]) })
  // Passengers who do not know that they are aboard lead trains of their own.
  if (!isKnown) return lead(trip, [], depart)
  ports.log.info(`Carries ${carried.length} requests in one change.`)
  const outputs = await commitFold(github, { base, fold }, inputs, ports)
  const { changes: _, ...ownOutputs } = changeOutputs({ carried: [own], unchanged: [], isAttested: fold.isAttested ?? false })
  return { ...outputs, ...ownOutputs }
}

function onlyOf(fold: Fold, request: DeploymentRequest): Fold {
  const isOwn = (one: { readonly request: DeploymentRequest }) => requestId(one.request) === requestId(request)
  const [carried, unchanged, dropped] = [fold.carried.filter(isOwn), fold.unchanged.filter(isOwn), fold.dropped.filter(isOwn)]
  return { ...fold, carried, unchanged, dropped }
}

async function board({ inputs, github, request }: Trip, passengers: readonly Passenger[]): Promise<BaseFold> {
  const requests = [...new Map([request, ...passengers.map((one) => one.request)].map((one) => [requestId(one), one])).values()]
  const base = await readConfigFiles(github, { ...repositoryName(inputs.repository), ref: inputs.base, subjects: requests })
  const reasons = refusalsAt(base, request)
  if (reasons.length > 0) throw rejection(reasons)
  const fit = requests.filter((one) => refusalsAt(base, one).length === 0)
  return { base, fold: await foldOn(base, { github, requests: fit, registry: inputs }) }
}

/** Tickets and departures are of use for minutes; a day is the least that GitHub keeps an artifact. */
async function upload({ name, file, text }: { name: string; file: string; text: string }, { ports, loadService }: Trip): Promise<void> {
  const path = join(await mkdtemp(join(ports.tempDir, 'batch-train-')), file)
  await writeFile(path, text)
  await uploadFile(await loadService(), { name, file: path, retentionDays: 1 })
}
