import { parseArgs } from 'node:util'
import { type Failure, type FuzzState, fuzz } from '../../packages/config-edit/test/fuzz.ts'

const usage = `Looks for documents and edits that go wrong. Usage: npm run fuzz -- config-edit [--seconds N] [--seed S]

  config-edit   edits of generated documents, compared with a model; edits of damaged ones
  --seconds N   how long (default: 600)
  --seed S      where to begin, from 0 to 2147483647 (default: another one each time); equal seeds play equal rounds

Ends with 0 when nothing went wrong, 1 when something did, 2 when it was called wrongly.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
const seconds = Number(values.seconds)
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const isCalledRightly =
  positionals.length === 1 && positionals[0] === 'config-edit' && seconds > 0 && Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31
if (values.help || !isCalledRightly) {
  console.log(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  console.log(`config-edit: ${seconds} s with seed ${seed}`)
  const started = Date.now()
  const { failures, ...state } = fuzz({ seconds, seed, onProgress: progressLine(started) })
  console.log(`${process.stdout.isTTY ? '\n' : ''}${describe({ ...state, failures }, started)}`)
  for (const failure of failures) console.log(`\n${describeFailure(failure)}`)
  console.log(failures.length === 0 ? 'Nothing went wrong.' : `\n${failures.length} failure(s).`)
  process.exitCode = failures.length === 0 ? 0 : 1
}

/** A terminal gets one line that moves on, a log one line every minute. */
function progressLine(started: number): (state: FuzzState) => void {
  let due = 0
  return (state) => {
    if (Date.now() < due) return
    due = Date.now() + (process.stdout.isTTY ? 500 : 60_000)
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${describe(state, started)}`)
    else console.log(describe(state, started))
  }
}

function describe({ rounds, counts, failures }: FuzzState, started: number): string {
  const parts = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`)
  return `${((Date.now() - started) / 1000).toFixed(0)} s: ${rounds} rounds, ${failures.length} failures (${parts.toSorted().join(', ')})`
}

/** JSON throughout: control characters of a generated document must not reach the terminal. */
function describeFailure({ seed, shrinks, outcome, source, edits, options, detail }: Failure): string {
  return [
    `${outcome}, after ${shrinks} steps of shrinking. Again: npm run fuzz -- config-edit --seed ${seed}`,
    `  document: ${JSON.stringify(source)}`,
    `  edits:    ${JSON.stringify(edits.map((edit) => (edit.value === undefined ? { ...edit, value: '(delete)' } : edit)))}`,
    `  options:  ${JSON.stringify(options)}`,
    `  seen:     ${JSON.stringify(detail)}`,
  ].join('\n')
}
