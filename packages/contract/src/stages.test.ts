import { describe, expect, it } from 'vitest'
import { isGoodOutcome, outcomes, stageNames, stageOfStep, stages } from './index.ts'

describe('stages', () => {
  it('are found again by the name of their step', () => {
    expect(stageNames.map((name) => stageOfStep(stages[name]))).toEqual([...stageNames])
    expect(stageOfStep('Set up job')).toBe(null)
  })
})

describe('outcomes', () => {
  it('are good only when the version is live', () => {
    expect(outcomes.filter(isGoodOutcome)).toEqual(['deployed', 'unchanged'])
  })
})
