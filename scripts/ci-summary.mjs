// Prints `N passed, N failed` from the reports that .ci/run collected; fails when anything failed or did not report at all.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder = '.', testsStatus = '1', lintStatus = '1'] = process.argv.slice(2)

/** @param {string} name */
function read(name) {
  const file = join(folder, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/**
 * A run that ended badly without one failed entry (it crashed, or never started) counts as one failure.
 * @param {{ passed: number, failed: number, skipped: number }} count
 * @param {string} status
 */
function withCrash(count, status) {
  return status !== '0' && count.failed === 0 ? { ...count, failed: 1 } : count
}

const tests = read('tests.json') ?? { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] }
/** Files that failed to load have no test of their own. @type {{ status: string, assertionResults: unknown[] }[]} */
const files = tests.testResults
const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
/** @type {{ passed: boolean }[]} */
const gates = read('gates.json') ?? []

const counts = [
  withCrash(
    { passed: tests.numPassedTests, failed: tests.numFailedTests + broken, skipped: tests.numPendingTests + (tests.numTodoTests ?? 0) },
    testsStatus,
  ),
  withCrash(
    { passed: gates.filter((gate) => gate.passed).length, failed: gates.filter((gate) => !gate.passed).length, skipped: 0 },
    lintStatus,
  ),
]
const [passed, failed, skipped] = /** @type {const} */ (['passed', 'failed', 'skipped']).map((key) =>
  counts.reduce((sum, count) => sum + count[key], 0),
)
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
process.exitCode = failed === 0 && passed !== 0 ? 0 : 1
