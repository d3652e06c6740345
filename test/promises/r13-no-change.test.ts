import { afterAll, beforeAll, expect, it } from 'vitest'
import { runChangeHalf } from '../faults/change-half.ts'
import { compareEndStates, readEndState } from '../faults/end-state.ts'
import { type ChangeLab, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeAll(async () => {
  lab = await startChangeLab()
  for (const version of ['0.9.0', '1.0.0']) lab.registry.publish('@acme/cart', version)
  expect((await runChangeHalf(lab, lab.request())).failed).toBeNull()
})
afterAll(() => lab?.close())

it.each<[string, object, string | undefined]>([
  ['the same request again', {}, undefined],
  ['another request for the version that is desired', { timestamp: '2026-11-23T08:00:00Z', sha: 'b'.repeat(40) }, undefined],
  ['an older version', { version: '0.9.0', timestamp: '2026-11-23T09:00:00Z' }, 'superseded'],
  ['a request that is rejected', { ref: 'refs/heads/feature' }, 'rejected'],
])('R13: %s makes no write', async (_, fields, outcome) => {
  const [before, first] = [await readEndState(lab), lab.github.requests.length]
  const { failed } = await runChangeHalf(lab, lab.request(fields))
  expect(failed?.run.outputs.outcome).toBe(outcome)
  const requests = lab.github.requests.slice(first)
  expect(requests.length).toBeGreaterThan(0)
  expect(requests.filter(({ kind }) => kind !== 'read')).toEqual([])
  expect(compareEndStates(before, await readEndState(lab))).toEqual([])
})
