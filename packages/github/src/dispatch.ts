import { GitHubError } from './error.ts'
import type { GitHub, Repository } from './github.ts'

export interface RepositoryDispatch extends Repository {
  readonly eventType: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Sends a `repository_dispatch`; GitHub never says which run it starts. A lost answer is an ambiguous GitHubError: the run may exist. */
export async function dispatchRepository(github: GitHub, { owner, repo, eventType, payload }: RepositoryDispatch): Promise<void> {
  await github.request('POST /repos/{owner}/{repo}/dispatches', { owner, repo, event_type: eventType, client_payload: payload })
}

export interface WorkflowDispatch extends Repository {
  /** File name of the workflow, or its id. */
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

/** The run that a `workflow_dispatch` started; null on servers that do not tell. */
export type DispatchedRun = { readonly id: number; readonly url: string } | null

const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches'

/** Sends a `workflow_dispatch` and asks for the run id, which Enterprise Server before 3.21 does not know. */
export async function dispatchWorkflow(github: GitHub, { owner, repo, workflow, ref, inputs }: WorkflowDispatch): Promise<DispatchedRun> {
  const parameters = { owner, repo, workflow_id: workflow, ref, inputs }
  try {
    const { data } = await github.request<DispatchedNode | undefined>(route, { ...parameters, return_run_details: true })
    return typeof data?.workflow_run_id === 'number' ? { id: data.workflow_run_id, url: data.html_url ?? data.run_url ?? '' } : null
  } catch (error) {
    if (!(error instanceof GitHubError) || error.status !== 400) throw error
    await github.request(route, parameters)
    return null
  }
}

interface DispatchedNode {
  workflow_run_id?: number
  run_url?: string
  html_url?: string
}
