import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NewFault } from '../../packages/lab/src/github/types.ts'
import { runChangeHalf, type StepName } from '../faults/change-half.ts'
import { readEndState } from '../faults/end-state.ts'
import { desiredState } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeEach(async () => {
  lab = await startChangeLab({ 'environments/staging/cart.yaml': desiredState('1.0.0', 1) })
  lab.registry.publish('@acme/cart', '1.1.0')
})
afterEach(() => lab?.close())

const refused = { message: 'Resource not accessible by integration' }
const outage: Omit<NewFault, 'route'> = { status: 503, headers: { 'retry-after': '0' }, body: { message: 'Service unavailable' } }
const refusal: Omit<NewFault, 'route'> = { status: 403, body: refused }

/** Everything that a release could read: what the default branch holds and how it came there. */
async function served(): Promise<Record<string, string>> {
  const state = await readEndState(lab)
  return Object.fromEntries(Object.entries(state).filter(([name]) => name.startsWith(`${configRepository} refs/heads/main`)))
}

it.each<[StepName, string, Omit<NewFault, 'route'>]>(
  (['validate-payload', 'update-config', 'open-pr', 'check-deployment', 'auto-merge'] as const).flatMap((step) => [
    [step, 'an outage', outage] as const,
    [step, 'a refusal', refusal] as const,
  ]),
)('R10: when %s meets %s, the version before stays desired, and the same request later goes through', async (step, _, fault) => {
  const before = await served()
  const request = lab.request({ version: '1.1.0' })
  const { failed, mergeCommit } = await runChangeHalf(lab, request, (action) => {
    if (action === step) lab.github.faults.add({ route: '*', times: Number.POSITIVE_INFINITY, ...fault })
    return {}
  })
  expect([failed?.action, failed?.run.exitCode, mergeCommit]).toEqual([step, 1, ''])
  expect(await served()).toEqual(before)
  lab.github.faults.clear()
  expect((await runChangeHalf(lab, request)).failed).toBeNull()
  const text = await lab.github.readFile(configRepository, 'main', 'environments/staging/cart.yaml')
  expect(text).toMatch(/version: 1\.1\.0\ngeneration: 2\n/)
})
