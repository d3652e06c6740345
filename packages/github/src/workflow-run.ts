import { type ConditionalOptions, type Fresh, fresh } from './conditional-read.ts'
import { answerMessage, GitHubError } from './error.ts'
import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface WorkflowRun {
  readonly id: number
  readonly attempt: number
  readonly name: string
  readonly title: string
  readonly event: string
  /** queued, in_progress, completed, waiting, requested or pending. */
  readonly status: string
  readonly conclusion: string | null
  readonly headSha: string
  readonly headBranch: string | null
  /** Path of the workflow file, without a ref behind it. */
  readonly path: string
  readonly url: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly actor: string | null
}

export interface RunSearch extends Repository {
  readonly workflow?: string | undefined
  readonly event?: string | undefined
  readonly branch?: string | undefined
  readonly headSha?: string | undefined
  /** A status or a conclusion, e.g. `in_progress`. */
  readonly status?: string | undefined
  /** GitHub's range syntax, e.g. `>=2026-11-22T21:38:18Z`. */
  readonly created?: string | undefined
  readonly page?: number | undefined
}

/** One page (100) of a repository's runs, newest first. */
export async function listRuns(github: GitHub, search: RunSearch, options: ConditionalOptions = {}): Promise<Fresh<WorkflowRun[]>> {
  const { owner, repo, workflow, event, branch, headSha, status, created, page } = search
  const route =
    workflow === undefined ? 'GET /repos/{owner}/{repo}/actions/runs' : 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs'
  const filters = defined({ workflow_id: workflow, event, branch, head_sha: headSha, status, created, page })
  const answer = await github.request<{ workflow_runs: RunNode[] }>(route, { owner, repo, per_page: 100, ...filters }, options)
  return fresh(answer, (data) => required(data.workflow_runs, 'list of runs').map(toRun))
}

/** A run in its latest attempt. */
export async function getRun(
  github: GitHub,
  wanted: Repository & { readonly runId: number },
  options: ConditionalOptions & { justCreated?: boolean },
): Promise<Fresh<WorkflowRun>> {
  const { owner, repo, runId } = wanted
  const answer = await github.request<RunNode>('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { owner, repo, run_id: runId }, options)
  return fresh(answer, toRun)
}

/** Cancels a run; `completed` when it had ended before. */
export async function cancelRun(
  github: GitHub,
  { owner, repo, runId }: Repository & { readonly runId: number },
): Promise<'requested' | 'completed'> {
  try {
    await github.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { owner, repo, run_id: runId }, { retry: true })
    return 'requested'
  } catch (error) {
    if (error instanceof GitHubError && error.status === 409) return 'completed'
    throw error
  }
}

interface RunNode {
  id: number
  run_attempt?: number
  name?: string | null
  display_title: string
  event: string
  status: string | null
  conclusion: string | null
  head_sha: string
  head_branch: string | null
  path: string
  html_url: string
  created_at: string
  updated_at: string
  actor?: { login: string } | null
}

function toRun(node: RunNode): WorkflowRun {
  return {
    id: required(node.id, 'run id'),
    attempt: node.run_attempt ?? 1,
    name: node.name ?? '',
    title: node.display_title,
    event: node.event,
    status: node.status ?? '',
    conclusion: node.conclusion,
    headSha: node.head_sha,
    headBranch: node.head_branch,
    path: node.path.split('@')[0] ?? node.path,
    url: node.html_url,
    createdAt: node.created_at,
    updatedAt: node.updated_at,
    actor: node.actor?.login ?? null,
  }
}

function defined(filters: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
}

/** True when Actions is off for the repository, which GitHub says in a 403 or 404 sentence. */
export function isActionsDisabled(error: unknown): boolean {
  return error instanceof GitHubError && /actions (?:is|has been|are) disabled/i.test(answerMessage(error.body))
}
