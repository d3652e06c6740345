import type { CommitObject } from '../git/commit-object.ts'
import { nodeId } from '../ids.ts'
import type { Repository } from '../records.ts'
import type { Annotation, ArtifactRecord, JobRecord, RunRecord } from '../types.ts'
import type { World } from '../world.ts'
import { accountJson, type Json } from './account.ts'
import { simpleCommitJson } from './commit.ts'
import { minimalPullRequestJson } from './pull-request.ts'
import { minimalRepositoryJson, repositoryPage, repositoryUrl } from './repository.ts'

export interface RunContext {
  readonly world: World
  readonly repository: Repository
  readonly run: RunRecord
}

export function runJson(
  { world, repository, run }: RunContext,
  { workflowId, head }: { workflowId: number; head: CommitObject | null },
): Json {
  const url = `${repositoryUrl(world, repository)}/actions/runs/${run.id}`
  const suite = suiteId(run)
  const pulls = run.pullRequests.map((number) => repository.pulls.get(number)).filter((pull) => pull !== undefined)
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.path,
    display_title: run.displayTitle,
    run_number: run.runNumber,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflowId,
    check_suite_id: suite,
    check_suite_node_id: nodeId('CS', suite),
    url,
    html_url: `${repositoryPage(world, repository)}/actions/runs/${run.id}`,
    pull_requests: pulls.map((pull) => minimalPullRequestJson(world, repository, pull)),
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    actor: accountJson(world, run.actor),
    run_attempt: run.attempt,
    referenced_workflows: run.referencedWorkflows,
    run_started_at: run.runStartedAt,
    triggering_actor: accountJson(world, run.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(world, repository)}/check-suites/${suite}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${repositoryUrl(world, repository)}/actions/workflows/${workflowId}`,
    head_commit: head ? simpleCommitJson(head) : null,
    repository: minimalRepositoryJson(world, repository),
    head_repository: minimalRepositoryJson(world, repository),
  }
}

/** One check suite per run; its id follows from the run's, so that it needs no store. */
export function suiteId(run: Pick<RunRecord, 'id'>): number {
  return run.id + 29_000_000_000
}

export function jobJson({ world, repository, run }: RunContext, job: JobRecord): Json {
  const url = repositoryUrl(world, repository)
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: run.headBranch,
    run_url: `${url}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    node_id: nodeId('CR', job.id),
    head_sha: run.headSha,
    url: `${url}/actions/jobs/${job.id}`,
    html_url: jobPage({ world, repository, run }, job),
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    started_at: job.startedAt ?? job.createdAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: step.startedAt,
      completed_at: step.completedAt,
    })),
    check_run_url: `${url}/check-runs/${job.id}`,
    labels: ['ubuntu-24.04'],
    runner_id: job.startedAt ? 1 : null,
    runner_name: job.startedAt ? 'lab' : null,
    runner_group_id: job.startedAt ? 1 : null,
    runner_group_name: job.startedAt ? 'lab' : null,
  }
}

export function jobPage({ world, repository, run }: RunContext, job: JobRecord): string {
  return `${repositoryPage(world, repository)}/actions/runs/${run.id}/job/${job.id}`
}

const retentionDays = 90

export function artifactJson({ world, repository, run }: RunContext, artifact: ArtifactRecord): Json {
  const url = `${repositoryUrl(world, repository)}/actions/artifacts/${artifact.id}`
  return {
    id: artifact.id,
    node_id: nodeId('MDg', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: `sha256:${artifact.digest}`,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: new Date(Date.parse(artifact.createdAt) + retentionDays * 86_400_000).toISOString(),
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: repository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  }
}

export function annotationJson({ world, repository, run }: RunContext, annotation: Annotation): Json {
  const line = annotation.line ?? 1
  const path = annotation.path ?? '.github'
  return {
    path,
    blob_href: `${repositoryPage(world, repository)}/blob/${run.headSha}/${path}`,
    start_line: line,
    start_column: null,
    end_line: line,
    end_column: null,
    annotation_level: annotation.level,
    title: annotation.title ?? '',
    message: annotation.message,
    raw_details: '',
  }
}
