import type { DeploymentRequest } from '@mfe-gitops/contract'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { postCommitStatus } from '../../packages/github/src/index.ts'
import { runChangeHalf } from '../faults/change-half.ts'
import { compareEndStates, type EndState, readEndState } from '../faults/end-state.ts'
import { recordCleanRun } from '../faults/recording.ts'
import { ended, merge, propose, succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import { clockOff } from '../harness/process-clock.ts'

let lab: ChangeLab
let clean: EndState
beforeAll(async () => {
  clean = (await recordCleanRun()).endState
})
beforeEach(async () => {
  lab = await startChangeLab()
})
afterEach(() => lab?.close())

const hour = 3_600_000
const state = 'environments/staging/cart.yaml'

describe('R14, fault 44: the clock of the runner', () => {
  it.each<[string, Record<string, string>]>([
    ['an hour ahead', clockOff(hour)],
    ['an hour behind', clockOff(-hour)],
    ['set back and forth all the time', clockOff(0, hour, -hour)],
    ['in a zone where this hour comes twice', { TZ: 'America/New_York', ...clockOff(Date.parse('2026-11-01T06:30:00Z') - Date.now()) }],
    ['in a zone where this hour is left out', { TZ: 'Europe/Berlin', ...clockOff(Date.parse('2027-03-28T01:30:00Z') - Date.now()) }],
  ])('%s changes nothing that is written', async (_, env) => {
    const request = lab.request()
    lab.registry.publish('@acme/cart', request.version)
    const { failed } = await runChangeHalf(lab, request, () => ({ env }))
    expect(failed?.run.log).toBeUndefined()
    expect(compareEndStates(clean, await readEndState(lab))).toEqual([])
  })

  it('set forward by two hours does not end the wait for a check of 30 minutes', async () => {
    const proposal = await propose(lab, lab.request())
    const [owner = '', repo = ''] = configRepository.split('/')
    const status = { owner, repo, sha: proposal.updated.commit ?? '', state: 'success' as const, context: 'gitops/deployment' }
    const inputs = { 'pull-request': proposal.opened.number ?? '', head: proposal.updated.commit ?? '', 'timeout-minutes': '30' }
    let isPosted = false
    let log = ''
    const run = await lab.run('auto-merge', inputs, undefined, {
      env: clockOff(0, 2 * hour),
      onStart: (child) =>
        child.stdout?.on('data', (chunk: Buffer) => {
          log += chunk.toString() // a chunk may end in the middle of the sentence
          if (isPosted || !log.includes('Waiting for required checks')) return
          isPosted = true
          void postCommitStatus(lab.person, status)
        }),
    })
    expect([isPosted, succeeded(run).result]).toEqual([true, 'merged'])
  })
})

describe('R14: the timestamp of a request', () => {
  const stamped = (version: string, timestamp: string): DeploymentRequest => lab.request({ version, timestamp })

  it('of an hour ago does not hold a newer version back, nor does one of tomorrow lift an older one', async () => {
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) lab.registry.publish('@acme/cart', version)
    expect((await runChangeHalf(lab, stamped('1.1.0', '2026-11-22T22:00:00Z'))).failed).toBeNull()
    expect((await runChangeHalf(lab, stamped('1.2.0', '2026-11-22T21:00:00Z'))).failed).toBeNull()
    const late = await runChangeHalf(lab, stamped('1.0.0', '2026-11-23T22:00:00Z'))
    expect(late.failed?.action).toBe('validate-payload')
    if (late.failed) ended(late.failed.run, 'superseded', 'older-version')
    expect(await lab.github.readFile(configRepository, 'main', state)).toMatch(/version: 1\.2\.0\ngeneration: 2\n/)
  })

  it('does not decide between two pull requests that wait', async () => {
    const older = await propose(lab, stamped('1.0.0', '2026-11-23T22:00:00Z'))
    const newer = await propose(lab, stamped('1.1.0', '2026-11-22T22:00:00Z'))
    expect(newer.opened.superseded).toBe(`[${older.opened.number}]`)
    ended(await merge(lab, older), 'superseded', 'superseded-by-newer')
  })
})
