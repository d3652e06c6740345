import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lowerWorkflow } from '@mfe-gitops/lower'
import type { WebhookEvent } from '../github/types.ts'
import { adaptForAct } from './act-syntax.ts'
import type { JobResult } from './job-scope.ts'
import { type Library, workflowFolder, workflowNames } from './library.ts'
import { formatOutputs, replaceJobs } from './rerun.ts'
import { checkOut } from './source-tree.ts'
import { type PlannedWorkflow, type RunningJob, runningJobs } from './workflow-plan.ts'

export interface RunFilesOptions {
  /** Bare repository of the run. */
  readonly repository: string
  readonly origin: string
  readonly event: WebhookEvent
  readonly plan: PlannedWorkflow
  readonly library: Library
  readonly kept: ReadonlyMap<string, JobResult>
  readonly directory: string
}

/** Checks the repository out and prepares the workflows that act reads. Answers which folder stands for which `owner/name@ref`. */
export async function prepareFiles(options: RunFilesOptions): Promise<{ repositories: Record<string, string> }> {
  const { repository, origin, event, library, kept, directory } = options
  const source = join(directory, 'source')
  await checkOut(repository, event.sha, source, origin)
  const own = { repository: event.repository, sha: event.sha }
  let isSelfReferring = false
  await rewriteWorkflows(source, (text) => {
    const lowered = lowerWorkflow(text, own)
    isSelfReferring ||= lowered !== text
    return adaptForAct(lowered)
  })
  const folder = kept.size === 0 ? library.directory : await copyLibrary(library, directory)
  if (kept.size > 0) await replaceKept(options, folder)
  return {
    repositories: {
      ...Object.fromEntries([...library.refs, library.sha].map((ref) => [`${library.repository}@${ref}`, folder])),
      ...(isSelfReferring ? { [`${own.repository}@${own.sha}`]: source } : {}),
    },
  }
}

async function rewriteWorkflows(root: string, rewrite: (text: string, path: string) => string): Promise<void> {
  for (const name of workflowNames(root)) {
    const file = join(root, workflowFolder, name)
    const text = await readFile(file, 'utf8')
    const rewritten = rewrite(text, `${workflowFolder}/${name}`)
    if (rewritten !== text) await writeFile(file, rewritten)
  }
}

async function copyLibrary(library: Library, directory: string): Promise<string> {
  const to = join(directory, 'library')
  await cp(library.directory, to, { recursive: true })
  return to
}

async function replaceKept({ plan, kept, directory, library }: RunFilesOptions, libraryFolder: string): Promise<void> {
  const recorded = new Map<string, Map<string, { outputs: string[]; file: string }>>()
  for (const [index, job] of runningJobs(plan).entries()) {
    const result = kept.get(job.key)
    if (result === undefined) continue
    const file = join(directory, `outputs-${index}`)
    await writeFile(file, formatOutputs(result.outputs))
    const { library: from, path } = job.workflow.file
    if (from !== null && from !== library.repository)
      throw new Error(`Jobs of ${from} cannot be kept: only the lab's library and the repository itself are rewritten.`)
    const place = join(from === null ? join(directory, 'source') : libraryFolder, path)
    refuseShared(plan, kept, job)
    recorded.set(place, (recorded.get(place) ?? new Map()).set(job.id, { outputs: Object.keys(result.outputs), file }))
  }
  for (const [place, jobs] of recorded) await writeFile(place, replaceJobs(await readFile(place, 'utf8'), jobs))
}

/** One file called twice, one of its jobs to be kept and the same one to be run: there is one text for both. */
function refuseShared(plan: PlannedWorkflow, kept: ReadonlyMap<string, JobResult>, job: RunningJob): void {
  const same = runningJobs(plan).filter(
    ({ id, workflow }) =>
      id === job.id && workflow.file.path === job.workflow.file.path && workflow.file.library === job.workflow.file.library,
  )
  if (same.some(({ key }) => !kept.has(key)))
    throw new Error(
      `Job "${job.id}" of ${job.workflow.file.path} is used twice in this run, and only one of the two failed. Run the whole run again instead.`,
    )
}
