import { writeFileSync } from 'node:fs'
import { startWith } from '../../scripts/command-line/command-line.mjs'
import { bench } from '../../scripts/command-line/commands.mjs'
import { describeActions, measureActions } from './actions.ts'
import { describeBatches, measureBatches } from './batch.ts'
import { describeEdits, measureEdits } from './config-edit.ts'

const given = startWith(bench)
const json = given?.text('json')
const runs = given?.text('runs')
if (given?.subject === 'actions') show(measureActions(Number(runs ?? 11)), describeActions)
if (given?.subject === 'config-edit') show(measureEdits(Number(runs ?? 5)), describeEdits)
if (given?.subject === 'batch') show(await measureBatches(Number(given.text('minutes') ?? 60)), describeBatches)

function show<T>(results: T, describe: (results: T) => string): void {
  console.log(describe(results))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`)
}
