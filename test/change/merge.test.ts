import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { succeeded } from '../harness/change-steps.ts'
import { configRepository } from '../harness/config-repository.ts'
import { type MergeLab, type Pull, refused, startMergeLab, startRun } from '../harness/merge-lab.ts'

let lab: MergeLab
beforeAll(async () => {
  lab = await startMergeLab()
})
beforeEach(() => lab.reset())
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  expect(lab.github.unknownRoutes).toEqual([])
  await lab.close()
})

describe('a pull request that may be merged', () => {
  it.each<[string, () => Promise<Pull>]>([
    ['clean', () => lab.open()],
    [
      'unstable',
      async () => {
        const pull = await lab.open()
        await lab.report(pull.head, 'failure', 'lint')
        return pull
      },
    ],
    [
      'not worked out yet',
      () => {
        lab.github.consistency.mergeableAfterReads = 2
        return lab.open()
      },
    ],
    [
      'passed on to a hook of Enterprise Server',
      () => {
        lab.github.setRepositorySettings(configRepository, { preReceiveHook: {} })
        return lab.open()
      },
    ],
  ])('edge case 33, claim 14: is merged when it is %s', async (_, make) => {
    const run = await lab.merge(await make())
    expect(succeeded(run)).toMatchObject({ result: 'merged', 'merge-commit': await lab.main() })
  })

  it.each(['neutral', 'skipped'] as const)('edge case 36: is merged when its check is %s, as for GitHub', async (conclusion) => {
    lab.rules({ requiredChecks: ['ci'] })
    const pull = await lab.open({}, { status: null })
    const run = startRun(lab, pull)
    lab.github.runs.addJob(run, { name: 'ci', status: 'completed', conclusion })
    expect(succeeded(await lab.merge(pull)).result).toBe('merged')
  })

  it('edge case 37: is merged although the run that waits is among its checks', async () => {
    const pull = await lab.open()
    const run = startRun(lab, pull)
    lab.github.runs.addJob(run, { name: 'merge', status: 'in_progress' })
    expect(succeeded(await lab.merge(pull, {}, { GITHUB_RUN_ID: String(run) })).result).toBe('merged')
  })

  it('edge case 42: is merged past a rule that the token may bypass', async () => {
    lab.rules({ requiredApprovals: 1, bypass: [lab.deployer] })
    expect(succeeded(await lab.merge(await lab.open())).result).toBe('merged')
  })
})

describe('required checks', () => {
  it('edge case 34: are waited for while none has been reported, although nothing is red', async () => {
    const pull = await lab.open({}, { status: null })
    const waiting = lab.merge(pull, { 'timeout-minutes': '5' })
    await lab.looked(1)
    expect(lab.shown(pull)).toMatchObject({ merged: false })
    await lab.report(pull.head, 'success')
    expect(succeeded(await waiting).result).toBe('merged')
  })

  it('edge case 34: must be there at all, unless told otherwise', async () => {
    lab.rules({ requiredChecks: [] })
    const pull = await lab.open()
    refused(await lab.merge(pull), { code: 'no-rules', result: 'blocked' })
    expect(succeeded(await lab.merge(pull, { 'allow-no-rules': 'true' })).result).toBe('merged')
  })

  it('edge case 35, fault 27: are named when they never report, with the App that should', async () => {
    lab.rules({ requiredChecks: [{ context: 'security', appId: 4711 }, 'gitops/deployment'] })
    const message = refused(await lab.merge(await lab.open()), {
      outcome: 'timed-out',
      code: 'required-check-missing',
      result: 'timed-out',
    })
    expect(message).toContain('security was not reported by App 4711')
  })

  it('edge case 37: of the run that waits are called by their name', async () => {
    lab.rules({ requiredChecks: ['merge'] })
    const pull = await lab.open()
    const run = startRun(lab, pull)
    lab.github.runs.addJob(run, { name: 'merge', status: 'in_progress' })
    const waited = await lab.merge(pull, {}, { GITHUB_RUN_ID: String(run) })
    const message = refused(waited, { outcome: 'timed-out', code: 'required-check-missing', result: 'timed-out' })
    expect(message).toContain('merge is part of this very run')
  })

  it('edge case 42: are demanded of a token that may merge without them', async () => {
    lab.rules({ bypass: [lab.deployer] })
    const pull = await lab.open({}, { status: 'failure' })
    refused(await lab.merge(pull), { code: 'required-check-failed', result: 'checks-failed' })
    expect(lab.shown(pull)).toMatchObject({ state: 'open' })
  })
})

describe('people', () => {
  it('edge case 43: merge it meanwhile', async () => {
    const pull = await lab.open()
    await lab.asPerson('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', { pull_number: pull.number })
    expect(succeeded(await lab.merge(pull))).toMatchObject({ result: 'already-merged', 'merge-commit': await lab.main() })
  })

  it('edge case 43: close it meanwhile', async () => {
    const pull = await lab.open()
    await lab.asPerson('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: pull.number, state: 'closed' })
    refused(await lab.merge(pull), { code: 'pull-request-closed', result: 'closed' })
  })

  it('fault 28: delete its branch', async () => {
    const pull = await lab.open()
    await lab.asPerson('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ref: `heads/${pull.branch}` })
    refused(await lab.merge(pull), { code: 'pull-request-closed', result: 'closed' })
  })

  it('T30: alter it and merge it, which is no success here', async () => {
    const pull = await lab.open()
    const altered = await lab.github.commitFiles(configRepository, {
      branch: pull.branch,
      message: 'By hand',
      files: { 'by-hand.md': 'x\n' },
    })
    await lab.report(altered, 'success')
    await lab.asPerson('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', { pull_number: pull.number })
    refused(await lab.merge(pull), { code: 'head-moved', result: 'head-moved' })
  })

  it('arm auto-merge, which is left to do its work', async () => {
    lab.github.setRepositorySettings(configRepository, { allowAutoMerge: true })
    lab.rules({ requiredChecks: ['gitops/deployment', 'security'] })
    const pull = await lab.open()
    await lab.mutate(pull, 'enablePullRequestAutoMerge(input: { pullRequestId: $id, mergeMethod: REBASE })')
    const waiting = lab.merge(pull, { 'required-checks': 'gitops/deployment', 'timeout-minutes': '5' })
    await lab.looked(1)
    await lab.report(pull.head, 'success', 'security')
    expect(succeeded(await waiting)).toMatchObject({ result: 'already-merged', 'merge-commit': await lab.main() })
    expect(lab.github.requests.filter(({ route, path }) => route.includes('/merge') && path.includes(`/${pull.number}/`))).toEqual([])
  })
})
