import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** @type {string} */
let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'summary-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/**
 * @param {{ tests?: object, gates?: object, statuses: string[] }} reports
 */
function summarise({ tests, gates, statuses }) {
  if (tests) writeFileSync(join(folder, 'tests.json'), JSON.stringify(tests))
  if (gates) writeFileSync(join(folder, 'gates.json'), JSON.stringify(gates))
  const { stdout, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'ci-summary.mjs'), folder, ...statuses], {
    encoding: 'utf8',
  })
  return [stdout.trim(), status]
}

const tests = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, testResults: [] }
const gates = [{ passed: true }, { passed: true }]

describe('the last line of .ci/run', () => {
  it('adds tests and gates', () => {
    expect(summarise({ tests, gates, statuses: ['0', '0'] })).toEqual(['9 passed, 0 failed', 0])
  })

  it('counts what was skipped', () => {
    expect(summarise({ tests: { ...tests, numPendingTests: 2 }, gates, statuses: ['0', '0'] })).toEqual([
      '9 passed, 0 failed, 2 skipped',
      0,
    ])
  })

  it('counts failed tests, failed gates and files that do not load', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(summarise({ tests: { ...tests, numFailedTests: 2, testResults }, gates: [{ passed: false }], statuses: ['1', '1'] })).toEqual([
      '7 passed, 4 failed',
      1,
    ])
  })

  it('counts a run that crashed or never reported as one failure', () => {
    expect(summarise({ tests, statuses: ['137', '1'] })).toEqual(['7 passed, 2 failed', 1])
    rmSync(join(folder, 'tests.json'))
    expect(summarise({ statuses: ['0', '0'] })).toEqual(['0 passed, 0 failed', 1])
  })
})
