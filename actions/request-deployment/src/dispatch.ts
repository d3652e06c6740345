import { ActionError } from '@mfe-gitops/action-kit'
import { canonicalRequest, type DeploymentRequest } from '@mfe-gitops/contract'
import { dispatchRepository, dispatchWorkflow, GitHubError, isActionsDisabled } from '@mfe-gitops/github'
import { actionsDisabled, fullName, invalidToken, said } from './access.ts'
import type { ConfigRepository } from './config-repository.ts'
import type { Transport } from './inputs.ts'

export interface Shipment {
  readonly transport: Transport
  readonly workflow: string
  readonly request: DeploymentRequest
}

/** The run that GitHub named, null when it named none, or `unknown` when the answer was lost and the request may have arrived or not. */
export type Dispatched = { readonly id: number; readonly url: string } | null | 'unknown'

/** Sends the request. Sending it twice is harmless, as its id stays the same; so a lost answer is not an error yet. */
export async function dispatchRequest(config: ConfigRepository, shipment: Shipment): Promise<Dispatched> {
  try {
    return shipment.transport === 'workflow_dispatch' ? await byWorkflow(config, shipment) : await byRepository(config, shipment)
  } catch (error) {
    if (error instanceof GitHubError && error.ambiguous) return 'unknown'
    throw await explainRefusal(config, shipment, error)
  }
}

async function byRepository({ github, name }: ConfigRepository, { request }: Shipment): Promise<null> {
  await dispatchRepository(github, { ...name, eventType: request.type, payload: { ...request } })
  return null
}

async function byWorkflow({ github, name, signal }: ConfigRepository, { workflow, request }: Shipment): Promise<Dispatched> {
  const { data } = await github.request<{ default_branch: string }>('GET /repos/{owner}/{repo}', { ...name }, { signal })
  return dispatchWorkflow(github, { ...name, workflow, ref: data.default_branch, inputs: { request: canonicalRequest(request) } })
}

async function explainRefusal(config: ConfigRepository, shipment: Shipment, error: unknown): Promise<unknown> {
  if (!(error instanceof GitHubError)) return error
  if (isActionsDisabled(error)) return actionsDisabled(config, error)
  if (error.status === 401) return invalidToken(config, error)
  if (error.status === 403) return cannotDispatch(config, shipment, error)
  if (error.status === 404)
    return (await lacksWorkflow(config, shipment)) ? noWorkflow(config, shipment, error) : cannotDispatch(config, shipment, error)
  if (error.status === 422 && /disabled/i.test(said(error))) return actionsDisabled(config, error)
  return error.status === 422 ? refused(config, error) : error
}

// GitHub answers 404 both for a workflow that is not there and for one that the token may not start.
async function lacksWorkflow({ github, name, signal }: ConfigRepository, { transport, workflow }: Shipment): Promise<boolean> {
  if (transport !== 'workflow_dispatch') return false
  try {
    await github.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', { ...name, workflow_id: workflow }, { signal })
    return false
  } catch (error) {
    return error instanceof GitHubError && error.status === 404
  }
}

function cannotDispatch(config: ConfigRepository, { transport }: Shipment, cause: GitHubError): ActionError {
  const permission = transport === 'workflow_dispatch' ? 'actions: write' : 'contents: write'
  const message = `The token may not send a ${transport} to ${fullName(config)} (${said(cause)}). Give it ${permission} on that repository; a job's own token reaches its own repository only.`
  return new ActionError('token-cannot-dispatch', message, { cause })
}

function noWorkflow(config: ConfigRepository, { workflow }: Shipment, cause: GitHubError): ActionError {
  const message = `${fullName(config)} has no workflow ${JSON.stringify(workflow)} on its default branch. Correct the input "workflow", or merge the caller workflow there.`
  return new ActionError('dispatch-refused', message, { cause })
}

function refused(config: ConfigRepository, cause: GitHubError): ActionError {
  const message = `${fullName(config)} refused the dispatch (${said(cause)}). Compare its caller workflow with the one in examples/gitops-config.`
  return new ActionError('dispatch-refused', message, { cause })
}
