import { createHash } from 'node:crypto'
import type { GitHubServer, RunRecord, WebhookEvent } from '../github/types.ts'
import type { RunContexts } from './job-scope.ts'
import type { TriggerEvent } from './trigger.ts'

/** What the trigger filters of a workflow look at. */
export function triggerOf(event: WebhookEvent): TriggerEvent {
  const pullRequest = pullRequestOf(event)
  return {
    name: event.name,
    action: event.action,
    ref: event.ref,
    baseRef: pullRequest?.base.ref,
    deleted: event.payload.deleted === true,
    workflowPath: event.workflow?.path,
  }
}

/** Commits between which a `paths` filter compares. */
export function comparedCommits(event: WebhookEvent): { from: string | null; to: string } {
  const pullRequest = pullRequestOf(event)
  if (pullRequest !== null) return { from: pullRequest.base.sha, to: pullRequest.head.sha }
  return { from: typeof event.payload.before === 'string' ? event.payload.before : null, to: event.sha }
}

/** Commit and branch that a run is listed under; for a pull request its head, although the merge of both is checked out. */
export function headOf(event: WebhookEvent): { sha: string; branch: string } {
  const pullRequest = pullRequestOf(event)
  if (pullRequest !== null) return { sha: pullRequest.head.sha, branch: pullRequest.head.ref }
  return { sha: event.sha, branch: event.ref.replace(/^refs\/(?:heads|tags)\//, '') }
}

export function pullRequestNumbers(event: WebhookEvent): number[] {
  const pullRequest = pullRequestOf(event)
  return pullRequest === null ? [] : [pullRequest.number]
}

/** Title of a run without a run-name. The one of repository_dispatch is from memory. */
export function fallbackTitle(event: WebhookEvent, workflowName: string, commitSubject: string): string {
  const pullRequest = pullRequestOf(event)
  if (pullRequest !== null) return pullRequest.title
  if (event.name === 'repository_dispatch') return event.action ?? workflowName
  return event.name === 'push' ? commitSubject : workflowName
}

/** The contexts of expressions that the lab evaluates itself: titles, names, outputs. */
export function contextsOf(github: GitHubServer, event: WebhookEvent, run?: RunRecord): RunContexts {
  const inputs = event.name === 'workflow_dispatch' ? asRecord(event.payload.inputs) : {}
  return {
    github: {
      event: event.payload,
      event_name: event.name,
      ref: event.ref,
      ref_name: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
      sha: event.sha,
      actor: event.actor.login,
      repository: event.repository,
      repository_owner: event.repository.split('/')[0],
      head_ref: pullRequestOf(event)?.head.ref ?? '',
      base_ref: pullRequestOf(event)?.base.ref ?? '',
      server_url: github.url,
      api_url: github.apiUrl,
      ...(run === undefined
        ? {}
        : { run_id: String(run.id), run_number: String(run.runNumber), run_attempt: String(run.attempt), workflow: run.name }),
    },
    vars: github.variablesOf(event.repository),
    inputs,
  }
}

/** Environment of every step, set from outside because act would guess it from the checkout. */
export function environmentOf(github: GitHubServer, event: WebhookEvent, run: RunRecord): Record<string, string> {
  const [owner = ''] = event.repository.split('/')
  const pullRequest = pullRequestOf(event)
  const { apiUrl, graphqlUrl } = github.urlsOfRun(run.id)
  return {
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: graphqlUrl,
    GITHUB_REPOSITORY: event.repository,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_ID: String(github.repository(event.repository).id),
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    SHA_REF: event.sha,
    GITHUB_ACTOR_ID: String(event.actor.id),
    GITHUB_TRIGGERING_ACTOR: run.triggeringActor.login,
    GITHUB_WORKFLOW: run.name,
    GITHUB_WORKFLOW_REF: `${event.repository}/${run.path}@${event.ref}`,
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.runNumber),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    RUNNER_NAME: 'lab',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_TRACKING_ID: trackingId(github, run),
    ...(pullRequest === null ? {} : { GITHUB_HEAD_REF: pullRequest.head.ref, GITHUB_BASE_REF: pullRequest.base.ref }),
  }
}

/** Marks every process of one attempt, and no other lab's. */
export function trackingId(github: GitHubServer, run: RunRecord): string {
  return `lab_${createHash('sha1').update(`${process.pid} ${github.url} ${run.id} ${run.attempt}`).digest('hex')}`
}

interface PullRequestPayload {
  readonly number: number
  readonly title: string
  readonly head: { readonly sha: string; readonly ref: string }
  readonly base: { readonly sha: string; readonly ref: string }
}

function pullRequestOf(event: WebhookEvent): PullRequestPayload | null {
  if (event.name !== 'pull_request' && event.name !== 'pull_request_target') return null
  return event.payload.pull_request as PullRequestPayload
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
