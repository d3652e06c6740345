import type { Reason, StageName } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dispatcherPermissions, endStage, openScene, repository, type Scene, startRun } from './scene.ts'

let scene: Scene
let cancelled: number[]
beforeEach(async () => {
  scene = await openScene()
  cancelled = []
  scene.github.setRunController({ cancel: (id) => void cancelled.push(id), rerun: () => {} })
})
afterEach(() => scene.close())

const codes = (reasons: unknown) => (reasons as Reason[]).map(({ code }) => code)
const canceller = () => scene.token({ ...dispatcherPermissions, actions: 'write' })

/** A run that ends these stages and then stands still; the job is cancelled while it does. */
function cancelAfter(...names: StageName[]): void {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    scene.script = [...names.map((name) => () => endStage(scene, run, name)), () => {}, () => scene.cancel()]
  }
}

describe('a cancelled job', () => {
  it('edge case 12, claim 7: cancels the deployment before the merge', async () => {
    cancelAfter('accepted', 'changed', 'pull-request')
    const { outputs, failed, message } = await scene.run({ token: canceller() })
    expect([outputs.outcome, codes(outputs.reasons), failed]).toEqual(['cancelled', ['sender-cancelled'], true])
    expect(cancelled).toEqual(scene.github.runs.list(repository).map(({ id }) => id))
    expect([message, outputs['run-url']]).toEqual([
      expect.stringContaining('cancelled before anything was merged'),
      expect.stringContaining('/runs/'),
    ])
  })

  it('edge case 12: lets the deployment go on after the merge, and says where', async () => {
    cancelAfter('accepted', 'changed', 'pull-request', 'checked', 'merged')
    const { outputs, message } = await scene.run({ token: canceller() })
    expect([outputs.outcome, cancelled]).toEqual(['cancelled', []])
    expect(message).toMatch(/goes on: http:\/\/github\.localhost:\d+\/acme\/gitops-config\/actions\/runs\/\d+/)
  })

  it('says so when the token may not cancel', async () => {
    cancelAfter('accepted')
    const { outputs, message } = await scene.run()
    expect([outputs.outcome, cancelled]).toEqual(['cancelled', []])
    expect(message).toContain('actions: write')
  })

  it('finds the run that nobody has seen yet', async () => {
    scene.onDispatch = (event, asked) => {
      scene.script = [
        () => {
          startRun(scene.github, event, asked)
          scene.cancel()
        },
      ]
    }
    expect((await scene.run({ token: canceller() })).outputs.outcome).toBe('cancelled')
    expect(cancelled).toHaveLength(1)
  })

  it('says that the deployment may still happen when no run is known', async () => {
    scene.onDispatch = () => {
      scene.script = [() => scene.cancel()]
    }
    expect((await scene.run({ token: canceller() })).message).toContain('no run of it is known yet')
  })
})

describe('time is up', () => {
  it('says how far the deployment came and that it may still end', async () => {
    scene.onDispatch = (event, asked) => {
      const run = startRun(scene.github, event, asked)
      scene.script = [() => endStage(scene, run, 'accepted')]
    }
    const { outputs, message } = await scene.run({ waitMs: 60_000 })
    expect([outputs.outcome, codes(outputs.reasons), outputs['run-url']]).toEqual([
      'timed-out',
      ['wait-timeout'],
      expect.stringContaining('/runs/'),
    ])
    expect(message).toMatch(/within 1 min; the last stage that ended is "accepted".*may still end/)
  })

  it('edge case 8: names the person everybody waits for', async () => {
    scene.onDispatch = (event, asked) => {
      const run = startRun(scene.github, event, asked)
      scene.script = [() => void scene.github.runs.update(run.id, { status: 'waiting' })]
    }
    const { outputs } = await scene.run({ waitMs: 60_000 })
    expect([outputs.outcome, codes(outputs.reasons)]).toEqual(['awaiting-approval', ['waiting-for-approval']])
    expect(scene.log().match(/waits for the approval/g)).toHaveLength(1)
  })
})

it('tells the pull request before the deployment ends, when the token may read it', async () => {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    scene.script = [() => endStage(scene, run, 'pull-request')]
  }
  scene.github.faults.add({
    route: 'GET /repos/{owner}/{repo}/pulls',
    status: 200,
    body: [{ number: 17, html_url: 'https://github.com/acme/gitops-config/pull/17' }],
  })
  const { outputs } = await scene.run({ waitMs: 20_000 })
  expect([outputs.outcome, outputs['pull-request']]).toEqual(['timed-out', '17'])
  expect(scene.log()).toContain('pull request 17: https://github.com/acme/gitops-config/pull/17')
})

it('does not mind a token that may not read pull requests', async () => {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    scene.script = [() => endStage(scene, run, 'pull-request')]
  }
  const { outputs } = await scene.run({ waitMs: 20_000, token: scene.token({ metadata: 'read', contents: 'write', actions: 'read' }) })
  expect([outputs.outcome, outputs['pull-request']]).toEqual(['timed-out', ''])
})
