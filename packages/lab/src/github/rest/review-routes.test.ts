import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

const repo = '/repos/acme/gitops-config'
let lab: TestLab
let token: string
let reviewer: { id: number; login: string; token: string }
let owner: typeof reviewer

beforeAll(async () => {
  lab = await startTestLab()
  reviewer = lab.github.createUser('reviewer')
  owner = lab.github.createUser('code-owner')
  await lab.github.createRepository('acme/gitops-config', {
    files: { CODEOWNERS: '* @acme/platform\n/mfes/ @code-owner # the platform team\n', 'mfes/cart.yaml': '1\n' },
  })
  const permissions = { contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read', deployments: 'write' }
  const app = await lab.github.createApp({ slug: 'deployer', owner: 'acme', permissions })
  token = await lab.appToken(app, lab.github.installApp(app, { owner: 'acme' }))
})
beforeEach(() => lab.github.setRules('acme/gitops-config', null, 'main'))
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  expect(lab.github.unknownRoutes).toEqual([])
  await lab.close()
})

let branches = 0
async function openPull(path: string) {
  const branch = `topic/${++branches}`
  const head = await lab.github.commitFiles('acme/gitops-config', { branch, message: 'Change', files: { [path]: `${branch}\n` } })
  const { body } = await lab.rest(token, `POST ${repo}/pulls`, { title: 'Change', head: branch, base: 'main' })
  return { number: Number(body.number), head, branch }
}
const review = (number: number, by: string, event = 'APPROVE', body = 'Words') =>
  lab.rest(by, `POST ${repo}/pulls/${number}/reviews`, { event, body })
const merge = (number: number, by = token, method = 'squash') => lab.rest(by, `PUT ${repo}/pulls/${number}/merge`, { merge_method: method })
const rules = (rule: object) => lab.github.setRules('acme/gitops-config', { branch: 'main', ...rule })
const decision = async (number: number) =>
  (
    await lab.graphql(
      token,
      `query Q($number: Int!) { repository(owner: "acme", name: "gitops-config") { pullRequest(number: $number) {
        reviewDecision mergeStateStatus latestOpinionatedReviews(first: 9, writersOnly: true) { nodes { state author { login } } } } } }`,
      { number },
    )
  ).data.repository.pullRequest

describe('reviews', () => {
  it('count by the last word of each reviewer', async () => {
    rules({ requiredApprovals: 1 })
    const { number } = await openPull('x')
    expect((await merge(number)).body.message).toContain('At least 1 approving review is required')
    expect((await review(number, reviewer.token)).body).toMatchObject({ state: 'APPROVED', user: { login: 'reviewer' } })
    expect(lab.events.at(-1)).toMatchObject({ name: 'pull_request_review', action: 'submitted' })
    expect(await decision(number)).toMatchObject({ reviewDecision: 'APPROVED', mergeStateStatus: 'CLEAN' })
    await review(number, reviewer.token, 'COMMENT')
    const asked = await review(number, reviewer.token, 'REQUEST_CHANGES')
    expect(await decision(number)).toMatchObject({
      reviewDecision: 'CHANGES_REQUESTED',
      mergeStateStatus: 'BLOCKED',
      latestOpinionatedReviews: { nodes: [{ state: 'CHANGES_REQUESTED', author: { login: 'reviewer' } }] },
    })
    await lab.rest(owner.token, `PUT ${repo}/pulls/${number}/reviews/${asked.body.id}/dismissals`, { message: 'Done' })
    expect(await decision(number)).toMatchObject({ reviewDecision: 'REVIEW_REQUIRED' })
    await review(number, owner.token)
    expect((await merge(number)).status).toBe(200)
    expect((await lab.rest(token, `GET ${repo}/pulls/${number}/reviews`)).body).toHaveLength(4)
  })

  it('cannot be given to oneself, and vanish with a push where the rules say so', async () => {
    rules({ requiredApprovals: 1, dismissStaleReviews: true })
    const { number, branch } = await openPull('y')
    expect(await review(number, token)).toMatchObject({ status: 422, body: { errors: ['Can not approve your own pull request'] } })
    await review(number, reviewer.token)
    await lab.github.commitFiles('acme/gitops-config', { branch, message: 'More', files: { more: branch } })
    expect(await decision(number)).toMatchObject({ reviewDecision: 'REVIEW_REQUIRED' })
  })

  it('of a code owner are asked for where CODEOWNERS says so', async () => {
    rules({ codeOwners: true })
    const { number } = await openPull('mfes/cart.yaml')
    await review(number, reviewer.token)
    expect((await merge(number)).body.message).toContain('Waiting on code owner review from @code-owner.')
    await review(number, owner.token)
    expect((await merge(number)).status).toBe(200)
  })
})

describe('other rules', () => {
  it.each<[string, object, string]>([
    ['a deployment', { deployments: ['preview'] }, 'Missing successful active preview deployment.'],
    ['signatures', { signatures: true }, 'Commits must have verified signatures.'],
    ['a locked branch', { locked: true }, 'Cannot change this locked branch'],
    ['linear history', { linearHistory: true }, 'This branch must not contain merge commits.'],
  ])('refuse for %s, but not to who may bypass them', async (_, rule, sentence) => {
    rules(rule)
    const { number } = await openPull(`rule-${branches}`)
    const method = 'linearHistory' in rule ? 'merge' : 'squash'
    expect(await merge(number, token, method)).toMatchObject({ status: 405, body: { message: expect.stringContaining(sentence) } })
    expect((await lab.rest(token, `GET ${repo}/rules/branches/main`)).status).toBe(200)
    rules({ ...rule, bypass: [owner.id] })
    expect((await merge(number, owner.token, method)).status).toBe(200)
  })

  it('see the deployment that they ask for', async () => {
    rules({ deployments: ['preview'] })
    const { number, head } = await openPull('deployed')
    const { body } = await lab.rest(token, `POST ${repo}/deployments`, { ref: head, environment: 'preview', required_contexts: [] })
    await lab.rest(token, `POST ${repo}/deployments/${body.id}/statuses`, { state: 'success' })
    expect((await merge(number)).status).toBe(200)
  })

  it('of Enterprise Server may be a hook', async () => {
    lab.github.setRepositorySettings('acme/gitops-config', { preReceiveHook: { refusal: 'No ticket' } })
    const { number } = await openPull('hooked')
    expect(await decision(number)).toMatchObject({ mergeStateStatus: 'HAS_HOOKS' })
    expect(await merge(number)).toMatchObject({ status: 405, body: { message: expect.stringContaining('No ticket') } })
    lab.github.setRepositorySettings('acme/gitops-config', { preReceiveHook: {} })
    expect((await merge(number)).status).toBe(200)
  })
})
