import { escapeText, showValue, stageNames, stageOfStep } from '@mfe-gitops/contract'
import colors from 'picocolors'
import { coverageLine } from './coverage-text.ts'
import type { JobRecord, RunRecord } from './github/types.ts'
import type { Deployment } from './scenario/deployment.ts'
import type { TrackedRequest } from './scenario/deployment-report.ts'
import type { Lab } from './scenario/lab.ts'
import type { ScenarioResult } from './scenario/play.ts'

export interface Timeline {
  /** Shows everything that happens in the lab from now on. */
  follow(lab: Lab): void
  finish(result: ScenarioResult): void
}

type Write = (line: string) => void

/** Tells a person what happens, one line for each thing, with the seconds since the lab was ready. */
export function createTimeline(write: Write): Timeline {
  const shown = new Set<string>()
  const once = (key: string, line: () => string | null) => {
    if (shown.has(key)) return
    const text = line()
    if (text === null) return
    shown.add(key)
    write(text)
  }
  return {
    follow(lab) {
      const stamp = () => colors.dim(`${((Date.now() - lab.startedAt) / 1000).toFixed(1).padStart(7)} s`)
      lab.onNote((title) => write(`\n${colors.bold(title)}`))
      lab.github.on('webhook', (event) => {
        if (event.name === 'push' && event.ref === `refs/heads/${lab.github.repository(event.repository).defaultBranch}`)
          write(
            `${stamp()}  ${column(event.repository)} push to ${event.ref.replace('refs/heads/', '')}: ${subject(event.payload.head_commit)}`,
          )
      })
      lab.github.runs.onChange((run) => {
        const tracked = lab.tracker.servedBy(run)
        const key = `${run.id}-${run.attempt}`
        once(`${key} start`, () => `${stamp()}  ${column(run.repository)} ${startLine(run)}`)
        for (const job of run.jobs) {
          once(`${key} ${job.id} start`, () =>
            job.status === 'in_progress' && tracked === null ? `${stamp()}  ${column('')}   ${job.name} …` : null,
          )
          if (tracked !== null)
            for (const line of stageLines(job, tracked, lab))
              once(`${key} ${job.id} ${line.stage}`, () => `${stamp()}  ${column('')}   ${line.text}`)
          once(`${key} ${job.id} end`, () => (job.status === 'completed' ? jobEnd(job, stamp(), tracked !== null) : null))
        }
        once(`${key} end`, () =>
          run.status === 'completed' ? `${stamp()}  ${column(run.repository)} ${run.name} ${word(run.conclusion)}` : null,
        )
      })
    },
    finish: (result) => {
      for (const line of summary(result)) write(line)
    },
  }
}

interface StageLine {
  readonly stage: string
  readonly text: string
}

function stageLines(job: JobRecord, tracked: TrackedRequest, lab: Lab): StageLine[] {
  return job.steps.flatMap((step) => {
    const stage = stageOfStep(step.name)
    if (stage === null || step.status !== 'completed' || step.conclusion === 'skipped' || step.completedAt === null) return []
    const since = ((Date.parse(step.completedAt) - tracked.at) / 1000).toFixed(1)
    const isDone = step.conclusion === 'success'
    const time = isDone ? colors.dim(`${since.padStart(5)} s after the dispatch`) : ''
    return [
      {
        stage,
        text: `${mark(step.conclusion)} ${stage.padEnd(widest)} ${time}  ${isDone ? whereToLook(stage, tracked, lab) : ''}`.trimEnd(),
      },
    ]
  })
}

/** The address that shows what a stage did. */
function whereToLook(stage: string, { request, requestId, repository }: TrackedRequest, lab: Lab): string {
  if (stage === 'pull-request' && requestId !== null)
    return lab.github.pullRequests(repository).find(({ head }) => head.endsWith(`/${requestId.slice(0, 12)}`))?.url ?? ''
  const { environment } = (request ?? {}) as Record<string, unknown>
  const edge = stage === 'live' ? lab.edges.get(String(environment)) : undefined
  return edge === undefined ? '' : `${edge.url}/`
}

const widest = Math.max(...stageNames.map(({ length }) => length))

function jobEnd(job: JobRecord, stamp: string, isDeployment: boolean): string | null {
  const failures = job.annotations
    .filter(({ level }) => level === 'failure')
    .map(({ message }) => `\n${' '.repeat(9)}  ${column('')}     ${colors.red(oneLine(message, 2000))}`)
  if (isDeployment && failures.length === 0) return null
  const seconds =
    job.startedAt === null || job.completedAt === null
      ? ''
      : ` ${((Date.parse(job.completedAt) - Date.parse(job.startedAt)) / 1000).toFixed(1)} s`
  return `${stamp}  ${column('')}   ${mark(job.conclusion)} ${job.name}${colors.dim(seconds)}${failures.join('')}`
}

function startLine(run: RunRecord): string {
  const attempt = run.attempt > 1 ? `, attempt ${run.attempt}` : ''
  const title = oneLine(run.displayTitle, 200)
  return `${title === run.name ? run.name : `${run.name}: ${title}`} ${colors.dim(`(${run.event}${attempt})`)}`
}

function column(repository: string): string {
  return repository.padEnd(20)
}

function mark(conclusion: string | null): string {
  if (conclusion === 'success') return colors.green('ok')
  return conclusion === 'skipped' ? colors.dim('--') : colors.red('no')
}

function word(conclusion: string | null): string {
  const text = conclusion ?? ''
  return conclusion === 'success' ? colors.green(text) : conclusion === 'skipped' ? colors.dim(text) : colors.red(text)
}

function subject(commit: unknown): string {
  const message = (commit as { message?: unknown } | null)?.message
  return typeof message === 'string' ? oneLine(message.split('\n', 1)[0]!, 200) : ''
}

function summary({ deployments, urls, ok, failures, seconds, coverage }: ScenarioResult): string[] {
  return [
    ...(deployments.length === 0 ? [] : ['', colors.bold('Deployments')]),
    ...deployments.flatMap(describeDeployment),
    '',
    colors.bold('Where to look'),
    ...Object.entries(urls.edges).map(([name, url]) => `  ${name.padEnd(11)} ${url}/`),
    `  ${'GitHub'.padEnd(11)} ${urls.github}/ for git and the API, with a token; it has no pages`,
    `  ${'npm'.padEnd(11)} ${urls.registry}`,
    '',
    colors.dim(`${coverageLine(coverage)}.`),
    ok ? `${colors.green('Passed')} in ${seconds.scenario.toFixed(1)} s.` : colors.red('Failed:'),
    ...failures.map((failure) => `  ${failure.split('\n').map(escapeText).join('\n  ')}`),
  ]
}

function describeDeployment(deployment: Deployment): string[] {
  const { mfe, version, environment, type } = (deployment.request ?? {}) as Record<string, unknown>
  const isGood = deployment.outcome === 'deployed' || deployment.outcome === 'unchanged'
  const outcome = (isGood ? colors.green : colors.yellow)(deployment.outcome.padEnd(10))
  const time =
    deployment.secondsToLive === null
      ? ''
      : `live after ${deployment.secondsToLive.toFixed(1)} s, ${deployment.requests.toMerged.count} requests to the merge`
  const where = isGood && deployment.url !== null ? `  ${deployment.url}` : ''
  const what = `${[mfe, version].map(short).join('@')} to ${short(environment)}${type === 'rollback-mfe-trigger' ? ' (rollback)' : ''}`
  return [
    `  ${outcome} ${what.padEnd(36)} ${colors.dim(time)}${where}`,
    ...deployment.reasons.map(({ code, message }) => `             ${colors.dim(code)}: ${oneLine(message, 2000)}`),
  ]
}

/** Text of others: it can neither begin a line, which a CI system may take for a command, nor steer the terminal, nor flood it. */
function oneLine(text: string, limit: number): string {
  const escaped = escapeText(text)
  return escaped.length <= limit ? escaped : `${escaped.slice(0, limit)}…`
}

function short(value: unknown): string {
  return typeof value === 'string' ? oneLine(value, 64) : showValue(value)
}
