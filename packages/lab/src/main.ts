#!/usr/bin/env node
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { escapeText } from '@mfe-gitops/contract'
import { type Arguments, startWith } from '../../../scripts/command-line/command-line.mjs'
import { lab as commandLine } from '../../../scripts/command-line/commands.mjs'
import { coverageTable, implementedList } from './coverage-text.ts'
import { servedCoverage } from './github/inspection/coverage.ts'
import type { Lab } from './scenario/lab.ts'
import { labTargets } from './scenario/lab-target.ts'
import { loadScenario, ScenarioError, shippedScenarioNames } from './scenario/load-scenario.ts'
import { playScenario } from './scenario/play.ts'
import { createTimeline } from './timeline.ts'

/** Exit codes: what a script that plays scenarios can rely on. */
const exitCodes = { passed: 0, failed: 1, wrongUsage: 2, interrupted: 130 }

async function main(given: Arguments): Promise<number> {
  if (given.has('list')) return list()
  if (given.has('coverage') && given.text('scenario') === undefined) return showImplemented(given.text('json'))
  const [json, keep] = [given.text('json'), given.has('keep')]
  // `npm run` leaves the folder in which its user stands; the set-up tells which it was.
  const scenario = await loadScenario(given.text('scenario') ?? 'demo', process.env.CALLERS_FOLDER ?? process.cwd())
  const say = (line: string) => console.log(line)
  const timeline = createTimeline(say)
  const closer = closeOnSignal()
  say(`${scenario.name}: ${scenario.summary}`)
  const { result, lab, error } = await playScenario(scenario, {
    ...(given.has('verbose')
      ? {
          onLine: (line, run) => say(`      | ${run.repository} | ${escapeText(line)}`),
          onRequest: (line) => say(`      > ${escapeText(line)}`),
        }
      : {}),
    keepRunFiles: keep,
    target: labTargets.find((name) => name === given.text('target')) ?? 'local',
    onLab: (started) => {
      closer.lab = started
      timeline.follow(started)
    },
  })
  try {
    if (given.has('coverage')) for (const line of coverageTable(result.coverage)) say(line)
    timeline.finish(result)
    if (given.has('verbose') && error instanceof Error) say(error.stack ?? '')
    if (json !== undefined) await writeFile(json, `${JSON.stringify(result, null, 2)}\n`)
    closer.exitCode = result.ok ? exitCodes.passed : exitCodes.failed
    if (keep) await keepRunning(lab)
  } finally {
    await lab.close()
  }
  return closer.exitCode
}

async function list(): Promise<number> {
  for (const name of shippedScenarioNames()) console.log(`${name.padEnd(24)} ${(await loadScenario(name)).summary}`)
  return exitCodes.passed
}

/** What the lab implements, without playing anything. */
async function showImplemented(json: string | undefined): Promise<number> {
  const coverage = servedCoverage()
  for (const line of implementedList(coverage)) console.log(line)
  if (json !== undefined) await writeFile(json, `${JSON.stringify(coverage, null, 2)}\n`)
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

const given = startWith(commandLine)
if (given) await run(given)

async function run(given: Arguments): Promise<never> {
  try {
    process.exit(await main(given))
  } catch (error) {
    const isUsage = error instanceof ScenarioError
    const message = error instanceof Error ? error.message : String(error)
    console.error(isUsage ? message : `The lab failed: ${message}`)
    if (!isUsage && given.has('verbose') && error instanceof Error) console.error(error.stack)
    process.exit(isUsage ? exitCodes.wrongUsage : exitCodes.failed)
  }
}
