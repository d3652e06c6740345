import { type ConditionalOptions, type Fresh, fresh } from './conditional-read.ts'
import { required } from './field.ts'
import type { GitHub, Repository } from './github.ts'

export interface WorkflowStep {
  readonly name: string
  readonly number: number
  readonly status: string
  readonly conclusion: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
}

export interface WorkflowJob {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly startedAt: string | null
  readonly completedAt: string | null
  readonly url: string | null
  readonly steps: readonly WorkflowStep[]
}

export interface Annotation {
  readonly level: string
  readonly title: string | null
  readonly message: string
  readonly path: string
  readonly line: number
}

/** The jobs of a run's latest attempt, or of the given one. */
export async function listJobs(
  github: GitHub,
  wanted: Repository & { readonly runId: number; readonly attempt?: number | undefined },
  options: ConditionalOptions = {},
): Promise<Fresh<WorkflowJob[]>> {
  const { owner, repo, runId, attempt } = wanted
  const base = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}'
  const route = attempt === undefined ? `${base}/jobs` : `${base}/attempts/{attempt_number}/jobs`
  const filters = attempt === undefined ? { filter: 'latest' } : { attempt_number: attempt }
  const answer = await github.request<{ jobs: JobNode[] }>(route, { owner, repo, run_id: runId, per_page: 100, ...filters }, options)
  return fresh(answer, (data) => required(data.jobs, 'list of jobs').map(toJob))
}

/** The annotations of a job: a job's id is its check run's id as well. */
export async function listAnnotations(
  github: GitHub,
  { owner, repo, jobId }: Repository & { readonly jobId: number },
): Promise<Annotation[]> {
  const route = 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations'
  const { data } = await github.request<AnnotationNode[]>(route, { owner, repo, check_run_id: jobId, per_page: 50 })
  return data.map((node) => ({
    level: node.annotation_level ?? '',
    title: node.title,
    message: node.message ?? '',
    path: node.path,
    line: node.start_line,
  }))
}

interface JobNode {
  id: number
  name: string
  status: string
  conclusion: string | null
  started_at: string | null
  completed_at: string | null
  html_url: string | null
  steps?: {
    name: string
    number: number
    status: string
    conclusion: string | null
    started_at?: string | null
    completed_at?: string | null
  }[]
}

interface AnnotationNode {
  annotation_level: string | null
  title: string | null
  message: string | null
  path: string
  start_line: number
}

function toJob(node: JobNode): WorkflowJob {
  return {
    id: required(node.id, 'job id'),
    name: node.name,
    status: node.status,
    conclusion: node.conclusion,
    startedAt: node.started_at,
    completedAt: node.completed_at,
    url: node.html_url,
    steps: (node.steps ?? []).map((step) => ({
      name: step.name,
      number: step.number,
      status: step.status,
      conclusion: step.conclusion,
      startedAt: step.started_at ?? null,
      completedAt: step.completed_at ?? null,
    })),
  }
}
