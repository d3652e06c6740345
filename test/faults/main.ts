import { writeFileSync } from 'node:fs'
import { type Arguments, startWith } from '../../scripts/command-line/command-line.mjs'
import { faults } from '../../scripts/command-line/commands.mjs'
import { openBadPlaces } from './bad-places.ts'
import type { FaultCase } from './fault-case.ts'
import { planAll } from './plan.ts'
import { playAll } from './play-all.ts'
import { playCase } from './play-case.ts'
import type { Call, Recording } from './recording.ts'
import { playReleases } from './release/main.ts'

const given = startWith(faults)
if (given) process.exitCode = await (given.subject === 'release' ? playReleases(given) : playChanges(given))

async function playChanges(given: Arguments): Promise<number> {
  const started = performance.now()
  const places = await openBadPlaces()
  try {
    const { recordings, cases: all } = await planAll(places)
    const only = given.texts('only')
    const cases = all.filter(({ title }) => only.length === 0 || only.some((text) => title.includes(text)))
    for (const recording of recordings) console.log(describeRecording(recording))
    if (cases.length === 0) return nothingTo(only)
    if (given.has('list')) return list(cases)
    const results = await playAll(cases, (one) => playCase(one, places))
    const failed = results.filter(({ problems }) => problems.length > 0)
    for (const stray of places.strays) console.log(`Not passed: a redirect to another host was followed: ${stray}`)
    const seconds = (performance.now() - started) / 1000
    const calls = recordings.flatMap((recording) => recording.calls)
    console.log(`${calls.length} calls, ${cases.length} cases, ${cases.length - failed.length} passed, in ${seconds.toFixed(0)} s.`)
    const json = given.text('json')
    if (json !== undefined) writeFileSync(json, `${JSON.stringify({ calls, results, strays: places.strays, seconds }, null, 2)}\n`)
    return failed.length === 0 && places.strays.length === 0 ? 0 : 1
  } finally {
    await places.close()
  }
}

function nothingTo(only: readonly string[]): number {
  console.error(`No case has ${only.map((text) => JSON.stringify(text)).join(' or ')} in its title. --list shows all titles.`)
  return 2
}

function list(cases: readonly FaultCase[]): number {
  for (const { title } of cases) console.log(title)
  console.log(`${cases.length} cases.`)
  return 0
}

function describeRecording({ story, calls }: Recording): string {
  return `${story.text} A clean change half calls GitHub ${calls.length} times:\n${calls.map(describeCall).join('\n')}\n`
}

function describeCall({ number, action, route, writes }: Call): string {
  return `  ${String(number).padStart(2)}  ${action.padEnd(17)} ${writes ? 'write' : 'read '}  ${route}`
}
