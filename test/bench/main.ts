import { writeFileSync } from 'node:fs'
import { exitCodes, startWith } from '../../scripts/command-line/command-line.mjs'
import { bench } from '../../scripts/command-line/commands.mjs'
import { describeActions, measureActions } from './actions.ts'
import { describeBatches, measureBatches } from './batch.ts'
import { describeEdits, measureEdits } from './config-edit.ts'
import { describeRelease } from './release/describe-release.ts'
import { measureRelease } from './release/measure-release.ts'
import { describeUploads } from './upload/describe-uploads.ts'
import { measureUploads } from './upload/measure-uploads.ts'
import { workloads } from './upload/workload.ts'

const given = startWith(bench)
const json = given?.text('json')
const runs = given?.text('runs')
if (given?.subject === 'actions') show(measureActions(Number(runs ?? 11)), describeActions)
if (given?.subject === 'config-edit') show(measureEdits(Number(runs ?? 5)), describeEdits)
if (given?.subject === 'batch') show(await measureBatches(Number(given.text('minutes') ?? 60)), describeBatches)
if (given?.subject === 'upload') await upload(given.texts('only'))
if (given?.subject === 'release')
  show(await measureRelease({ runs: Number(runs ?? 3), latencyMs: Number(given.text('latency') ?? 50) }), describeRelease)

async function upload(only: readonly string[]): Promise<void> {
  const chosen = workloads.filter(({ name }) => only.length === 0 || only.some((text) => name.includes(text)))
  if (chosen.length > 0) return show(await measureUploads(chosen, Number(runs ?? 3)), describeUploads)
  const names = workloads.map(({ name }) => JSON.stringify(name)).join(', ')
  console.error(`No workload has ${only.map((text) => JSON.stringify(text)).join(' or ')} in its name; there are ${names}.`)
  process.exitCode = exitCodes.wrongUsage
}

function show<T>(results: T, describe: (results: T) => string): void {
  console.log(describe(results))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
}
