import type { Consistency, LagKind, RunRecord, WebhookEvent } from '../types.ts'

/** Which new things reads may see already. */
export interface Visibility {
  /** Something new: it is hidden for as long as the lab is told at this moment. */
  hide(kind: LagKind, key: string): void
  /** Whether a read sees it; every read of something hidden counts. */
  sees(kind: LagKind, key: string): boolean
}

interface Hidden {
  reads: number
  readonly until: number
}

export function createVisibility({ now, consistency }: { now: () => number; consistency: Pick<Consistency, 'lag'> }): Visibility {
  const hidden = new Map<string, Hidden>()
  return {
    hide(kind, key) {
      const { reads = 0, milliseconds = 0 } = consistency.lag[kind] ?? {}
      if (reads > 0 || milliseconds > 0) hidden.set(`${kind} ${key}`, { reads, until: now() + milliseconds })
      else hidden.delete(`${kind} ${key}`)
    },
    sees(kind, key) {
      const entry = hidden.get(`${kind} ${key}`)
      if (!entry) return true
      if (entry.reads > 0) entry.reads--
      else if (entry.until <= now()) return hidden.delete(`${kind} ${key}`)
      return false
    },
  }
}

/** Key of something in a repository: a full ref, a commit, the number of a pull request. */
export function keyIn(repository: string, thing: string | number): string {
  return `${repository.toLowerCase()} ${thing}`
}

/** What an event tells of is new to all reads. */
export function hideWhatIsNew(visibility: Visibility, { name, action, repository, payload }: WebhookEvent): void {
  if (name === 'push' && payload.created === true) visibility.hide('branch', keyIn(repository, String(payload.ref)))
  if (name === 'push' && payload.deleted !== true) visibility.hide('commit', keyIn(repository, String(payload.after)))
  if (name === 'pull_request' && action === 'opened') visibility.hide('pullRequest', keyIn(repository, Number(payload.number)))
}

/** Hides runs, the end of their jobs, and artifacts, each once. */
export function createRunHider(visibility: Visibility): (run: RunRecord) => void {
  const known = new Set<string>()
  const once = (kind: LagKind, key: string) => {
    if (known.has(`${kind} ${key}`)) return
    known.add(`${kind} ${key}`)
    visibility.hide(kind, key)
  }
  return (run) => {
    once('run', String(run.id))
    if (run.status === 'completed') once('jobs', `${run.id} ${run.attempt}`)
    for (const { id } of run.artifacts) once('artifact', String(id))
  }
}
