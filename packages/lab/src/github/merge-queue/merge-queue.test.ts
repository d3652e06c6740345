import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

const repo = '/repos/acme/gitops-config'
let lab: TestLab
let token: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/gitops-config', { files: { 'a.yaml': '1\n', 'b.yaml': '1\n' } })
  const permissions = { contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read' }
  const app = await lab.github.createApp({ slug: 'deployer', owner: 'acme', permissions })
  token = await lab.appToken(app, lab.github.installApp(app, { owner: 'acme' }))
})
beforeEach(() => lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: ['ci'], mergeQueue: { method: 'squash' } }))
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  expect(lab.github.unknownRoutes).toEqual([])
  await lab.close()
})

let branches = 0
async function openPull(files: Record<string, string>) {
  const branch = `topic/${++branches}`
  const head = await lab.github.commitFiles('acme/gitops-config', { branch, message: `Change ${branches}`, files })
  const { body } = await lab.rest(token, `POST ${repo}/pulls`, { title: `Change ${branches}`, head: branch, base: 'main' })
  await report(head, 'success')
  return { number: Number(body.number), id: String(body.node_id), head, branch }
}
const report = (sha: string, state: string) => lab.rest(token, `POST ${repo}/statuses/${sha}`, { state, context: 'ci' })
const enqueue = (id: string, head?: string) =>
  lab.graphql(
    token,
    `mutation E($id: ID!, $head: GitObjectID) { enqueuePullRequest(input: { pullRequestId: $id, expectedHeadOid: $head }) {
      mergeQueueEntry { state position enqueuer { login } mergeQueue { configuration { mergeMethod } } headCommit { oid } } } }`,
    { id, head: head ?? null },
  )
async function look(number: number) {
  const { data } = await lab.graphql(
    token,
    `query Q($number: Int!) { repository(owner: "acme", name: "gitops-config") { pullRequest(number: $number) {
      state isInMergeQueue isMergeQueueEnabled mergeStateStatus mergeCommit { oid }
      mergeQueueEntry { state position headCommit { oid } baseCommit { oid } }
      timelineItems(last: 1, itemTypes: [REMOVED_FROM_MERGE_QUEUE_EVENT]) { nodes { ... on RemovedFromMergeQueueEvent { id reason beforeCommit { oid } actor { login } } } }
    } } }`,
    { number },
  )
  const { timelineItems, ...pull } = data.repository.pullRequest
  return { ...pull, removed: timelineItems.nodes[0] ?? null }
}

describe('a branch with a merge queue', () => {
  it('refuses a merge past the queue', async () => {
    const pull = await openPull({ past: '' })
    const { status, body } = await lab.rest(token, `PUT ${repo}/pulls/${pull.number}/merge`, { sha: pull.head })
    expect([status, body.message]).toEqual([405, expect.stringContaining('Changes must be made through the merge queue')])
    expect(await look(pull.number)).toMatchObject({ isMergeQueueEnabled: true, isInMergeQueue: false, mergeStateStatus: 'CLEAN' })
  })

  it('tests each entry on top of those before it, and merges in order', async () => {
    const [first, second] = [await openPull({ one: '1' }), await openPull({ two: '2' })]
    const events = lab.events.length
    const { data } = await enqueue(first.id, first.head)
    expect(data.enqueuePullRequest.mergeQueueEntry).toMatchObject({ position: 1, mergeQueue: { configuration: { mergeMethod: 'SQUASH' } } })
    await enqueue(second.id)
    const [one, two] = [await look(first.number), await look(second.number)]
    expect(one.mergeQueueEntry).toMatchObject({ state: 'AWAITING_CHECKS', position: 1 })
    expect(two.mergeQueueEntry.baseCommit).toEqual(one.mergeQueueEntry.headCommit)
    const requested = lab.events.slice(events).filter(({ name }) => name === 'merge_group')
    expect(requested.map(({ ref, sha }) => [ref, sha])).toEqual([
      [`refs/heads/gh-readonly-queue/main/pr-${first.number}-${one.mergeQueueEntry.baseCommit.oid}`, one.mergeQueueEntry.headCommit.oid],
      [`refs/heads/gh-readonly-queue/main/pr-${second.number}-${one.mergeQueueEntry.headCommit.oid}`, two.mergeQueueEntry.headCommit.oid],
    ])
    await report(two.mergeQueueEntry.headCommit.oid, 'success')
    expect(await look(second.number)).toMatchObject({ state: 'OPEN', isInMergeQueue: true })
    await report(one.mergeQueueEntry.headCommit.oid, 'success')
    expect(await look(first.number)).toMatchObject({ state: 'MERGED', isInMergeQueue: false, removed: { reason: 'merged' } })
    expect((await look(second.number)).mergeCommit).toEqual(two.mergeQueueEntry.headCommit)
    expect(await lab.github.branchHead('acme/gitops-config', 'main')).toBe(two.mergeQueueEntry.headCommit.oid)
  })

  it('takes out what fails, names the commit, and tests the rest again', async () => {
    const [first, second] = [await openPull({ three: '3' }), await openPull({ four: '4' })]
    await enqueue(first.id)
    await enqueue(second.id)
    const { mergeQueueEntry } = await look(first.number)
    await report(mergeQueueEntry.headCommit.oid, 'failure')
    expect(await look(first.number)).toMatchObject({
      state: 'OPEN',
      isInMergeQueue: false,
      removed: { reason: 'failed_checks', beforeCommit: mergeQueueEntry.headCommit, actor: { login: 'github-merge-queue' } },
    })
    const again = await look(second.number)
    expect(again.mergeQueueEntry).toMatchObject({ position: 1, baseCommit: mergeQueueEntry.baseCommit })
    await report(again.mergeQueueEntry.headCommit.oid, 'success')
    expect(await look(second.number)).toMatchObject({ state: 'MERGED' })
  })

  it.each<[string, (pull: Awaited<ReturnType<typeof openPull>>) => Promise<unknown>, string]>([
    [
      'a person takes out',
      ({ id }) =>
        lab.graphql(lab.owner.token, 'mutation D($id: ID!) { dequeuePullRequest(input: { id: $id }) { clientMutationId } }', { id }),
      'manual',
    ],
    [
      'gets a push',
      ({ branch }) => lab.github.commitFiles('acme/gitops-config', { branch, message: 'More', files: { more: branch } }),
      'branch_invalidated',
    ],
    ['is closed', ({ number }) => lab.rest(token, `PATCH ${repo}/pulls/${number}`, { state: 'closed' }), 'branch_invalidated'],
    [
      'conflicts with what was pushed meanwhile',
      ({ number }) => lab.github.commitFiles('acme/gitops-config', { message: 'Elsewhere', files: { [`file-${number}`]: 'other\n' } }),
      'merge_conflict',
    ],
  ])('has no place for what %s', async (_, act, reason) => {
    const branch = `topic/${branches + 1}`
    const number = (await lab.rest(token, `GET ${repo}/pulls?state=all&per_page=1`)).body[0].number + 1
    const pull = await openPull({ [`file-${number}`]: `${branch}\n` })
    await enqueue(pull.id)
    await act(pull)
    await expect.poll(async () => (await look(pull.number)).removed?.reason).toBe(reason)
    expect(await look(pull.number)).toMatchObject({ isInMergeQueue: false })
  })

  it('queues nothing that its rules would refuse', async () => {
    const pull = await openPull({ refused: '' })
    await report(pull.head, 'pending')
    expect((await enqueue(pull.id)).errors).toMatchObject([
      { type: 'UNPROCESSABLE', message: 'Pull request Required status check "ci" is pending.' },
    ])
    await report(pull.head, 'success')
    expect((await enqueue(pull.id, 'f'.repeat(40))).errors).toMatchObject([
      { message: expect.stringContaining('Head branch was modified') },
    ])
    await enqueue(pull.id)
    expect((await enqueue(pull.id)).errors).toMatchObject([{ message: 'Pull request is already in the queue' }])
  })

  it('takes an armed pull request as soon as it may', async () => {
    lab.github.setRepositorySettings('acme/gitops-config', { allowAutoMerge: true })
    const pull = await openPull({ armed: '' })
    await report(pull.head, 'pending')
    await lab.graphql(
      lab.owner.token,
      'mutation A($id: ID!) { enablePullRequestAutoMerge(input: { pullRequestId: $id }) { clientMutationId } }',
      { id: pull.id },
    )
    expect(await look(pull.number)).toMatchObject({ isInMergeQueue: false })
    await report(pull.head, 'success')
    expect(await look(pull.number)).toMatchObject({ isInMergeQueue: true })
  })
})
