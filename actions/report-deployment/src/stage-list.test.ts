import { expect, it } from 'vitest'
import { listStages } from './stage-list.ts'

const done = (seconds: string) => ({ result: 'success' as const, outputs: { seconds } })

it('lists the stages of a job in the order of the deployment', () => {
  const steps = { update: done('1.5'), validate: done('0.4'), merge: { result: 'failure' as const, outputs: {} }, 'app-token': done('1') }
  expect(listStages(steps, null)).toEqual([
    { name: 'accepted', result: 'success', seconds: 0.4 },
    { name: 'changed', result: 'success', seconds: 1.5 },
    { name: 'merged', result: 'failure', seconds: null },
  ])
})

it('puts those of the change job before its own', () => {
  const change = { stages: JSON.stringify([{ name: 'merged', result: 'success', seconds: 2 }]) }
  expect(listStages({ artifact: done('3') }, change).map(({ name }) => name)).toEqual(['merged', 'uploaded'])
})

it.each(['', 'no json', '{}', '[null, 1, {"name":"merged"}, {"name":"x","result":"success"}]'])('reads no stage from %j', (stages) => {
  expect(listStages({}, { stages })).toEqual([])
})
