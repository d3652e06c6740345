import { availableParallelism } from 'node:os'
import { inParallel } from './parallel.ts'
import type { CaseResult } from './play-case.ts'

/** Plays cases side by side, and says as it goes which did not pass. */
export async function playAll<Case>(cases: readonly Case[], play: (one: Case) => Promise<CaseResult>): Promise<CaseResult[]> {
  const progress = progressLine(cases.length)
  // One more than there are cores: a case waits for a third of its time, for its pauses between attempts.
  const results = await inParallel(cases, availableParallelism() + 1, async (one) => progress(await play(one)))
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K')
  return results
}

/** A terminal gets one line that moves on, a log a line for every tenth of the cases. */
function progressLine(total: number): (result: CaseResult) => CaseResult {
  let done = 0
  let bad = 0
  return (result) => {
    done += 1
    if (result.problems.length > 0) {
      bad += 1
      console.log(`${process.stdout.isTTY ? '\r\x1b[2K' : ''}${describeFailure(result)}`)
    }
    const line = `${done} of ${total} cases, ${bad} not passed`
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}`)
    else if (done % Math.ceil(total / 10) === 0) console.log(line)
    return result
  }
}

/** What GitHub's faults put into logs and answers is shown as JSON: control characters must not reach the terminal. */
function describeFailure({ title, runs, problems }: CaseResult): string {
  return `Not passed: ${title} (runs before the last: ${runs.join('; ') || 'none'})\n${problems.map((line) => `  ${line}`).join('\n')}\n`
}
