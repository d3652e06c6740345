#!/usr/bin/env node
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { escapeText } from '@mfe-gitops/contract'
import { Command } from 'commander'
import type { Lab } from './scenario/lab.ts'
import { loadScenario, ScenarioError, shippedScenarioNames } from './scenario/load-scenario.ts'
import { playScenario } from './scenario/play.ts'
import { createTimeline } from './timeline.ts'

interface Options {
  readonly list?: true
  readonly scenario: string
  readonly json?: string
  readonly keep?: true
  readonly verbose?: true
}

/** Exit codes: what a script that plays scenarios can rely on. */
const exitCodes = { passed: 0, failed: 1, wrongUsage: 2, interrupted: 130 }

const program = new Command('lab')
  .description('Plays a scenario in a GitHub, a package registry and an edge of its own, all on this machine.')
  .option('--list', 'show the shipped scenarios and end')
  .option('--scenario <name or path>', 'a shipped scenario, or the path of a module (see docs/lab.md)', 'demo')
  .option('--json <file>', 'write the result there, as JSON')
  .option('--keep', 'leave everything running when the scenario is over, until Ctrl-C')
  .option('--verbose', 'show every line that a run prints and every request to GitHub')
  .addHelpText(
    'after',
    `
Examples:
  npm run lab                                        the demonstration
  npm run lab -- --list
  npm run lab -- --scenario upgrade --json result.json
  npm run lab -- --scenario ./my-scenario.mjs --keep

Exit codes: 0 passed, 1 failed, 2 wrong usage, 130 interrupted.
NO_COLOR=1 turns colours off; they are off as well when the output is not a terminal.`,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.passed : exitCodes.wrongUsage))

async function main(): Promise<number> {
  const options = program.parse().opts<Options>()
  if (options.list) return list()
  const json = options.json === undefined ? null : resultFile(options.json)
  const scenario = await loadScenario(options.scenario, callersFolder)
  const say = (line: string) => console.log(line)
  const timeline = createTimeline(say)
  const closer = closeOnSignal()
  say(`${scenario.name}: ${scenario.summary}`)
  const { result, lab, error } = await playScenario(scenario, {
    ...(options.verbose
      ? {
          onLine: (line, run) => say(`      | ${run.repository} | ${escapeText(line)}`),
          onRequest: (line) => say(`      > ${escapeText(line)}`),
        }
      : {}),
    keepRunFiles: options.keep ?? false,
    onLab: (started) => {
      closer.lab = started
      timeline.follow(started)
    },
  })
  try {
    timeline.finish(result)
    if (options.verbose && error instanceof Error) say(error.stack ?? '')
    if (json !== null) await writeFile(json, `${JSON.stringify(result, null, 2)}\n`)
    closer.exitCode = result.ok ? exitCodes.passed : exitCodes.failed
    if (options.keep) await keepRunning(lab)
  } finally {
    await lab.close()
  }
  return closer.exitCode
}

/** `npm run` leaves the folder in which its user stands; the set-up tells which it was. */
const callersFolder = process.env.CALLERS_FOLDER ?? process.cwd()

/** Says before the scenario, not after it, that its result could not be written. */
function resultFile(path: string): string {
  const file = resolve(callersFolder, path)
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    throw new ScenarioError(`The result cannot be written to ${file}: there is no folder ${dirname(file)}.`)
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new ScenarioError(`The result cannot be written to ${file}: it is a folder.`)
  return file
}

async function list(): Promise<number> {
  for (const name of shippedScenarioNames()) console.log(`${name.padEnd(24)} ${(await loadScenario(name)).summary}`)
  return exitCodes.passed
}

interface Closer {
  lab: Lab | null
  /** Of a process that is interrupted; when the scenario is over its result counts. */
  exitCode: number
}

/** Closes the lab on Ctrl-C and its like; a second one does not wait. Nobody reading is as good as Ctrl-C. */
function closeOnSignal(): Closer {
  const closer: Closer = { lab: null, exitCode: exitCodes.interrupted }
  let isClosing = false
  const close = async () => {
    if (isClosing) process.exit(exitCodes.interrupted)
    isClosing = true
    await closer.lab?.close()
    process.exit(closer.exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())
  process.stdout.on('error', () => isClosing || void close()) // whoever read it, such as `head`, has gone
  return closer
}

async function keepRunning(lab: Lab): Promise<void> {
  console.log(`\nEverything goes on running, with its files in ${lab.directory}. Ctrl-C ends it and removes them.`)
  await once(process, 'never')
}

try {
  process.exit(await main())
} catch (error) {
  const isUsage = error instanceof ScenarioError
  const message = error instanceof Error ? error.message : String(error)
  console.error(isUsage ? message : `The lab failed: ${message}`)
  if (!isUsage && program.opts<Options>().verbose && error instanceof Error) console.error(error.stack)
  process.exit(isUsage ? exitCodes.wrongUsage : exitCodes.failed)
}
