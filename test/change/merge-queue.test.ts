import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WebhookEvent } from '../../packages/lab/src/github/types.ts'
import { succeeded } from '../harness/change-steps.ts'
import { configRepository } from '../harness/config-repository.ts'
import { type MergeLab, type Pull, refused, startMergeLab } from '../harness/merge-lab.ts'

let lab: MergeLab
let stopListening = () => {}
beforeAll(async () => {
  lab = await startMergeLab()
})
beforeEach(() => {
  stopListening()
  lab.reset()
  lab.rules({ mergeQueue: { method: 'merge' } })
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  expect(lab.github.unknownRoutes).toEqual([])
  await lab.close()
})

/** Does something whenever checks are asked for on a merge group, as a workflow on merge_group does. */
function onGroup(act: (group: { sha: string; ref: string }) => Promise<unknown> | unknown): void {
  const listener = (event: WebhookEvent) => {
    if (event.name === 'merge_group' && event.action === 'checks_requested') void act(event)
  }
  stopListening = lab.github.on('webhook', listener)
}
const patient = { 'timeout-minutes': '5' }
const enqueued = (pull: Pull) => lab.mutate(pull, 'enqueuePullRequest(input: { pullRequestId: $id })')
const route = 'graphql:enqueuePullRequest'

describe('edge case 41: a merge queue', () => {
  it('merges by the method of the queue, whatever was asked for', async () => {
    onGroup(({ sha }) => lab.report(sha, 'success'))
    const pull = await lab.open()
    const run = await lab.merge(pull, { ...patient, method: 'squash' })
    expect(succeeded(run)).toMatchObject({ result: 'merged', 'merge-commit': await lab.main() })
    expect((await lab.github.commits(configRepository, { limit: 1 }))[0]?.parents).toHaveLength(2)
    expect(lab.github.requests.filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it('gets nothing whose own checks are red', async () => {
    const before = lab.github.requests.length
    refused(await lab.merge(await lab.open({}, { status: 'failure' })), { code: 'required-check-failed', result: 'checks-failed' })
    expect(lab.github.requests.slice(before).filter((one) => one.route === route)).toEqual([])
  })

  it('gives back what fails on the merge group, with the name of the check', async () => {
    onGroup(({ sha }) => lab.report(sha, 'failure'))
    const message = refused(await lab.merge(await lab.open(), patient), { code: 'removed-from-queue', result: 'removed-from-queue' })
    expect(message).toContain('failed_checks, by github-merge-queue')
    expect(message).toContain('gitops/deployment: failure')
  })

  it('gives back what a person takes out, with the name of the person', async () => {
    const pull = await lab.open()
    onGroup(() => lab.mutate(pull, 'dequeuePullRequest(input: { id: $id })'))
    const message = refused(await lab.merge(pull, patient), { code: 'removed-from-queue', result: 'removed-from-queue' })
    expect(message).toContain('manual, by octocat')
  })

  it('finds a conflict with what is merged before', async () => {
    const pull = await lab.open({ 'shared.md': 'ours\n' })
    onGroup(() => lab.editMain({ 'shared.md': 'theirs\n' }))
    refused(await lab.merge(pull, patient), { code: 'merge-conflict', result: 'conflict' })
  })

  it('loses what gets another head', async () => {
    const pull = await lab.open()
    onGroup(() =>
      lab.github.commitFiles(configRepository, { branch: pull.branch, message: 'By hand', files: { [`hand/${pull.number}`]: '' } }),
    )
    refused(await lab.merge(pull, patient), { code: 'head-moved', result: 'head-moved' })
  })

  it('takes too long for a check without merge_group: says so, and leaves nothing behind that merges later', async () => {
    const pull = await lab.open()
    await enqueued(pull)
    const seen = refused(await lab.merge(pull), { outcome: 'timed-out', code: 'merge-queue-timeout', result: 'timed-out' })
    expect(seen).toContain('without the trigger merge_group: gitops/deployment')
    // That one was put there by somebody else, so it stays; what the action puts in, it takes out.
    await lab.mutate(pull, 'dequeuePullRequest(input: { id: $id })')
    const own = await lab.open()
    refused(await lab.merge(own), { outcome: 'timed-out', code: 'merge-queue-timeout', result: 'timed-out' })
    await expect(lab.mutate(own, 'dequeuePullRequest(input: { id: $id })')).rejects.toThrow('not in the merge queue')
  })

  it('is not asked twice by two who merge the same', async () => {
    onGroup(({ sha }) => lab.report(sha, 'success'))
    const pull = await lab.open()
    const runs = await Promise.all([lab.merge(pull, patient), lab.merge(pull, patient)])
    for (const run of runs) expect(succeeded(run)['merge-commit']).toBe(await lab.main())
  })

  it.each(['before', 'after'] as const)('R3: is looked at when the answer to a place in it is lost %s it was given', async (when) => {
    onGroup(({ sha }) => lab.report(sha, 'success'))
    lab.github.faults.add({ route, when, status: 502, body: 'x' })
    expect(succeeded(await lab.merge(await lab.open(), patient))).toMatchObject({ result: 'merged', 'merge-commit': await lab.main() })
  })

  it('that asks for a review says so', async () => {
    lab.rules({ mergeQueue: { method: 'merge' }, requiredApprovals: 1 })
    const words = { outcome: 'awaiting-approval', code: 'approval-required', result: 'blocked' }
    expect(refused(await lab.merge(await lab.open()), words)).toContain('approvals: 0 of 1')
  })
})
