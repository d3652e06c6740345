import { afterAll, beforeAll, expect, it } from 'vitest'
import { configRepository, startChangeLab } from '../harness/config-repository.ts'
import { type OpenPlaces, openBadPlaces } from './bad-places.ts'
import { compareEndStates, readEndState } from './end-state.ts'
import { callOf, familyOf, sampleOf } from './matrix.ts'
import { inParallel } from './parallel.ts'
import { type Plan, planAll } from './plan.ts'
import { playCase } from './play-case.ts'

let places: OpenPlaces
let plan: Plan
beforeAll(async () => {
  places = await openBadPlaces()
  plan = await planAll(places, 1) // enough for a death in a recovery
})
afterAll(() => places?.close())

it('makes its cases from the calls of a clean run', () => {
  expect(plan.recordings[0]?.calls.map(({ action, writes }) => `${action} ${writes ? 'writes' : 'reads'}`)).toEqual([
    'validate-payload reads',
    'update-config writes',
    'open-pr reads',
    'open-pr writes',
    'check-deployment reads',
    'check-deployment writes',
    'auto-merge reads',
    'auto-merge writes',
  ])
  expect(new Set(plan.cases.map(({ title }) => title)).size).toBe(plan.cases.length)
})

it('sees a branch too many, another history and another text', async () => {
  const lab = await startChangeLab()
  const before = await readEndState(lab)
  expect(compareEndStates(before, await readEndState(lab))).toEqual([])
  await lab.github.commitFiles(configRepository, { message: 'Stray', branch: 'stray', files: {} })
  await lab.github.commitFiles(configRepository, { message: 'Second', files: { 'gitops.yaml': 'schema: 1\n' } })
  const differences = compareEndStates(before, await readEndState(lab))
  await lab.close()
  expect(differences.filter((line) => !line.includes('refs/heads/stray'))).toEqual([
    expect.stringContaining('acme/gitops-config refs/heads/main history: "Second'),
    expect.stringContaining('acme/gitops-config refs/heads/main gitops.yaml: "schema: 1\\n" instead of'),
  ])
  expect(differences.some((line) => line.startsWith('acme/gitops-config refs/heads/stray history: "Stray'))).toBe(true)
})

// Hundreds of processes, each with a limit of its own (child.ts): a busy machine must not end them all.
const limits = { timeout: 900_000 }

// `npm run faults` plays every case; here each family of faults is played at one call, and each call meets one.
it('R2, R3: ends as a clean run after a death, a fault, a lost answer or a person at any call', limits, async () => {
  const sample = sampleOf(plan.cases)
  for (const feature of [familyOf, callOf]) expect(new Set(sample.map(feature))).toEqual(new Set(plan.cases.map(feature)))
  const results = await inParallel(sample, 2, (one) => playCase(one, places))
  expect(results.filter(({ problems }) => problems.length > 0)).toEqual([])
  expect(places.strays).toEqual([])
})
