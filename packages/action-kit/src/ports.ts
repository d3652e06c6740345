import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { createGitHub, type GitHub } from '@mfe-gitops/github'
import { ActionError } from './action-error.ts'
import { createLog, type Log } from './log.ts'
import { type RunContext, readContext } from './run-context.ts'
import { createSummary, type Summary } from './summary.ts'

/** Everything that an action's `main` may touch; tests pass an object of their own. */
export interface Ports {
  /** GitHub for a token, which is masked in the log from then on. */
  github(token: string, options?: { readonly apiUrl?: string; readonly graphqlUrl?: string }): GitHub
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds since 1970. */
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  random(): number
  readonly env: Readonly<Record<string, string | undefined>>
  readonly tempDir: string
  /** The event that started the run, as the platform wrote it. */
  event(): unknown
  /** Aborts when the job is cancelled; from the first call on, the action itself must come to an end then. */
  cancellation(): AbortSignal
  readonly context: RunContext
  readonly log: Log
  readonly summary: Summary
}

/** The ports of the process that the runner started. */
export function livePorts(env: Readonly<Record<string, string | undefined>> = process.env): Ports {
  const log = createLog((text) => process.stdout.write(text))
  const context = readContext(env)
  const sleep = (ms: number, signal?: AbortSignal) => wait(ms, undefined, signal === undefined ? {} : { signal })
  return {
    github: (token, { apiUrl = context.apiUrl, graphqlUrl = context.graphqlUrl } = {}) => {
      log.mask(token)
      return createGitHub({
        apiUrl,
        graphqlUrl,
        token,
        sleep,
        now: steadyNow,
        onRequest: ({ route, status }) => log.debug(`${route} ${status}`),
      })
    },
    fetch: globalThis.fetch,
    now: steadyNow,
    sleep,
    random: Math.random,
    env,
    tempDir: env.RUNNER_TEMP || tmpdir(),
    event: () => readEvent(env.GITHUB_EVENT_PATH),
    cancellation,
    context,
    log,
    summary: createSummary(env.GITHUB_STEP_SUMMARY, ({ message }) => log.warning(`The step summary could not be written: ${message}`)),
  }
}

// A clock that somebody sets while the action waits must neither end the wait nor stretch it.
function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now())
}

function readEvent(path: string | undefined): unknown {
  if (path === undefined || path === '') return null
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  } catch (cause) {
    throw new ActionError('input-invalid', 'GITHUB_EVENT_PATH does not name a readable JSON file. Run the action in a workflow.', { cause })
  }
}

// The runner sends SIGINT and, some seconds later, SIGTERM; a process that listens has to end by itself.
function cancellation(): AbortSignal {
  const controller = new AbortController()
  const cancel = () => controller.abort(new Error('The job was cancelled.'))
  process.once('SIGINT', cancel).once('SIGTERM', cancel)
  return controller.signal
}
