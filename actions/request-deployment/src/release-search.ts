import { type GitHub, listJobs, listRuns, type Repository } from '@mfe-gitops/github'
import type { ConfigRepository } from './config-repository.ts'
import type { Order } from './order.ts'
import { nextPause } from './poll-pause.ts'
import { discoveryWindow } from './run-discovery.ts'
import { toRunView } from './run-reader.ts'
import type { RunView } from './run-view.ts'
import { tolerant } from './tolerance.ts'

/** The job of gitops-release.yml that releases one MFE to one environment, whatever the jobs of the caller are named. */
export function isReleaseJob({ mfe, environment }: Order['request']): (job: { readonly name: string }) => boolean {
  const name = `release ${mfe} to ${environment}`
  return (job) => job.name === name || job.name.endsWith(` / ${name}`)
}

/**
 * Finds the run that releases what was merged: started by a push since then, with a job for this MFE and environment. By the job and not by the
 * commit, as a merge queue pushes several merges at once. Null when time is up.
 */
export async function findReleaseRun(
  config: ConfigRepository,
  { request, inputs }: Order,
  { since, deadline, excluded }: { readonly since: number; readonly deadline: number; readonly excluded: ReadonlySet<number> },
): Promise<RunView | null> {
  const created = `>=${new Date(discoveryWindow(since)).toISOString().replace(/\.\d+Z$/, 'Z')}`
  const isOurs = isReleaseJob(request)
  for (let pause = 0; ; ) {
    const found = await tolerant(config, () => look(config, { created, isOurs, excluded }), null)
    pause = nextPause(pause, false, inputs.pollMs)
    if (found !== null || config.now() + pause > deadline) return found
    await config.sleep(pause)
  }
}

interface Wanted {
  readonly created: string
  readonly isOurs: (job: { readonly name: string }) => boolean
  readonly excluded: ReadonlySet<number>
}

async function look({ github, name, signal }: ConfigRepository, { created, isOurs, excluded }: Wanted): Promise<RunView | null> {
  const runs = await listRuns(github, { ...name, event: 'push', created }, { signal })
  const candidates = runs.notModified ? [] : runs.value.filter(({ id }) => !excluded.has(id)).reverse()
  for (const run of candidates) if (await hasJob(github, { ...name, runId: run.id }, isOurs)) return toRunView(run)
  return null
}

async function hasJob(github: GitHub, wanted: Repository & { readonly runId: number }, isOurs: Wanted['isOurs']): Promise<boolean> {
  const jobs = await listJobs(github, wanted)
  return !jobs.notModified && jobs.value.some(isOurs)
}
