import { type Reason, runTitle } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  attachReceipt,
  dispatcherPermissions,
  endRun,
  openScene,
  playHappyPath,
  receiptFor,
  repository,
  request,
  type Scene,
  startRun,
} from './scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const dispatches = () => scene.github.requests.filter(({ route }) => route.endsWith('/dispatches'))
const codes = (reasons: unknown) => (reasons as Reason[]).map(({ code }) => code)
const { cache_invalidation_keys: cacheInvalidationKeys, ...rest } = request
const fields = { ...rest, cacheInvalidationKeys }

describe('finding the run', () => {
  it.each([-3_600_000, 3_600_000])('edge case 4, R14: works on a runner whose clock is %i ms behind', async (behind) => {
    playHappyPath(scene)
    scene.runnerBehind = behind
    expect((await scene.run()).outputs.outcome).toBe('deployed')
  })

  it('edge case 5, R8, fault 30: waits for a run that shows up after 71 minutes', async () => {
    scene.onDispatch = (event, asked) => {
      if (scene.script.length > 0) return
      const late = async () => {
        if (scene.clock() - Date.parse(request.timestamp) < 71 * 60_000) return void scene.script.push(late)
        const run = startRun(scene.github, event, asked)
        await attachReceipt(scene, run, receiptFor(scene, run, asked))
        endRun(scene, run)
      }
      scene.script = [late]
    }
    expect((await scene.run({ discoveryMs: 2 * 3_600_000, pollMs: 60_000 })).outputs.outcome).toBe('deployed')
  })

  it('edge case 4, claim 1: never follows a stranger with the same title', async () => {
    scene.onDispatch = async (event, asked) => {
      const decoy = startRun(scene.github, event, { ...asked, sha: 'd'.repeat(40) })
      await attachReceipt(scene, decoy, receiptFor(scene, decoy, { ...asked, sha: 'd'.repeat(40) }))
      endRun(scene, decoy)
      const run = startRun(scene.github, event, asked)
      await attachReceipt(scene, run, receiptFor(scene, run, asked, { outcome: 'unchanged' }))
      endRun(scene, run)
    }
    const { outputs } = await scene.run()
    expect(outputs.outcome).toBe('unchanged')
    expect(scene.log()).toContain('answered another one')
  })

  it('edge case 4: finds its run behind more than a hundred others', async () => {
    scene.onDispatch = async (event, asked) => {
      const run = startRun(scene.github, event, asked)
      for (let other = 0; other < 120; other += 1) startRun(scene.github, event, { ...asked, mfe: `mfe-${other}` })
      await attachReceipt(scene, run, receiptFor(scene, run, asked))
      endRun(scene, run)
    }
    expect((await scene.run()).outputs.outcome).toBe('deployed')
  })

  it('says so when there are strangers only', async () => {
    scene.onDispatch = async (event, asked) => {
      const decoy = startRun(scene.github, event, asked)
      await attachReceipt(scene, decoy, receiptFor(scene, decoy, { ...asked, sha: 'd'.repeat(40) }))
      endRun(scene, decoy)
    }
    const { outputs, failed } = await scene.run()
    expect([outputs.outcome, codes(outputs.reasons), failed]).toEqual(['failed', ['receipt-mismatch'], true])
  })

  it('edge case 3: finds a run whose caller sets no run-name, by the receipt it leaves', async () => {
    scene.onDispatch = (event, asked) => {
      const run = startRun(scene.github, event, asked, 'Deploy')
      scene.script = [
        async () => {
          await attachReceipt(scene, run, receiptFor(scene, run, asked))
          endRun(scene, run)
        },
      ]
    }
    const { outputs } = await scene.run()
    expect(outputs.outcome).toBe('deployed')
    expect(scene.log()).toContain('::warning::Run')
  })

  it('edge case 5, fault 29: sends once more when no run comes, and then says what to look at', async () => {
    scene.onDispatch = () => {}
    const { outputs, code, message } = await scene.run({ discoveryMs: 30_000 })
    expect([outputs.outcome, code, dispatches().length]).toEqual(['failed', 'run-not-found', 2])
    expect(message).toContain(runTitle(request))
  })

  it('edge case 5, claim 6: tells a disabled workflow from one that does not listen', async () => {
    scene.onDispatch = () => {}
    scene.github.setWorkflowState(repository, '.github/workflows/deploy.yml', 'disabled_manually')
    expect((await scene.run()).code).toBe('actions-disabled')
  })

  it('R3: survives a lost answer to the dispatch', async () => {
    playHappyPath(scene)
    scene.github.faults.add({ route: 'POST /repos/{owner}/{repo}/dispatches', when: 'after', drop: true })
    const { outputs } = await scene.run()
    expect([outputs.outcome, dispatches().length]).toEqual(['deployed', 1])
  })

  it('edge case 11: survives a GitHub that stumbles for a while', async () => {
    playHappyPath(scene)
    for (const route of ['GET /repos/{owner}/{repo}/actions/runs', 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs']) {
      scene.github.faults.add({ route, skip: 1, times: 2, status: 502, body: '<html>' })
    }
    expect((await scene.run()).outputs.outcome).toBe('deployed')
  })
})

describe('the same request again', () => {
  it('edge case 2: attaches to the run that is under way', async () => {
    scene.onDispatch = (event, asked) => void startRun(scene.github, event, asked)
    await scene.run({ waitFor: 'nothing', fields })
    const run = scene.github.runs.list(repository)[0]
    if (run === undefined) throw new Error('no run')
    scene.script = [
      async () => {
        await attachReceipt(scene, run, receiptFor(scene, run, request))
        endRun(scene, run)
      },
    ]
    expect([(await scene.run({ fields })).outputs.outcome, dispatches().length]).toEqual(['deployed', 1])
  })

  it('edge case 2: is sent again after a run that failed', async () => {
    scene.onDispatch = (event, asked) => endRun(scene, startRun(scene.github, event, asked), 'failure')
    await scene.run({ fields })
    playHappyPath(scene)
    expect([(await scene.run({ fields })).outputs.outcome, dispatches().length]).toEqual(['deployed', 2])
  })
})

describe('the token', () => {
  it.each<[string, Record<string, string>, string]>([
    ['edge case 6: may not read runs', { metadata: 'read', contents: 'write' }, 'token-cannot-read-runs'],
    ['edge case 6: may not dispatch', { metadata: 'read', contents: 'read', actions: 'read' }, 'token-cannot-dispatch'],
  ])('%s', async (_, permissions, code) => {
    scene.onDispatch = () => {
      throw new Error('nothing may arrive')
    }
    const { outputs, failed, code: seen } = await scene.run({ token: scene.token(permissions) })
    expect([outputs.outcome, seen, failed]).toEqual(['failed', code, true])
  })

  it('does not see the repository', async () => {
    await scene.github.createRepository('acme/other')
    const token = scene.github.createToken('dispatcher', { repositories: ['acme/other'], permissions: dispatcherPermissions })
    expect(await scene.run({ token })).toMatchObject({ code: 'token-cannot-dispatch', message: expect.stringContaining('does not see') })
  })

  it('is not valid', async () => {
    expect(await scene.run({ token: 'ghs_gone' })).toMatchObject({
      code: 'token-cannot-dispatch',
      message: expect.stringContaining('expired'),
    })
  })

  it('fault 43: stops being valid while the run goes on', async () => {
    const token = scene.token(dispatcherPermissions)
    scene.onDispatch = (event, asked) => {
      startRun(scene.github, event, asked)
      scene.script = [() => {}, () => scene.github.revokeToken(token)]
    }
    expect(await scene.run({ token })).toMatchObject({ code: 'token-cannot-read-runs', message: expect.stringContaining('one hour') })
  })

  it('fault 49: never shows in the log', async () => {
    playHappyPath(scene)
    const token = scene.token(dispatcherPermissions)
    const { outputs } = await scene.run({ token })
    expect(scene.log() + JSON.stringify(outputs)).not.toContain(token)
  })
})

describe('workflow_dispatch', () => {
  const permissions = { metadata: 'read', actions: 'write' }

  it('names a workflow that is not there', async () => {
    const ending = await scene.run({ transport: 'workflow_dispatch', workflow: 'missing.yml', token: scene.token(permissions) })
    expect(ending).toMatchObject({ code: 'dispatch-refused', message: expect.stringContaining('missing.yml') })
  })

  it('names a workflow that is switched off', async () => {
    scene.github.setWorkflowState(repository, '.github/workflows/deploy.yml', 'disabled_manually')
    expect(await scene.run({ transport: 'workflow_dispatch', token: scene.token(permissions) })).toMatchObject({ code: 'actions-disabled' })
  })

  it('needs actions: write', async () => {
    const token = scene.token({ metadata: 'read', actions: 'read' })
    expect(await scene.run({ transport: 'workflow_dispatch', token })).toMatchObject({ code: 'token-cannot-dispatch' })
  })
})

it('asks and leaves when told not to wait', async () => {
  const { outputs, failed } = await scene.run({ waitFor: 'nothing', token: scene.token({ contents: 'write' }) })
  expect([outputs.outcome, failed, scene.github.requests.length]).toEqual(['', false, 1])
})
