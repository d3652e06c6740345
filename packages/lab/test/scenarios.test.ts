import { describe, expect, it } from 'vitest'
import { loadScenario, playScenario, shippedScenarioNames } from '../src/index.ts'

describe('the shipped scenarios', () => {
  it.each(shippedScenarioNames())('%s', async (name) => {
    const { result, lab, error } = await playScenario(await loadScenario(name))
    await lab.close()
    if (error !== null) throw error
    expect(result.failures).toEqual([])
  })
})
