import { afterAll, describe, expect, it } from 'vitest'
import { coverageLine } from '../src/coverage-text.ts'
import { addCoverage, servedCoverage } from '../src/github/inspection/coverage.ts'
import { loadScenario, playScenario, shippedScenarioNames } from '../src/index.ts'

let coverage = servedCoverage()
afterAll(() => console.info(`Coverage of the lab's GitHub by all scenarios: ${coverageLine(coverage)}.`))

describe('the shipped scenarios', () => {
  it.each(shippedScenarioNames('short'))('%s', async (name) => {
    const { result, lab, error } = await playScenario(await loadScenario(name))
    await lab.close()
    coverage = addCoverage(coverage, result.coverage)
    if (error !== null) throw error
    expect(result.failures).toEqual([])
  })
})
