import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeFunctions, type FunctionSize, functionSizes } from './functions.ts'
import { alignTable, median } from './table.ts'

export interface ActionMeasurement {
  readonly name: string
  /** What Node reads at every start. */
  readonly entryBytes: number
  /** Entry and the parts that are loaded only when needed. */
  readonly bundleBytes: number
  /** Median wall time from start to exit, in milliseconds. */
  readonly startMs: number
  /** The same, less that of bare Node. */
  readonly overNodeMs: number
}

export interface Measurements {
  readonly node: string
  readonly cpu: string
  readonly runs: number
  readonly bareNodeMs: number
  readonly actions: readonly ActionMeasurement[]
  readonly functions: readonly FunctionSize[]
}

const root = new URL('../..', import.meta.url).pathname

/**
 * Starts every bundle as the runner does and takes the time until it has refused its missing inputs: all of its code is loaded by then, and
 * nothing has been sent anywhere. Rounds are interleaved, so that a busy moment of the machine does not fall on one action alone.
 */
export function measureActions(runs: number): Measurements {
  const names = readdirSync(join(root, 'actions')).filter((name) => existsSync(join(root, 'actions', name, 'dist/index.js')))
  if (names.length === 0) throw new Error('No action is built. Start this with npm run bench, which builds what is missing.')
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const bare = join(folder, 'bare.mjs')
    writeFileSync(bare, '')
    const entries = names.map((name) => join(root, 'actions', name, 'dist/index.js'))
    const times = new Map([bare, ...entries].map((file) => [file, [] as number[]]))
    for (let round = 0; round < runs; round++) for (const [file, seen] of times) seen.push(startOnce(file, folder, file === bare ? 0 : 1))
    const bareNodeMs = median(times.get(bare) ?? [])
    const actions = names.map((name, index) => describe(name, median(times.get(entries[index] ?? '') ?? []), bareNodeMs))
    return { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', runs, bareNodeMs, actions, functions: functionSizes() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function startOnce(file: string, folder: string, expected: number): number {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: touch(folder, 'output'),
    GITHUB_STEP_SUMMARY: touch(folder, 'summary'),
  }
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { env, cwd: folder, encoding: 'utf8', timeout: 30_000 })
  const took = performance.now() - started
  const refused = expected === 0 || /^::error title=(?!internal-error)/m.test(stdout)
  if (status !== expected || !refused)
    throw new Error(`${file} ended with ${status} instead of refusing its missing inputs:\n${stdout}${stderr}`)
  return took
}

function touch(folder: string, name: string): string {
  const file = join(folder, name)
  writeFileSync(file, '')
  return file
}

function describe(name: string, startMs: number, bareNodeMs: number): ActionMeasurement {
  const dist = join(root, 'actions', name, 'dist')
  const scripts = readdirSync(dist).filter((file) => file.endsWith('.js'))
  const size = (file: string) => statSync(join(dist, file)).size
  const bundleBytes = scripts.reduce((sum, file) => sum + size(file), 0)
  return { name, entryBytes: size('index.js'), bundleBytes, startMs, overNodeMs: startMs - bareNodeMs }
}

/** The measurements as a table for a terminal. */
export function describeActions({ node, cpu, runs, bareNodeMs, actions, functions }: Measurements): string {
  const header = ['program', 'entry kB', 'bundle kB', 'start ms', 'over Node ms']
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(0)
  const rows = actions.map((action) => [
    action.name,
    kilobytes(action.entryBytes),
    kilobytes(action.bundleBytes),
    action.startMs.toFixed(0),
    `+${action.overNodeMs.toFixed(0)}`,
  ])
  const table = alignTable([header, ['bare Node', '', '', bareNodeMs.toFixed(0), ''], ...rows])
  return `Node ${node.slice(1)} on ${cpu}, median of ${runs} starts\n\n${table}\n\n${describeFunctions(functions)}`
}
