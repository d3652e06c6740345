import { type Failure, type FuzzState, fuzz } from '../../packages/config-edit/test/fuzz.ts'
import { startWith } from '../../scripts/command-line/command-line.mjs'
import { fuzz as commandLine } from '../../scripts/command-line/commands.mjs'

const given = startWith(commandLine)
if (given) process.exitCode = main(Number(given.text('seconds') ?? 600), Number(given.text('seed') ?? Date.now() % 2 ** 31))

function main(seconds: number, seed: number): number {
  console.log(`config-edit: ${seconds} s with seed ${seed}`)
  const started = Date.now()
  const { failures, ...state } = fuzz({ seconds, seed, onProgress: progressLine(started) })
  console.log(`${process.stdout.isTTY ? '\n' : ''}${describe({ ...state, failures }, started)}`)
  for (const failure of failures) console.log(`\n${describeFailure(failure)}`)
  console.log(failures.length === 0 ? 'Nothing went wrong.' : `\n${failures.length} failure(s).`)
  return failures.length === 0 ? 0 : 1
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
