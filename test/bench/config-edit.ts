import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildSync } from 'esbuild'
import { parseDocument } from 'yaml'
import { type Edit, editYaml } from '../../packages/config-edit/src/index.ts'
import { makeDocument } from './edit-document.ts'
import { alignTable, median } from './table.ts'

export interface EditMeasurement {
  readonly lines: number
  readonly bytes: number
  readonly edits: number
  /** Median wall time in milliseconds of each contestant. */
  readonly ms: Readonly<Record<string, number>>
  /** The fastest run of each, which a busy machine disturbs least. */
  readonly fastestMs: Readonly<Record<string, number>>
}

export interface EditMeasurements {
  readonly node: string
  readonly cpu: string
  readonly runs: number
  /** Programs that wanted a processor on average in the last minute, and how many processors there are. */
  readonly load: number
  readonly processors: number
  readonly bareNodeMs: number
  /** `null` when there is no yq on this machine. */
  readonly yq: string | null
  readonly yaml: string
  readonly cases: readonly EditMeasurement[]
}

interface Task {
  readonly text: string
  readonly edits: readonly Edit[]
  readonly files: { readonly source: string; readonly edits: string; readonly expression: string; readonly target: string }
}

type Contestant = (task: Task) => void

const editor = 'config-edit'
const editorProcess = 'config-edit, process'
const yqProcess = 'yq, process'
const dump = 'parse and dump'

/** Every contestant does every task `runs` times, in turns, so that a busy moment of the machine does not fall on one alone. */
export function measureEdits(runs: number): EditMeasurements {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const yq = yqVersion()
    const contestants = makeContestants(folder, yq !== null)
    const cases = [100, 5000, 50_000].flatMap((lines) => [1, 200].map((edits) => measureTask(lines, edits, runs, contestants, folder)))
    const bareNodeMs = median(Array.from({ length: runs }, () => timed(() => start(process.execPath, ['--eval', '0']))))
    const yaml = (createRequire(import.meta.url)('yaml/package.json') as { version: string }).version
    const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', load: loadavg()[0] ?? 0, processors: cpus().length }
    return { ...machine, runs, bareNodeMs, yq, yaml, cases }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function yqVersion(): string | null {
  const { stdout, error } = spawnSync('yq', ['--version'], { encoding: 'utf8' })
  return error ? null : (/mikefarah.* v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? null)
}

function makeContestants(folder: string, hasYq: boolean): Map<string, Contestant> {
  // In one file, as actions ship it.
  const bundle = join(folder, 'edit.cjs')
  const entryPoint = new URL('edit-process.ts', import.meta.url).pathname
  buildSync({ entryPoints: [entryPoint], outfile: bundle, bundle: true, platform: 'node', format: 'cjs' })
  const contestants = new Map<string, Contestant>([
    [editor, ({ text, edits }) => edit(text, edits)],
    [dump, ({ text, edits }) => void dumpDocument(text, edits)],
    [editorProcess, ({ files }) => start(process.execPath, [bundle, files.source, files.edits, files.target])],
  ])
  if (hasYq) contestants.set(yqProcess, ({ files }) => start('yq', ['--from-file', files.expression, files.source], files.target))
  return contestants
}

function measureTask(lines: number, count: number, runs: number, contestants: Map<string, Contestant>, folder: string): EditMeasurement {
  const { text, edits } = makeDocument(lines, count)
  const name = (what: string) => join(folder, `${lines}-${count}.${what}`)
  const task = { text, edits, files: { source: name('yaml'), edits: name('json'), expression: name('yq'), target: name('out') } }
  writeFileSync(task.files.source, text)
  writeFileSync(task.files.edits, JSON.stringify(edits))
  writeFileSync(task.files.expression, yqExpression(edits))
  const times = new Map([...contestants.keys()].map((contestant) => [contestant, [] as number[]]))
  // The first round warms caches and the compiler of this process; it does not count.
  for (let round = 0; round <= runs; round++) {
    for (const [contestant, work] of contestants) {
      collectGarbage()
      const took = timed(() => work(task))
      if (round > 0) times.get(contestant)?.push(took)
    }
  }
  const ms = Object.fromEntries([...times].map(([contestant, seen]) => [contestant, median(seen)]))
  const fastestMs = Object.fromEntries([...times].map(([contestant, seen]) => [contestant, Math.min(...seen)]))
  return { lines, bytes: Buffer.byteLength(text), edits: count, ms, fastestMs }
}

function edit(text: string, edits: readonly Edit[]): void {
  const result = editYaml(text, edits)
  if (!result.ok) throw new Error(result.message)
}

function dumpDocument(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text)
  for (const { path, value } of edits) document.setIn(path, value)
  return document.toString()
}

function yqExpression(edits: readonly Edit[]): string {
  return edits.map(({ path, value }) => `${path.map((key) => `.${JSON.stringify(key)}`).join('')} = ${JSON.stringify(value)}`).join(' |\n')
}

function start(program: string, args: string[], target?: string): void {
  const output = target === undefined ? 'ignore' : openSync(target, 'w')
  try {
    const { status, stderr, error } = spawnSync(program, args, { stdio: ['ignore', output, 'pipe'], encoding: 'utf8', timeout: 120_000 })
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${error?.message ?? stderr}`)
  } finally {
    if (typeof output === 'number') closeSync(output)
  }
}

/** What one contestant leaves behind must not be cleared away on the time of the next. */
const collectGarbage = exposeGarbageCollector()

function exposeGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** The measurements as a table for a terminal, each time with its ratio to yq. */
export function describeEdits({ node, cpu, runs, load, processors, bareNodeMs, yq, yaml, cases }: EditMeasurements): string {
  const names = Object.keys(cases[0]?.ms ?? {})
  const others = names.filter((name) => name !== yqProcess)
  const header = ['lines', 'edits', ...names.map((name) => `${name} ms`), ...(yq === null ? [] : others.map((name) => `${name} : yq`))]
  const rows = cases.map(({ lines, edits, ms }) => [
    String(lines),
    String(edits),
    ...names.map((name) => milliseconds(ms[name])),
    ...(yq === null ? [] : others.map((name) => ((ms[name] ?? 0) / (ms[yqProcess] ?? 1)).toFixed(2))),
  ])
  return [
    `Node ${node.slice(1)} on ${cpu}, median of ${runs} runs; yaml ${yaml}, ${yq === null ? 'no yq found' : `yq ${yq}`}; bare Node starts in ${milliseconds(bareNodeMs)} ms`,
    '',
    alignTable([header, ...rows]),
    '',
    ...[1, 200].map((edits) => describeGrowth(cases, edits)),
    ...(load > processors
      ? [`The machine was busy (load ${load.toFixed(1)} on ${processors} processors): times of a quiet one are shorter.`]
      : []),
  ].join('\n')
}

function describeGrowth(cases: readonly EditMeasurement[], edits: number): string {
  const at = (lines: number) => cases.find((one) => one.lines === lines && one.edits === edits)
  const [small, large] = [at(5000), at(50_000)]
  const growth = (large?.ms[editor] ?? 0) / (small?.ms[editor] ?? 1)
  const bytes = (large?.bytes ?? 0) / (small?.bytes ?? 1)
  return `${edits === 1 ? 'one edit' : `${edits} edits`}: ${bytes.toFixed(1)} times the bytes take ${editor} ${growth.toFixed(1)} times as long`
}

function milliseconds(ms: number | undefined): string {
  return ms === undefined ? '' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0)
}
