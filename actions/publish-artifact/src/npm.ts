import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getExecOutput } from '@actions/exec'
import { type Ports, printable } from '@mfe-gitops/action-kit'
import type { PublishInputs } from './inputs.ts'
import { npmrc } from './npmrc.ts'

export interface NpmResult {
  readonly exitCode: number
  readonly stdout: string
  /** What npm said about a failure, with its error code, e.g. EPUBLISHCONFLICT; empty when it said none. */
  readonly code: string
  readonly message: string
}

export type Npm = (args: readonly string[]) => Promise<NpmResult>

/** Runs `effect` with an npm whose configuration, the token included, is in a file of its own that is gone afterwards. */
export async function withNpm<T>(inputs: PublishInputs, ports: Ports, effect: (npm: Npm, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(ports.tempDir, 'publish-'))
  try {
    const config = join(folder, 'npmrc')
    await writeFile(config, npmrc(inputs), { mode: 0o600 })
    return await effect((args) => runNpm(args, { config, ports, cwd: inputs.directory }), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function runNpm(args: readonly string[], { config, ports, cwd }: { config: string; ports: Ports; cwd: string }): Promise<NpmResult> {
  const env = {
    ...definedOnly(ports.env),
    NPM_CONFIG_USERCONFIG: config,
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    NPM_CONFIG_FUND: 'false',
    NO_COLOR: '1',
  }
  const { exitCode, stdout, stderr } = await getExecOutput('npm', [...args], { cwd, env, silent: true, ignoreReturnCode: true })
  return { exitCode, stdout, ...readFailure(stdout, stderr) }
}

/** npm prints an error as JSON with `--json`, and as `npm error` lines beside it. */
export function readFailure(stdout: string, stderr: string): { code: string; message: string } {
  const code = /"code":\s*"([A-Z0-9]{1,40})"/.exec(stdout)?.[1] ?? /npm (?:error|ERR!) code ([A-Z0-9]{1,40})/.exec(stderr)?.[1] ?? ''
  const lines = stderr.split('\n').filter((line) => /^npm (?:error|ERR!) (?!code |A complete log)/.test(line))
  return { code, message: printable(lines.map((line) => line.replace(/^npm (?:error|ERR!) /, '')).join(' ')).slice(0, 300) }
}

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
