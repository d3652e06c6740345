import type { Reason } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachReceipt, endRun, openScene, playHappyPath, receiptFor, repository, type Scene, startRun } from './scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(async () => {
  const { violations, unknownRoutes } = scene.github
  await scene.close()
  expect([violations, unknownRoutes]).toEqual([[], []])
})

const dispatches = () => scene.github.requests.filter(({ route }) => route.endsWith('/dispatches'))
const refused = () => scene.github.requests.flatMap(({ limit }) => limit ?? [])
const codes = (reasons: unknown) => (reasons as Reason[]).map(({ code }) => code)
const dispatch = { event: 'repository_dispatch', repository } as const

/** Every event starts a run of its own, which ends two pauses later. */
function playEveryEvent(): void {
  scene.onDispatch = (event, asked) => {
    const run = startRun(scene.github, event, asked)
    const end = async () => {
      await attachReceipt(scene, run, receiptFor(scene, run, asked))
      endRun(scene, run)
    }
    scene.script.push(() => {}, end)
  }
}

describe('a dispatch that GitHub has answered with 204', () => {
  it('fault 29: is sent again when its event was lost', async () => {
    playHappyPath(scene)
    scene.github.delivery.add({ ...dispatch, fate: 'dropped' })
    expect([(await scene.run()).outputs.outcome, dispatches().length]).toEqual(['deployed', 2])
    expect(scene.github.runs.list(repository)).toHaveLength(1)
  })

  it('R7, fault 29: ends with a reason when every event is lost', async () => {
    playHappyPath(scene)
    const lost = scene.github.delivery.add({ ...dispatch, fate: 'dropped', times: Number.POSITIVE_INFINITY })
    const { outputs, failed, message } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons), failed, lost.hits]).toEqual(['failed', ['run-not-found'], true, 2])
    expect(message).toContain('deploy-mfe-trigger cart@1.4.0')
    expect(scene.github.runs.list(repository)).toEqual([])
  })

  it('fault 30: is followed when its event comes late, without sending it twice', async () => {
    playHappyPath(scene)
    scene.github.delivery.add({ ...dispatch, fate: 'delayed', milliseconds: 25_000 })
    expect([(await scene.run()).outputs.outcome, dispatches().length]).toEqual(['deployed', 1])
  })

  it('edge case 2, fault 30: is followed when its event comes so late that it was sent again: both runs are of the same request', async () => {
    playEveryEvent()
    scene.github.delivery.add({ ...dispatch, fate: 'delayed', milliseconds: 45_000 })
    expect([(await scene.run()).outputs.outcome, dispatches().length]).toEqual(['deployed', 2])
  })

  it.each(['repository_dispatch', 'workflow_dispatch'] as const)(
    'is one deployment when the event of a %s comes twice',
    async (transport) => {
      playEveryEvent()
      scene.github.delivery.add({ event: transport, repository, fate: 'duplicated' })
      const token = scene.token({ metadata: 'read', contents: 'write', actions: 'write', pull_requests: 'read' })
      expect([(await scene.run({ transport, token })).outputs.outcome, dispatches().length]).toEqual(['deployed', 1])
      expect(scene.github.runs.list(repository)).toHaveLength(2)
    },
  )
})

describe('reads that lag', () => {
  it('edge case 10, fault 6: hide the run, its last job and its receipt for a while', async () => {
    playHappyPath(scene)
    scene.github.consistency.lag = { run: { milliseconds: 20_000 }, jobs: { reads: 2 }, artifact: { reads: 2 } }
    const { outputs } = await scene.run()
    expect([outputs.outcome, outputs['pull-request'], dispatches().length]).toEqual(['deployed', '17', 1])
  })
})

describe('rate limits', () => {
  it('fault 5: of the hour are waited out until their reset', async () => {
    playHappyPath(scene)
    scene.github.limits.enforce({ rest: { most: 6, seconds: 100 } })
    expect((await scene.run()).outputs.outcome).toBe('deployed')
    expect(new Set(refused())).toEqual(new Set(['rest']))
  })

  it.each([403, 429] as const)('fault 3, fault 4: of the minute are waited out as retry-after says, with %i', async (status) => {
    playHappyPath(scene)
    scene.github.limits.enforce({ restPoints: { most: 8, seconds: 60 }, status })
    expect((await scene.run()).outputs.outcome).toBe('deployed')
    expect(new Set(refused())).toEqual(new Set(['restPoints']))
  })

  it('edge case 32: of content creation are waited out before the dispatch', async () => {
    playHappyPath(scene)
    scene.github.limits.enforce({ contentPerMinute: { most: 1, seconds: 60 } })
    const token = scene.token({ metadata: 'read', contents: 'write', actions: 'read', pull_requests: 'read' })
    await scene.run({ token })
    const again = await scene.run({ token })
    expect([again.outputs.outcome, refused()]).toEqual(['deployed', ['contentPerMinute']])
  })
})
