import { ActionError, type Log, type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import {
  type DeploymentRequest,
  deployBranch,
  deployBranchPrefix,
  parseRequest,
  replayedReason,
  requestId,
  supersededReason,
} from '@mfe-gitops/contract'
import { addLabels, deleteBranch, findPullRequests, type GitHub, GitHubError, type Repository, readSnapshot } from '@mfe-gitops/github'
import { type Choice, choosePullRequest } from './choice.ts'
import { openPullRequest } from './creation.ts'
import type { OpenPrInputs } from './inputs.ts'
import { fitBody, fitTitle, pullRequestText } from './pull-request-text.ts'
import { findNewer, retire } from './succession.ts'

/** Opens or adopts the pull request of a branch and closes the ones it supersedes; gives way to a newer request. */
export async function main(inputs: OpenPrInputs, ports: Ports): Promise<Outputs> {
  const { log } = ports
  const github = ports.github(inputs.token)
  const repository = repositoryName(inputs.repository)
  const request = readRequest(inputs)
  const text = textOf(inputs, request, ports.context.runUrl)
  const base = inputs.base ?? (await defaultBranch(github, repository, ports.event()))
  const place = { head: inputs.head, base, prefix: request && inputs.supersede ? deployBranchPrefix(request) : undefined }
  const choice = choosePullRequest(await findPullRequests(github, { ...repository, head: place.head, headPrefix: place.prefix }), place)
  if (request) await giveWay(github, { repository, base, request, head: inputs.head, log }, choice)
  const pull = choice.adopt
    ? { ...choice.adopt, created: false }
    : await openPullRequest(github, { ...repository, head: inputs.head, base, ...text }, ports)
  log.info(`${pull.created ? 'Opened' : 'Adopted'} pull request #${pull.number}: ${pull.url}`)
  const labelled = { ...repository, number: pull.number, labels: inputs.labels }
  if (inputs.labels.length > 0) await courtesy(log, `label pull request #${pull.number}`, () => addLabels(github, labelled))
  const superseded: number[] = []
  for (const older of choice.rivals) {
    const isClosed = await courtesy(log, `close pull request #${older.number}`, () =>
      retire(github, repository, { older, by: pull.number }),
    )
    if (isClosed) superseded.push(older.number)
  }
  return { number: pull.number, url: pull.url, 'head-commit': pull.headCommit, created: pull.created, superseded }
}

/** Ends a request that is out of date, and takes its branch and pull request away. */
async function giveWay(
  github: GitHub,
  { repository, base, request, head, log }: { repository: Repository; base: string; request: DeploymentRequest; head: string; log: Log },
  { adopt, mergedBefore: merged, rivals }: Choice,
): Promise<void> {
  const newer = await findNewer(github, { repository, base, request, own: adopt?.number ?? null, rivals })
  // Only a branch that is named after the request says by its pull requests what became of the request.
  const isOwnBranch = head === deployBranch(request, requestId(request))
  const replayed = isOwnBranch && adopt === null ? merged : null
  if (newer === null && replayed === null) return
  if (newer && adopt)
    await courtesy(log, `close pull request #${adopt.number}`, () => retire(github, repository, { older: adopt, by: newer.number }))
  else if (isOwnBranch) await courtesy(log, 'delete the branch', () => deleteBranch(github, { ...repository, branch: head }))
  if (newer) throw rejection([supersededReason(newer)], 'superseded')
  if (replayed) throw rejection([replayedReason(replayed)], 'superseded')
}

/** Does what is good to have: a refusal by GitHub is a warning, since the pull request itself is right without it. */
async function courtesy(log: Log, what: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error
    log.warning(`Could not ${what}: ${error.message}`)
    return false
  }
}

function readRequest({ request }: OpenPrInputs): DeploymentRequest | null {
  if (request === undefined) return null
  const parsed = parseRequest(request)
  if (!parsed.ok) throw rejection(parsed.reasons)
  return parsed.value
}

function textOf(inputs: OpenPrInputs, request: DeploymentRequest | null, runUrl: string): { title: string; body: string } {
  const written = request ? pullRequestText(request, inputs.changes, runUrl) : { title: '', body: '' }
  return { title: fitTitle(inputs.title ?? written.title), body: fitBody(inputs.body ?? written.body) }
}

/** The event names the default branch of the repository it happened in, which saves a request. */
async function defaultBranch(github: GitHub, repository: Repository, event: unknown): Promise<string> {
  const named = event as { repository?: { full_name?: unknown; default_branch?: unknown } } | null
  const isHere = named?.repository?.full_name === `${repository.owner}/${repository.repo}`
  if (isHere && typeof named?.repository?.default_branch === 'string') return named.repository.default_branch
  const { defaultBranch } = await readSnapshot(github, { ...repository, paths: [] })
  if (defaultBranch !== null) return defaultBranch
  throw new ActionError('input-missing', 'The repository names no default branch. Pass "base".')
}
