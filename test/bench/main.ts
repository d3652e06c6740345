import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { describeActions, measureActions } from './actions.ts'

const usage = `Measures on this machine. Usage: npm run bench -- actions [--runs N] [--json FILE]

  actions      size of each bundle and its cold start, beside bare Node
  --runs N     starts of each program; the median counts (default: 11)
  --json FILE  write the numbers as JSON, too`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '11' }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
const runs = Number(values.runs)
if (values.help || positionals.length !== 1 || positionals[0] !== 'actions' || !Number.isInteger(runs) || runs < 1) {
  console.log(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  const results = measureActions(runs)
  console.log(describeActions(results))
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
}
