import { notFound } from '../http/answer.ts'
import type { Route } from '../http/route-table.ts'
import { nodeId } from '../ids.ts'
import type { Json } from '../json/account.ts'
import { repositoryPage, repositoryUrl } from '../json/repository.ts'
import { type WorkflowFile, workflowFiles } from '../runs/workflow-files.ts'
import type { WorkflowState } from '../types.ts'
import { findWorkflow } from './dispatch-routes.ts'
import { counted } from './page.ts'
import type { RestCall } from './rest-call.ts'

export const workflowRoutes: readonly Route[] = [
  { route: 'GET /repos/{owner}/{repo}/actions/workflows', needs: [['actions', 'read']], answer: listWorkflows },
  { route: 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', needs: [['actions', 'read']], answer: getWorkflow },
  {
    route: 'PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable',
    needs: [['actions', 'write']],
    answer: (call) => setState(call, 'active'),
  },
  {
    route: 'PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable',
    needs: [['actions', 'write']],
    answer: (call) => setState(call, 'disabled_manually'),
  },
]

async function listWorkflows(call: RestCall) {
  const all = await workflowFiles(call.world, call.repository)
  return counted(call, { name: 'workflows', all }, (file) => workflowJson(call, file))
}

async function workflowOf(call: RestCall): Promise<WorkflowFile> {
  const file = findWorkflow(await workflowFiles(call.world, call.repository), call.params.workflow_id ?? '')
  if (!file) throw notFound()
  return file
}

async function getWorkflow(call: RestCall) {
  return { status: 200, body: workflowJson(call, await workflowOf(call)) }
}

async function setState(call: RestCall, state: WorkflowState) {
  const { record } = await workflowOf(call)
  record.state = state
  return { status: 204 }
}

function workflowJson({ world, repository }: RestCall, { record, name }: WorkflowFile): Json {
  const page = repositoryPage(world, repository)
  return {
    id: record.id,
    node_id: nodeId('W', record.id),
    name,
    path: record.path,
    state: record.state,
    created_at: record.createdAt,
    updated_at: record.createdAt,
    url: `${repositoryUrl(world, repository)}/actions/workflows/${record.id}`,
    html_url: `${page}/blob/${repository.defaultBranch}/${record.path}`,
    badge_url: `${page}/workflows/${encodeURIComponent(name)}/badge.svg`,
  }
}
