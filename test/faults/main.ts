import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type FaultCase, faultCases } from './fault-case.ts'
import { inParallel } from './parallel.ts'
import { type CaseResult, playCase } from './play-case.ts'
import { type Call, recordCleanRun } from './recording.ts'

const usage = `Breaks every GitHub call of a change half, one at a time, and runs it again. Usage: npm run faults -- [--only TEXT] [--json FILE]

  --only TEXT  the cases with this text in their title, as in "open-pr", "auto-merge 8 drop-after" or "crash"; may be repeated
  --json FILE  write calls, cases and results as JSON, too

A case passes when the first run comes through by itself, dies, or ends with one clear error, and when what is left in all repositories
after the second run equals a clean run. Ends with 0 when every case passed, 1 when one did not, 2 when it was called wrongly.`

/** One more than there are cores: a case waits for a third of its time, for its pauses between attempts. */
const workers = availableParallelism() + 1

interface Options {
  readonly only: readonly string[]
  readonly json: string | undefined
}

const options = readOptions()
if (typeof options === 'string') {
  console.log(options)
  process.exitCode = options === usage ? 0 : 2
} else {
  process.exitCode = await main(options)
}

/** What was asked for, or the text to show instead. */
function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string', multiple: true }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    return values.help ? usage : { only: values.only ?? [''], json: values.json }
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n\n${usage}`
  }
}

async function main({ only, json }: Options): Promise<number> {
  const started = performance.now()
  const { calls, endState } = await recordCleanRun()
  console.log(`A clean change half calls GitHub ${calls.length} times:\n${calls.map(describeCall).join('\n')}\n`)
  const cases = faultCases(calls).filter(({ title }) => only.some((text) => title.includes(text)))
  if (cases.length === 0) {
    console.error(`No case has ${only.map((text) => JSON.stringify(text)).join(' or ')} in its title.`)
    return 2
  }
  const progress = progressLine(cases.length)
  const results = await inParallel(cases, workers, async (one: FaultCase) => progress(await playCase(one, endState)))
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K')
  const failed = results.filter(({ problems }) => problems.length > 0)
  for (const result of failed) console.log(describeFailure(result))
  const seconds = (performance.now() - started) / 1000
  console.log(`${calls.length} calls, ${cases.length} cases, ${cases.length - failed.length} passed, in ${seconds.toFixed(0)} s.`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ calls, results, seconds }, null, 2)}\n`)
  return failed.length === 0 ? 0 : 1
}

function describeCall({ number, action, route, writes }: Call): string {
  return `  ${number}  ${action.padEnd(17)} ${writes ? 'write' : 'read '}  ${route}`
}

/** A terminal gets one line that moves on, a log a line for every tenth of the cases. */
function progressLine(total: number): (result: CaseResult) => CaseResult {
  let done = 0
  let bad = 0
  return (result) => {
    done += 1
    if (result.problems.length > 0) bad += 1
    const line = `${done} of ${total} cases, ${bad} not passed`
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}`)
    else if (done % Math.ceil(total / 10) === 0) console.log(line)
    return result
  }
}

/** What GitHub's faults put into logs and answers is shown as JSON: control characters must not reach the terminal. */
function describeFailure({ title, firstRun, problems }: CaseResult): string {
  return `Not passed: ${title} (first run: ${firstRun})\n${problems.map((line) => `  ${line}`).join('\n')}\n`
}
