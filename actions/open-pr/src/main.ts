import { ActionError, type Outputs, type Ports, repositoryName } from '@mfe-gitops/action-kit'
import { courtesy, fitBody, fitTitle, propose, pullRequestText } from '@mfe-gitops/change'
import { addLabels, type GitHub, type Repository, readSnapshot } from '@mfe-gitops/github'
import type { OpenPrInputs } from './inputs.ts'

/** Opens or adopts the pull request of a branch and closes the ones it supersedes; gives way to a newer request. */
export async function main(inputs: OpenPrInputs, ports: Ports): Promise<Outputs> {
  const github = ports.github(inputs.token)
  const repository = repositoryName(inputs.repository)
  const { head, requests, supersede } = inputs
  const base = inputs.base ?? (await defaultBranch(github, repository, ports.event()))
  const proposal = { repository, head, base, requests, supersede, ...textOf(inputs, ports.context.runUrl) }
  const pull = await propose(github, proposal, ports)
  const labelled = { ...repository, number: pull.number, labels: inputs.labels }
  if (inputs.labels.length > 0) await courtesy(ports.log, `label pull request #${pull.number}`, () => addLabels(github, labelled))
  return { number: pull.number, url: pull.url, 'head-commit': pull.headCommit, created: pull.created, superseded: pull.superseded }
}

function textOf(inputs: OpenPrInputs, runUrl: string): { title: string; body: string } {
  const written = inputs.requests.length > 0 ? pullRequestText(inputs.requests, inputs.changes, runUrl) : { title: '', body: '' }
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
