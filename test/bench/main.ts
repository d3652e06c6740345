import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describeActions, measureActions } from './actions.ts'
import { describeEdits, measureEdits } from './config-edit.ts'

const usage = `Measures on this machine. Usage: npm run bench -- actions|config-edit [--runs N] [--json FILE]

  actions      size of each bundle and its cold start, beside bare Node
  config-edit  edits of small and large files, beside yq and a plain parse-and-dump
  --runs N     runs of each program; the median counts (default: 11 for actions, 5 for config-edit)
  --json FILE  write the numbers as JSON, too`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
const [subject, ...others] = positionals
const runs = Number(values.runs ?? (subject === 'actions' ? 11 : 5))
if (values.help || others.length > 0 || !Number.isInteger(runs) || runs < 1) showUsage()
else if (subject === 'actions') show(measureActions(runs), describeActions)
else if (subject === 'config-edit') show(measureEdits(runs), describeEdits)
else showUsage()

function show<T>(results: T, describe: (results: T) => string): void {
  console.log(describe(results))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
}

function showUsage(): void {
  console.log(usage)
  process.exitCode = values.help ? 0 : 2
}
