import { ActionError, type Outputs, type Ports, rejection, repositoryName } from '@mfe-gitops/action-kit'
import { parseRequest, reason } from '@mfe-gitops/contract'
import {
  addComment,
  addLabels,
  closePullRequest,
  createPullRequest,
  deleteBranch,
  findPullRequests,
  type GitHub,
  GitHubError,
  type PullRequest,
  type Repository,
  readSnapshot,
} from '@mfe-gitops/github'
import { choosePullRequest } from './choice.ts'
import type { OpenPrInputs } from './inputs.ts'
import { fitBody, fitTitle, pullRequestText } from './pull-request-text.ts'

/** Opens or adopts the pull request of a branch, then closes the ones it supersedes. */
export async function main(inputs: OpenPrInputs, ports: Ports): Promise<Outputs> {
  const github = ports.github(inputs.token)
  const repository = repositoryName(inputs.repository)
  const text = textOf(inputs, ports.context.runUrl)
  const base = inputs.base ?? (await defaultBranch(github, repository, ports.event()))
  const prefix = inputs.request !== undefined && inputs.supersede ? headPrefix(inputs.head) : undefined
  const search = { ...repository, head: inputs.head, headPrefix: prefix }
  const choice = choosePullRequest(await findPullRequests(github, search), inputs.head, base)
  const pull = choice.adopt ?? (await create(github, { ...repository, head: inputs.head, base, ...text }))
  ports.log.info(`${choice.adopt ? 'Adopted' : 'Opened'} pull request #${pull.number}: ${pull.url}`)
  if (inputs.labels.length > 0) {
    await addLabels(github, { ...repository, number: pull.number, labels: inputs.labels }).catch((error: unknown) =>
      ports.log.warning(
        `The labels could not be added: ${error instanceof Error ? error.message : error}. The pull request is open all the same.`,
      ),
    )
  }
  for (const older of choice.supersede) await supersede(github, repository, older, pull.number)
  return {
    number: pull.number,
    url: pull.url,
    'head-commit': pull.headCommit,
    created: !choice.adopt,
    superseded: choice.supersede.map(({ number }) => number),
  }
}

type Opened = Pick<PullRequest, 'number' | 'url' | 'headCommit'>

function textOf(inputs: OpenPrInputs, runUrl: string): { title: string; body: string } {
  const parsed = inputs.request === undefined ? null : parseRequest(inputs.request)
  if (parsed && !parsed.ok) throw rejection(parsed.reasons)
  const written = parsed ? pullRequestText(parsed.value, inputs.changes, runUrl) : { title: '', body: '' }
  return { title: fitTitle(inputs.title ?? written.title), body: fitBody(inputs.body ?? written.body) }
}

/** `deploy/staging/cart/` of `deploy/staging/cart/0123456789ab`. */
function headPrefix(head: string): string | undefined {
  const end = head.lastIndexOf('/')
  return end < 0 ? undefined : head.slice(0, end + 1)
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

async function create(github: GitHub, wanted: Repository & { head: string; base: string; title: string; body: string }): Promise<Opened> {
  try {
    const created = await createPullRequest(github, wanted)
    if (created.kind === 'created') return created
    if (created.kind === 'no-commits') throw refused('head and base hold the same content')
  } catch (error) {
    const mayBeOpen = error instanceof GitHubError && (error.ambiguous || error.status === 422)
    if (!mayBeOpen) throw error
    const adopted = await adoptOpen(github, wanted)
    if (adopted) return adopted
    throw error.status === 422 ? refused(error.message) : error
  }
  const adopted = await adoptOpen(github, wanted)
  if (adopted) return adopted
  throw refused('GitHub says that a pull request exists, and lists none')
}

/** The pull request that a twin run, or a call whose answer was lost, has opened. */
async function adoptOpen(github: GitHub, { owner, repo, head, base }: Repository & { head: string; base: string }): Promise<Opened | null> {
  return choosePullRequest(await findPullRequests(github, { owner, repo, head }), head, base).adopt
}

async function supersede(github: GitHub, repository: Repository, older: PullRequest, by: number): Promise<void> {
  await addComment(github, { ...repository, number: older.number, body: `Superseded by #${by}.` })
  await closePullRequest(github, { ...repository, number: older.number })
  await deleteBranch(github, { ...repository, branch: older.head })
}

function refused(seen: string): ActionError {
  const why = reason('pr-create-refused', { field: 'head', seen })
  return new ActionError(why.code, why.message, { reasons: [why] })
}
