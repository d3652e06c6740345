import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { runChangeHalf, type StepName } from '../faults/change-half.ts'
import { compareEndStates, type EndState, readEndState } from '../faults/end-state.ts'
import { recordCleanRun } from '../faults/recording.ts'
import { type ChangeLab, startChangeLab } from '../harness/config-repository.ts'

// Deaths around every call to GitHub are in test/faults; here are those at moments that no call to GitHub marks.
let lab: ChangeLab
let clean: EndState
beforeAll(async () => {
  clean = (await recordCleanRun()).endState
})
beforeEach(async () => {
  lab = await startChangeLab()
  lab.registry.publish('@acme/cart', '1.0.0')
})
afterEach(() => lab?.close())

async function expectRunAgainToMend(): Promise<void> {
  const { failed } = await runChangeHalf(lab, lab.request())
  expect(failed?.run.log).toBeUndefined()
  expect(compareEndStates(clean, await readEndState(lab))).toEqual([])
}

it.each<StepName>(['update-config', 'check-deployment'])(
  'R2: %s dies while it asks the registry, and a re-run ends as a clean run',
  async (action) => {
    let child: ChildProcess | null = null
    const dead = createServer(() => child?.kill('SIGKILL'))
    await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve))
    const registry = `http://127.0.0.1:${(dead.address() as AddressInfo).port}/`
    const first = await runChangeHalf(lab, lab.request(), (step) => ({
      ...(step === action ? { env: { INPUT_REGISTRY: registry } } : {}),
      onStart: (process) => {
        child = process
      },
    }))
    dead.closeAllConnections()
    dead.close()
    expect([first.failed?.action, first.failed?.run.exitCode]).toEqual([action, null])
    await expectRunAgainToMend()
  },
)

it.each<[StepName, RegExp, NodeJS.Signals]>([
  ['validate-payload', /./, 'SIGKILL'],
  ['update-config', /^Committed /m, 'SIGKILL'],
  ['open-pr', /^Opened /m, 'SIGKILL'],
  ['auto-merge', /^Merged /m, 'SIGKILL'],
  // The runner cancels by SIGINT, then by SIGTERM.
  ['validate-payload', /./, 'SIGINT'],
  ['update-config', /./, 'SIGTERM'],
  ['open-pr', /./, 'SIGINT'],
  ['check-deployment', /./, 'SIGTERM'],
  ['auto-merge', /./, 'SIGINT'],
])('R2, fault 37, fault 39: %s is ended at %o by %s, and a re-run ends as a clean run', async (action, said, signal) => {
  const first = await runChangeHalf(lab, lab.request(), (step) => ({
    onStart: (child) => {
      if (step !== action) return
      let log = ''
      child.stdout?.on('data', (chunk: Buffer) => {
        log += chunk.toString()
        if (said.test(log)) child.kill(signal)
      })
    },
  }))
  // The last word and the end of a process are so close together that it may have ended well.
  expect([action, undefined]).toContain(first.failed?.action)
  await expectRunAgainToMend()
})
