import { appendFileSync } from 'node:fs'
import { type Reason, type ReasonCode, reason, reasonCodes } from '@mfe-gitops/contract'
import { GitHubError } from '@mfe-gitops/github'
import { ActionError } from './action-error.ts'
import { createLog } from './log.ts'
import { outputEntry } from './workflow-command.ts'

export type OutputValue = string | number | boolean | object | null | undefined

/** Outputs by name: objects become JSON, null and undefined the empty string. */
export type Outputs = Readonly<Record<string, OutputValue>>

/** What `runAction` needs of the process. */
export interface ActionHost {
  readonly env: Readonly<Record<string, string | undefined>>
  write(text: string): void
  /** Milliseconds on a clock that never goes back. */
  monotonic(): number
  fail(): void
  /** Calls the listener when the process is about to end because nothing is left to wait for. */
  onIdle(listener: () => void): void
}

const liveHost: ActionHost = {
  env: process.env,
  write: (text) => process.stdout.write(text),
  monotonic: () => performance.now(),
  fail: () => {
    process.exitCode = 1
  },
  onIdle: (listener) => process.once('beforeExit', listener),
}

// GitHub shows ten annotations of a level per step and drops the rest.
const mostAnnotations = 9

/** Runs an action: sets its outputs, always `reasons` and `seconds` among them, and turns an error into outputs, an annotation and exit code 1. */
export async function runAction(main: () => Promise<Outputs>, host: ActionHost = liveHost): Promise<void> {
  const started = host.monotonic()
  const settle = (outputs: Outputs) =>
    writeOutputs({ reasons: [], ...outputs, seconds: Math.round((host.monotonic() - started) / 10) / 100 }, host)
  let isSettled = false
  // Node.js ends with code 0 when what is awaited can never come: a step must not be green by that.
  host.onIdle(() => {
    if (!isSettled) settle(failure(new Error('The action waited for something that can never come.'), host))
  })
  // Inputs are read inside of `main`, before its first await: the wrapper turns what they throw into a rejection.
  const { outputs, failed } = await (async () => main())().then(
    (done) => ({ outputs: done, failed: false }),
    (error: unknown) => ({ outputs: failure(error, host), failed: true }),
  )
  isSettled = true
  try {
    settle(outputs)
  } catch (error) {
    // A full disk. Without its outputs the step must not pass for done; of two errors the first one counts.
    if (!failed) failure(error, host)
  }
}

function failure(error: unknown, host: ActionHost): Outputs {
  const log = createLog(host.write)
  const { code, outcome, reasons, outputs } = asActionError(error)
  for (const { code: title, message } of reasons.slice(0, mostAnnotations)) log.error(message, { title })
  const left = reasons.length - mostAnnotations
  if (left > 0) log.error(`And ${left} more. The output "reasons" of this step holds them all.`, { title: code })
  if (code === 'internal-error') log.debug(error instanceof Error ? (error.stack ?? error.message) : String(error))
  host.fail()
  return { ...outputs, outcome, reasons }
}

/** What a user can mend as it is; what GitHub said with the remedy of its code; everything else as a bug. */
export function asActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  const found: Reason =
    error instanceof GitHubError
      ? reason(error.code, { summary: error.message })
      : (ownReason(error) ??
        fileReason(error) ??
        reason('internal-error', { summary: `An unexpected error: ${error instanceof Error ? error.message : String(error)}` }))
  return new ActionError(found.code, found.message, { cause: error, reasons: [found] })
}

/** Errors of packages such as `artifact` and `targets` have a reason code and a finished sentence of their own. */
function ownReason(error: unknown): Reason | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || !Object.hasOwn(reasonCodes, error.code))
    return null
  return { code: error.code as ReasonCode, message: error.message }
}

/** Calls of Node that open or change a file; those of a connection have other names. */
const fileCalls = new Set(['open', 'read', 'write', 'close', 'mkdir', 'mkdtemp', 'rename', 'rm', 'unlink', 'link', 'symlink', 'copyfile'])

/** The runner's disk: full, read-only, without the folder or the right. */
function fileReason(error: unknown): Reason | null {
  if (!(error instanceof Error) || !('syscall' in error) || typeof error.syscall !== 'string' || !fileCalls.has(error.syscall)) return null
  return reason('runner-file-failed', { summary: `A file of the runner could not be read or written: ${error.message}.` })
}

function writeOutputs(outputs: Outputs, host: ActionHost): void {
  const file = host.env.GITHUB_OUTPUT
  if (file === undefined || file === '') return
  appendFileSync(
    file,
    Object.entries(outputs)
      .map(([name, value]) => outputEntry(name, asText(value)))
      .join(''),
  )
}

function asText(value: OutputValue): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
