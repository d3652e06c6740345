import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ActionRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null
  readonly outputs: Readonly<Record<string, string>>
  /** Workflow commands and log lines, as the runner would read them. */
  readonly log: string
  readonly summary: string
}

export interface ActionCall {
  readonly action: string
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly event?: unknown
  /** Cancels the step as the runner does, by SIGINT, once its log matches. */
  readonly cancelAt?: RegExp
  /** Gets the process as soon as it runs: to kill it at some moment. */
  readonly onStart?: (child: ChildProcess) => void
  /** RUNNER_TEMP; default: a folder of its own. */
  readonly temp?: string
}

const root = join(import.meta.dirname, '../..')

/** Runs the shipped bundle of an action as the runner does: inputs and files by environment, nothing else inherited. */
export async function runAction({ action, inputs, env = {}, event = {}, temp, cancelAt, onStart }: ActionCall): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'action-'))
  const [output, summary, eventPath] = ['output', 'summary', 'event.json'].map((name) => join(folder, name)) as [string, string, string]
  await Promise.all([writeFile(output, ''), writeFile(summary, ''), writeFile(eventPath, JSON.stringify(event))])
  const variables = await inputVariables(action, inputs)
  const child = spawn(process.execPath, [join(root, 'actions', action, 'dist/index.js')], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      RUNNER_TEMP: temp ?? folder,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_EVENT_PATH: eventPath,
      ...variables,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onStart?.(child)
  const log: string[] = []
  let isCancelled = false
  child.stdout.on('data', (chunk: Buffer) => {
    log.push(chunk.toString())
    if (isCancelled || !cancelAt?.test(log.join(''))) return
    isCancelled = child.kill('SIGINT')
  })
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()))
  const exitCode = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const run = {
    exitCode,
    outputs: readOutputs(await readFile(output, 'utf8')),
    log: log.join(''),
    summary: await readFile(summary, 'utf8'),
  }
  await rm(folder, { recursive: true, force: true })
  return run
}

/** Inputs as the runner hands them over: in the environment, defaults included. */
export async function inputVariables(action: string, inputs: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const all = { ...(await defaultInputs(action)), ...inputs }
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))
}

export async function defaultInputs(action: string): Promise<Record<string, string>> {
  const { parse } = await import('yaml')
  const { inputs = {} } = parse(await readFile(join(root, 'actions', action, 'action.yml'), 'utf8')) as {
    inputs?: Record<string, { default?: unknown }>
  }
  // Defaults that are expressions are the runner's business; a test passes them itself.
  const plain = Object.entries(inputs).filter(([, { default: value }]) => value !== undefined && !String(value).includes('${{'))
  return Object.fromEntries(plain.map(([name, { default: value }]) => [name, String(value)]))
}

/** Reads `name<<delimiter` and `name=value` entries of GITHUB_OUTPUT; the last one of a name counts, as on GitHub. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const block = /^([^=<]+)<<(.+)$/.exec(line)
    if (block) {
      const [, name = '', delimiter = ''] = block
      const end = lines.indexOf(delimiter, index + 1)
      outputs[name] = lines.slice(index + 1, end).join('\n')
      index = end
    } else if (line.includes('=')) {
      outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1)
    }
  }
  return outputs
}
