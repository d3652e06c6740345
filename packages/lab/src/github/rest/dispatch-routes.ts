import { sendEvent } from '../events/send-event.ts'
import { notFound, Refusal } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { repositoryPage, repositoryUrl } from '../json/repository.ts'
import { type DispatchInput, type WorkflowFile, workflowFiles } from '../runs/workflow-files.ts'
import { type RestCall, requiredText } from './rest-call.ts'

export const dispatchRoutes: readonly Route[] = [
  { route: 'POST /repos/{owner}/{repo}/dispatches', needs: [['contents', 'write']], creates: true, answer: repositoryDispatch },
  {
    route: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    needs: [['actions', 'write']],
    creates: true,
    answer: workflowDispatch,
  },
]

// documented: events-that-trigger-workflows#repository_dispatch
const longestType = 100
const mostProperties = 10
const longestPayload = 65_535

async function repositoryDispatch(call: RestCall) {
  const { world, repository, cause, body } = call
  const type = requiredText(call, 'event_type')
  const payload = (body.client_payload ?? {}) as Record<string, unknown>
  if (type === '' || type.length > longestType)
    throw new Refusal(422, `Invalid request.\n\n"event_type" must be between 1 and ${longestType} characters.`)
  const count = Object.keys(payload).length
  // seen: prowler-cloud/prowler#12370 and mvasigh/dispatch-action#23
  if (count > mostProperties)
    throw new Refusal(422, `Invalid request.\n\nNo more than ${mostProperties} properties are allowed; ${count} were supplied.`)
  // documented: less than 64 KB, where the inputs of a workflow are counted in characters
  if (Buffer.byteLength(JSON.stringify(payload)) > longestPayload) throw new Refusal(422, 'client_payload is too large.')
  const tip = await repository.git.ref(`refs/heads/${repository.defaultBranch}`)
  if (!tip) throw notFound()
  sendEvent(world, repository, {
    name: 'repository_dispatch',
    action: type,
    cause,
    sha: tip,
    ref: `refs/heads/${repository.defaultBranch}`,
    payload: { action: type, branch: repository.defaultBranch, client_payload: payload },
  })
  return { status: 204 }
}

async function workflowDispatch(call: RestCall) {
  const { world, repository, cause, body } = call
  const ref = requiredText(call, 'ref')
  const full = await fullRef(call, ref)
  const sha = full && (await repository.git.commit(full))?.oid
  const file = findWorkflow(await workflowFiles(world, repository), call.params.workflow_id ?? '')
  if (!file) throw notFound()
  if (!full || !sha) throw new Refusal(422, `No ref found for: ${ref}`)
  const atRef = findWorkflow(await workflowFiles(world, repository, sha), file.record.path.split('/').at(-1) ?? '')
  const declared = atRef?.dispatchInputs
  if (!declared) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger")
  // from memory: the sentence
  if (file.record.state !== 'active') throw new Refusal(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow")
  const inputs = readInputs(call, declared)
  const runId = world.runs.reserveId()
  sendEvent(world, repository, {
    name: 'workflow_dispatch',
    cause,
    sha,
    ref: full,
    workflow: { path: file.record.path, runId },
    payload: { inputs, ref: full, workflow: file.record.path },
  })
  // documented: changelog 2026-02-19
  if (body.return_run_details !== true) return { status: 204 }
  return {
    status: 200,
    body: {
      workflow_run_id: runId,
      run_url: `${repositoryUrl(world, repository)}/actions/runs/${runId}`,
      html_url: `${repositoryPage(world, repository)}/actions/runs/${runId}`,
    },
  }
}

async function fullRef({ repository }: RestCall, ref: string): Promise<string | null> {
  for (const name of ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`]) {
    if (await repository.git.ref(name)) return name
  }
  return null
}

/** By id or by file name. */
export function findWorkflow(files: readonly WorkflowFile[], wanted: string): WorkflowFile | undefined {
  return files.find(({ record }) => String(record.id) === wanted || record.path === wanted || record.path.split('/').at(-1) === wanted)
}

const mostInputs = 25

function readInputs({ body }: RestCall, declared: readonly DispatchInput[]): Record<string, unknown> {
  const given = (body.inputs ?? {}) as Record<string, unknown>
  // documented: the description's maxProperties. from memory: the sentence
  if (Object.keys(given).length > mostInputs)
    throw new Refusal(
      422,
      `Invalid request.\n\nNo more than ${mostInputs} properties are allowed; ${Object.keys(given).length} were supplied.`,
    )
  if (JSON.stringify(given).length > longestPayload) throw new Refusal(422, 'inputs are too large.')
  const unexpected = Object.keys(given).filter((name) => !declared.some((input) => input.name === name))
  if (unexpected.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`)
  for (const input of declared) {
    const value = given[input.name]
    if (value === undefined && input.required && !input.hasDefault) throw new Refusal(422, `Required input '${input.name}' not provided`)
    // from memory: the sentence
    if (value !== undefined && input.type === 'choice' && !input.options.includes(String(value))) {
      throw new Refusal(422, `Provided value '${String(value)}' for input '${input.name}' not in the list of allowed values`)
    }
  }
  return given
}
