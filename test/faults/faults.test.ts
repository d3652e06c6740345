import { beforeAll, expect, it } from 'vitest'
import { configRepository, startChangeLab } from '../harness/config-repository.ts'
import { compareEndStates, readEndState } from './end-state.ts'
import { type FaultCase, faultCases } from './fault-case.ts'
import { inParallel } from './parallel.ts'
import { playCase } from './play-case.ts'
import { type Recording, recordCleanRun } from './recording.ts'

let recording: Recording
let cases: FaultCase[]
beforeAll(async () => {
  recording = await recordCleanRun()
  cases = faultCases(recording.calls)
})

it('makes its cases from the calls of a clean run', () => {
  expect(recording.calls.map(({ action, writes }) => `${action} ${writes ? 'writes' : 'reads'}`)).toEqual([
    'validate-payload reads',
    'update-config writes',
    'open-pr reads',
    'open-pr writes',
    'check-deployment reads',
    'check-deployment writes',
    'auto-merge reads',
    'auto-merge writes',
  ])
  expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length)
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

// A sample of `npm run faults`, which plays them all.
it('R2, R3: ends as a clean run after a death or a lost answer at any call', async () => {
  const sample = cases.filter(({ name }) => name === 'crash-after' || name === 'drop-after')
  const results = await inParallel(sample, 2, (one) => playCase(one, recording.endState))
  expect(results).toHaveLength(2 * recording.calls.length)
  expect(results.filter(({ problems }) => problems.length > 0)).toEqual([])
})
