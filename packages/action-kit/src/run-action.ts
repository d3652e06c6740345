import { appendFileSync } from 'node:fs'
import type { Outcome, Reason, ReasonCode } from '@mfe-gitops/contract'
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
}

const liveHost: ActionHost = {
  env: process.env,
  write: (text) => process.stdout.write(text),
  monotonic: () => performance.now(),
  fail: () => {
    process.exitCode = 1
  },
}

/** Runs an action: sets its outputs, always `reasons` and `seconds` among them, and turns an error into outputs, an annotation and exit code 1. */
export async function runAction(main: () => Promise<Outputs>, host: ActionHost = liveHost): Promise<void> {
  const started = host.monotonic()
  const outputs = await main().catch((error: unknown) => failure(error, host))
  const seconds = Math.round((host.monotonic() - started) / 10) / 100
  writeOutputs({ reasons: [], ...outputs, seconds }, host)
}

function failure(error: unknown, host: ActionHost): Outputs {
  const log = createLog(host.write)
  const { code, message, outcome, reasons, outputs } = describe(error)
  for (const reason of reasons.slice(0, 9)) log.error(reason.message, { title: reason.code })
  if (reasons.length > 9) log.error(`and ${reasons.length - 9} more reasons; output "reasons" holds them all.`, { title: code })
  if (code === 'internal-error') log.debug(error instanceof Error ? (error.stack ?? message) : message)
  host.fail()
  return { ...outputs, outcome, reasons }
}

interface Description {
  readonly code: ReasonCode
  readonly message: string
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly outputs: Outputs
}

function describe(error: unknown): Description {
  if (error instanceof ActionError) return error
  const { code, message } = error instanceof GitHubError ? githubReason(error) : internal(error)
  return { code, message, outcome: 'failed', reasons: [{ code, message }], outputs: {} }
}

const remedies: Readonly<Record<GitHubError['code'], string>> = {
  'github-unavailable': 'Run the job again once https://www.githubstatus.com shows no incident.',
  'github-rate-limited': 'Run the job again later, or give the App an installation of its own.',
  'github-forbidden': 'Check that the token has not expired and carries the permissions listed in the README of the action.',
  'github-not-found': 'Check the name, and that the token may see the repository.',
  'github-invalid-answer': 'Run the job again; if it stays, look for a proxy between the runner and GitHub.',
  'github-refused': 'The README of the action lists what the repository must allow.',
}

function githubReason(error: GitHubError): Reason {
  return { code: error.code, message: `${error.message} ${remedies[error.code]}` }
}

function internal(error: unknown): Reason {
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal-error',
    message: `An unexpected error: ${message} Run the job again with debug logging and report the stack that it shows.`,
  }
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
