import { parse } from 'yaml'
import type { GitHubServer, RunRecord, WebhookEvent } from '../github/types.ts'
import { displayTitle } from './job-scope.ts'
import type { Library } from './library.ts'
import { comparedCommits, contextsOf, fallbackTitle, headOf, pullRequestNumbers, triggerOf } from './run-context.ts'
import { changedFiles, commitSubject, readFolder } from './source-tree.ts'
import { startsWorkflow } from './trigger.ts'
import { createFinder } from './workflow-finder.ts'
import { type PlannedWorkflow, planWorkflow, WorkflowError, type WorkflowFile } from './workflow-plan.ts'
import { checkWorkflow } from './workflow-syntax.ts'

/** A run in the list of runs; the plan is a text when GitHub would not start the workflow. */
export interface OpenedRun {
  readonly run: RunRecord
  readonly plan: PlannedWorkflow | string
}

/** Books a run for every workflow that the event starts, in the order of their paths. */
export async function openRuns(github: GitHubServer, library: Library, event: WebhookEvent): Promise<OpenedRun[]> {
  const files = await readFolder(github.repositoryPath(event.repository), event.sha, '.github/workflows')
  const opened: OpenedRun[] = []
  for (const [path, text] of files) {
    const file: WorkflowFile = { path, text, library: null }
    if (!/\.ya?ml$/.test(path) || github.workflowState(event.repository, path) !== 'active') continue
    if (!(await isStarted(github, file, event))) continue
    const errors = await checkWorkflow(path, text)
    const plan = errors.length > 0 ? errors.join('\n') : planOrError(() => planWorkflow(file, createFinder(github, library, files)))
    opened.push({ run: await createRun(github, { path, plan, event }), plan })
  }
  return opened
}

async function isStarted(github: GitHubServer, { path, text }: WorkflowFile, event: WebhookEvent): Promise<boolean> {
  const { from, to } = comparedCommits(event)
  const files = /^\s*['"]?paths/m.test(text) ? await changedFiles(github.repositoryPath(event.repository), from, to) : []
  return startsWorkflow({ path, on: readOn(text), event: triggerOf(event), changedFiles: () => files })
}

async function createRun(
  github: GitHubServer,
  { path, plan, event }: { path: string; plan: OpenedRun['plan']; event: WebhookEvent },
): Promise<RunRecord> {
  const name = typeof plan === 'string' ? path : plan.name
  const head = headOf(event)
  const fallback = fallbackTitle(event, name, await commitSubject(github.repositoryPath(event.repository), head.sha))
  return github.runs.create({
    ...(event.workflow === undefined ? {} : { id: event.workflow.runId }),
    repository: event.repository,
    name,
    displayTitle: typeof plan === 'string' ? fallback : titleOf(github, plan, event, fallback),
    event: event.name,
    headSha: head.sha,
    headBranch: head.branch,
    path,
    actor: event.actor,
    pullRequests: pullRequestNumbers(event),
  })
}

function titleOf(github: GitHubServer, plan: PlannedWorkflow, event: WebhookEvent, fallback: string): string {
  try {
    return displayTitle(plan, contextsOf(github, event), fallback)
  } catch {
    return fallback // an expression over a payload that is not as expected; what GitHub does then is not documented
  }
}

function planOrError(plan: () => PlannedWorkflow): PlannedWorkflow | string {
  try {
    return plan()
  } catch (error) {
    if (error instanceof WorkflowError) return error.message
    throw error
  }
}

function readOn(text: string): unknown {
  try {
    return (parse(text) as { on?: unknown } | null)?.on
  } catch {
    return undefined
  }
}
