import { randomUUID } from 'node:crypto'
import { isMap, parseDocument } from 'yaml'
import type { JobResult } from './job-scope.ts'
import { callersOf, type PlannedJob, type PlannedWorkflow, type RunningJob, runningJobs } from './workflow-plan.ts'

/** Jobs to leave alone when only the failed ones run again: all that succeeded and need nothing that runs again. */
export function keptJobs(plan: PlannedWorkflow, results: ReadonlyMap<string, JobResult>, onlyJob: string | null): Map<string, JobResult> {
  const jobs = runningJobs(plan)
  const again = new Set<string>()
  const runsAgain = (job: RunningJob): boolean => {
    const isAsked = onlyJob === null ? results.get(job.key)?.conclusion !== 'success' : job.key === onlyJob
    return isAsked || neededBy(job).some((needed) => again.has(needed.key))
  }
  for (let size = -1; size !== again.size; ) {
    size = again.size
    for (const job of jobs) if (runsAgain(job)) again.add(job.key)
  }
  return new Map(jobs.filter(({ key }) => !again.has(key)).flatMap((job) => pair(job.key, results.get(job.key))))
}

/** A workflow file in which jobs do nothing but give the outputs that they gave before. `recorded` maps the id of a job to a file in the format of GITHUB_OUTPUT. */
export function replaceJobs(text: string, recorded: ReadonlyMap<string, { outputs: readonly string[]; file: string }>): string {
  const document = parseDocument(text)
  for (const [id, { outputs, file }] of recorded) {
    const job = document.getIn(['jobs', id])
    if (!isMap(job)) continue
    for (const key of ['if', 'environment', 'strategy', 'env', 'concurrency', 'continue-on-error']) job.delete(key)
    job.set('outputs', document.createNode(Object.fromEntries(outputs.map((name) => [name, `\${{ steps.recorded.outputs.${name} }}`]))))
    const step = {
      id: 'recorded',
      name: 'Outputs of the earlier attempt',
      shell: 'bash',
      run: 'cat "$RECORDED" >> "$GITHUB_OUTPUT"',
      env: { RECORDED: file },
    }
    job.set('steps', document.createNode([step]))
  }
  return document.toString({ lineWidth: 0 })
}

/** The format of GITHUB_OUTPUT; the delimiter is random, so that no value can end it. */
export function formatOutputs(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      const delimiter = `end-${randomUUID()}`
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
    })
    .join('')
}

/** Every running job that this one waits for, through its own needs and those of its callers. */
function neededBy(job: RunningJob): RunningJob[] {
  return [...callersOf(job), job].flatMap((each: PlannedJob) =>
    each.workflow.jobs
      .filter(({ id }) => each.needs.includes(id))
      .flatMap((needed) => (needed.type === 'run' ? [needed] : runningJobs(needed.called))),
  )
}

function pair(key: string, result: JobResult | undefined): [string, JobResult][] {
  return result === undefined ? [] : [[key, result]]
}
