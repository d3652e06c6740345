import { type Fresh, getRun, listJobs, listRuns, type WorkflowJob, type WorkflowRun, type WorkflowStep } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'
import type { JobView, RunView, StepView } from './run-view.ts'

// GitHub answers at most 1,000 runs of a search, 100 a page.
const maxPages = 10
const perPage = 100

/** Reads the runs of one event since a moment; the first page is asked for conditionally, as it is what changes. */
export function createRunList(
  config: ConfigRepository,
  { event, since }: { readonly event: string; readonly since: number },
): () => Promise<readonly RunView[]> {
  const search = { ...config.name, event, created: `>=${new Date(since).toISOString().replace(/\.\d+Z$/, 'Z')}` }
  const firstPage = remembering(config, (etag) => listRuns(config.github, search, { etag, signal: config.signal }))
  return async () => {
    const runs = [...(await firstPage())]
    for (let page = 2; page <= maxPages && runs.length === (page - 1) * perPage; page++) {
      const answer = await listRuns(config.github, { ...search, page }, { signal: config.signal })
      if (!answer.notModified) runs.push(...answer.value)
    }
    return runs.map(toRunView)
  }
}

/** Reads one run and its jobs again and again, at the price of a 304 when nothing changed. */
export function watchRun(
  config: ConfigRepository,
  runId: number,
): { run: () => Promise<RunView>; jobs: () => Promise<readonly JobView[]> } {
  const wanted = { ...config.name, runId }
  const run = remembering(config, (etag) => getRun(config.github, wanted, { etag, signal: config.signal, justCreated: true }))
  const jobs = remembering(config, (etag) => listJobs(config.github, wanted, { etag, signal: config.signal }))
  return { run: async () => toRunView(await run()), jobs: async () => (await jobs()).map(toJobView) }
}

function remembering<T>(config: ConfigRepository, read: (etag: string | undefined) => Promise<Fresh<T>>): () => Promise<T> {
  let known: { readonly value: T; readonly etag: string | undefined } | null = null
  return async () => {
    const answer = await read(known?.etag)
    if (answer.notModified) config.unchanged += 1
    else known = answer
    if (known === null) throw new Error('GitHub answered 304 to a request without an ETag.')
    return known.value
  }
}

export function toRunView(run: WorkflowRun): RunView {
  const { id, attempt, title, event, status, conclusion, url } = run
  return { id, attempt, title, event, status, conclusion, url, createdAt: Date.parse(run.createdAt) }
}

function toJobView({ id, name, status, conclusion, steps }: WorkflowJob): JobView {
  return { id, name, status, conclusion, steps: steps.map(toStepView) }
}

function toStepView({ name, status, conclusion, startedAt, completedAt }: WorkflowStep): StepView {
  return { name, status, conclusion, startedAt: time(startedAt), completedAt: time(completedAt) }
}

function time(text: string | null): number | null {
  const value = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(value) ? null : value
}
