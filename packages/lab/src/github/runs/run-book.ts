import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isoSeconds } from '../git/commit-object.ts'
import type { NextId } from '../ids.ts'
import type { ArtifactRecord, JobRecord, NewRun, RunRecord, RunStore } from '../types.ts'

/** The store of runs with what only the API needs beside it. */
export interface RunBook extends RunStore {
  /** A run id that is promised before its run is made. */
  reserveId(): number
  findJob(jobId: number): { run: RunRecord; job: JobRecord } | undefined
  findArtifact(artifactId: number): { run: RunRecord; artifact: ArtifactRecord } | undefined
}

interface Book {
  /** Attempts of each run, first to latest. */
  readonly attempts: Map<number, RunRecord[]>
  readonly listeners: Set<(run: RunRecord) => void>
  readonly numbers: Map<string, number>
  readonly nextId: NextId
  readonly now: () => number
}

export function createRunBook(ports: { nextId: NextId; now: () => number }): RunBook {
  const book: Book = { ...ports, attempts: new Map(), listeners: new Set(), numbers: new Map() }
  const latest = () => [...book.attempts.values()].map((attempts) => attempts.at(-1)).filter((run) => run !== undefined)
  const all = () => [...book.attempts.values()].flat()
  return {
    reserveId: () => book.nextId('run'),
    create: (run) => createRun(book, run),
    get: (runId) => book.attempts.get(runId)?.at(-1),
    list: (repository) => latest().filter((run) => !repository || run.repository.toLowerCase() === repository.toLowerCase()),
    attempt: (runId, attempt) => book.attempts.get(runId)?.[attempt - 1],
    update: (runId, patch) => changed(book, Object.assign(current(book, runId), patch)),
    nextAttempt: (runId, options = {}) => nextAttempt(book, runId, options),
    addJob(runId, job) {
      const run = current(book, runId)
      const record: JobRecord = { ...emptyJob(book), ...job, id: book.nextId('job') }
      run.jobs.push(record)
      changed(book, run)
      return record
    },
    updateJob(runId, jobId, patch) {
      const run = current(book, runId)
      const job = Object.assign(jobOf(run, jobId), patch)
      changed(book, run)
      return job
    },
    addAnnotation(runId, jobId, annotation) {
      const run = current(book, runId)
      jobOf(run, jobId).annotations.push(annotation)
      changed(book, run)
    },
    addArtifact: (runId, artifact) => addArtifact(book, runId, artifact),
    findJob(jobId) {
      const run = all().find((one) => one.jobs.some((job) => job.id === jobId))
      return run && { run, job: jobOf(run, jobId) }
    },
    findArtifact(artifactId) {
      for (const run of latest()) {
        const artifact = run.artifacts.find((one) => one.id === artifactId)
        if (artifact) return { run, artifact }
      }
      return undefined
    },
    onChange(listener) {
      book.listeners.add(listener)
      return () => book.listeners.delete(listener)
    },
  }
}

function createRun(book: Book, run: NewRun): RunRecord {
  const id = run.id ?? book.nextId('run')
  if (book.attempts.has(id)) throw new Error(`Run ${id} exists already. Use nextAttempt to run it again.`)
  const workflow = `${run.repository.toLowerCase()}\0${run.path}`
  const runNumber = (book.numbers.get(workflow) ?? 0) + 1
  book.numbers.set(workflow, runNumber)
  const at = isoSeconds(book.now())
  const record: RunRecord = {
    ...run,
    id,
    attempt: 1,
    runNumber,
    status: run.status ?? 'queued',
    conclusion: null,
    triggeringActor: run.actor,
    createdAt: at,
    runStartedAt: at,
    updatedAt: at,
    jobs: [],
    artifacts: [],
    referencedWorkflows: [],
    pullRequests: [...(run.pullRequests ?? [])],
  }
  book.attempts.set(id, [record])
  return changed(book, record)
}

function nextAttempt(book: Book, runId: number, options: Parameters<RunStore['nextAttempt']>[1] = {}): RunRecord {
  const before = current(book, runId)
  const kept = before.jobs.filter((job) => options.keepJobs?.includes(job.name))
  const record: RunRecord = {
    ...before,
    attempt: before.attempt + 1,
    status: 'queued',
    conclusion: null,
    triggeringActor: options.triggeringActor ?? before.triggeringActor,
    runStartedAt: isoSeconds(book.now()),
    // from memory: a kept job is listed in the new attempt under an id of its own
    jobs: kept.map((job) => ({ ...job, id: book.nextId('job') })),
  }
  book.attempts.get(runId)?.push(record)
  return changed(book, record)
}

async function addArtifact(book: Book, runId: number, { name, file }: { name: string; file: string }): Promise<ArtifactRecord> {
  const bytes = await readFile(file)
  const run = current(book, runId)
  const record: ArtifactRecord = {
    id: book.nextId('artifact'),
    name,
    size: bytes.length,
    file,
    digest: createHash('sha256').update(bytes).digest('hex'),
    createdAt: isoSeconds(book.now()),
    expired: false,
  }
  // documented: an artifact of an earlier attempt stays in the list beside its namesake of this one
  const carried = book.attempts.get(runId)?.at(-2)?.artifacts ?? []
  run.artifacts = [...run.artifacts.filter((one) => one.name !== name || carried.includes(one)), record]
  changed(book, run)
  return record
}

function emptyJob(book: Book): Omit<JobRecord, 'id'> {
  const at = isoSeconds(book.now())
  return {
    name: '',
    status: 'queued',
    conclusion: null,
    createdAt: at,
    startedAt: null,
    completedAt: null,
    steps: [],
    annotations: [],
    summary: '',
  }
}

function current(book: Book, runId: number): RunRecord {
  const run = book.attempts.get(runId)?.at(-1)
  if (!run) throw new Error(`There is no run ${runId} in this lab.`)
  return run
}

function jobOf(run: RunRecord, jobId: number): JobRecord {
  const job = run.jobs.find((one) => one.id === jobId)
  if (!job) throw new Error(`Run ${run.id} has no job ${jobId} in attempt ${run.attempt}.`)
  return job
}

function changed(book: Book, run: RunRecord): RunRecord {
  run.updatedAt = isoSeconds(book.now())
  for (const listener of book.listeners) listener(run)
  return run
}
