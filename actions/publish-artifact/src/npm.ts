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

/** npm for one publish. The registry is always named: a project's .npmrc or publishConfig must not send the package elsewhere. */
export interface Publisher {
  readonly registry: string
  /** Folder that is gone afterwards. */
  readonly folder: string
  /** npm in the folder of the package; without a credential. */
  readonly inPackage: Npm
  /** npm in the empty folder, where no project configuration counts, with the credential. */
  readonly withToken: Npm
}

/** Runs `effect` with an npm whose configuration, the token included, is in a file of its own that is gone afterwards. */
export async function withNpm<T>(inputs: PublishInputs, ports: Ports, effect: (npm: Publisher) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(ports.tempDir, 'publish-'))
  try {
    const inPackage: Npm = (args) => runNpm(args, { cwd: inputs.directory, env: ports.env })
    const registry = inputs.registry ?? (await configuredRegistry(inPackage))
    const config = join(folder, 'npmrc')
    await writeFile(config, npmrc({ registry, registryToken: inputs.registryToken }), { mode: 0o600 })
    const withToken: Npm = (args) =>
      runNpm([...args, '--registry', registry], { cwd: folder, env: { ...ports.env, NPM_CONFIG_USERCONFIG: config } })
    return await effect({ registry, folder, inPackage, withToken })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function configuredRegistry(npm: Npm): Promise<string> {
  const { stdout } = await npm(['config', 'get', 'registry'])
  return stdout.trim()
}

async function runNpm(args: readonly string[], { cwd, env }: { cwd: string; env: Ports['env'] }): Promise<NpmResult> {
  const quiet = { NPM_CONFIG_UPDATE_NOTIFIER: 'false', NPM_CONFIG_FUND: 'false', NO_COLOR: '1' }
  const options = { cwd, env: { ...withoutInputs(env), ...quiet }, silent: true, ignoreReturnCode: true }
  const { exitCode, stdout, stderr } = await getExecOutput('npm', [...args], options)
  return { exitCode, stdout, ...readFailure(stdout, stderr) }
}

/** npm prints an error as JSON with `--json`, and as `npm error` lines beside it. */
export function readFailure(stdout: string, stderr: string): { code: string; message: string } {
  const code = /"code":\s*"([A-Z0-9]{1,40})"/.exec(stdout)?.[1] ?? /npm (?:error|ERR!) code ([A-Z0-9]{1,40})/.exec(stderr)?.[1] ?? ''
  const lines = stderr.split('\n').filter((line) => /^npm (?:error|ERR!) (?!code |A complete log)/.test(line))
  return { code, message: printable(lines.map((line) => line.replace(/^npm (?:error|ERR!) /, '')).join(' ')).slice(0, 300) }
}

// The inputs of this action hold the token; no other program needs them.
function withoutInputs(env: Ports['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('INPUT_')),
  )
}
