import { ActionError, type Log, type Ports, rejection } from '@mfe-gitops/action-kit'
import { carrierBranch, type DeploymentRequest, deployBranchPrefix, replayedReason, supersededReason } from '@mfe-gitops/contract'
import { deleteBranch, findPullRequests, type GitHub, GitHubError, type PullRequest, type Repository } from '@mfe-gitops/github'
import { type Choice, choosePullRequest } from './pull-request-choice.ts'
import { type Opened, openPullRequest } from './pull-request-creation.ts'
import { explainRetired, findNewer, retire } from './succession.ts'

/** A branch that is to become a pull request. */
export interface Proposal {
  readonly repository: Repository
  readonly head: string
  readonly base: string
  /** The requests that the branch carries; none for a change of another kind. */
  readonly requests: readonly DeploymentRequest[]
  readonly title: string
  readonly body: string
  /** Whether older requests for the same places lose theirs, and newer ones take this one's. */
  readonly supersede: boolean
}

export interface Proposed extends Opened {
  readonly created: boolean
  /** Numbers of the pull requests closed in its favour. */
  readonly superseded: readonly number[]
}

type ProposalPorts = Pick<Ports, 'log' | 'sleep' | 'random'>

/** Opens or adopts the pull request of a branch and closes the ones it supersedes; gives way when newer requests have taken every place. */
export async function propose(github: GitHub, proposal: Proposal, ports: ProposalPorts): Promise<Proposed> {
  const { repository, head, base, requests, title, body, supersede } = proposal
  const place = { head, base, prefixes: supersede ? requests.map(deployBranchPrefix) : [] }
  const choice = choosePullRequest(await findPullRequests(github, { ...repository, ...place }), place)
  const newer = requests.length > 0 ? await giveWay(github, proposal, { choice, log: ports.log }) : []
  const pull = choice.adopt
    ? { ...choice.adopt, created: false }
    : await openPullRequest(github, { ...repository, head, base, title, body }, ports).catch(async (error: unknown) => {
        throw (await overtaken(github, proposal, error)) ?? error
      })
  ports.log.info(`${pull.created ? 'Opened' : 'Adopted'} pull request #${pull.number}: ${pull.url}`)
  const superseded: number[] = []
  for (const older of choice.rivals.filter((rival) => !newer.includes(rival))) {
    const isClosed = await courtesy(ports.log, `close pull request #${older.number}`, () =>
      retire(github, repository, { older, by: pull.number }),
    )
    if (isClosed) superseded.push(older.number)
  }
  return { number: pull.number, url: pull.url, headCommit: pull.headCommit, created: pull.created, superseded }
}

/**
 * Ends a change that is out of date, and takes its branch and pull request away. One that is out of date in part goes on beside the newer pull
 * requests, which are returned: whichever merges second does its edit again, and only what is newest stays.
 */
async function giveWay(
  github: GitHub,
  { repository, base, requests, head }: Proposal,
  { choice, log }: { choice: Choice; log: Log },
): Promise<PullRequest[]> {
  const { adopt, mergedBefore: merged, rivals } = choice
  const newer: (PullRequest | null)[] = []
  for (const request of requests) newer.push(await findNewer(github, { repository, base, request, own: adopt?.number ?? null, rivals }))
  const successor = newer.every((one) => one !== null) ? newer[0] : null
  // Only a branch that is named after its requests says by its pull requests what became of them.
  const isOwnBranch = head === carrierBranch(requests)
  const replayed = isOwnBranch && adopt === null ? merged : null
  if (!successor && replayed === null) return newer.filter((one) => one !== null)
  if (successor && adopt)
    await courtesy(log, `close pull request #${adopt.number}`, () => retire(github, repository, { older: adopt, by: successor.number }))
  else if (isOwnBranch) await courtesy(log, 'delete the branch', () => deleteBranch(github, { ...repository, branch: head }))
  throw rejection([successor ? supersededReason(successor) : replayedReason(replayed as PullRequest)], 'superseded')
}

/** A twin run may have opened the pull request meanwhile, and a newer request closed it: the branch is gone with it, and GitHub refuses another. */
async function overtaken(github: GitHub, { repository, head, base }: Proposal, refusal: unknown): Promise<ActionError | null> {
  if (!(refusal instanceof ActionError)) return null
  const found = await findPullRequests(github, { ...repository, head })
  const closed = found.find((pull) => pull.base === base && pull.state === 'CLOSED' && pull.branchCommit === null)
  const why = closed === undefined ? null : await explainRetired(github, repository, closed)
  return why && rejection([why], 'superseded')
}

/** Does what is good to have: a refusal by GitHub is a warning, since the change itself is right without it. */
export async function courtesy(log: Log, what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    log.warning(`Could not ${what}: ${error.message}`)
    return false
  }
}
