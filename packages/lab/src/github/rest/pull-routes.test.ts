import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'
import type { App, MergeMethod } from '../types.ts'

const repo = '/repos/acme/gitops-config'
let lab: TestLab
let app: App
let token: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/gitops-config', { files: { 'a.yaml': 'version: 1\n', 'b.yaml': 'version: 1\n' } })
  app = await lab.github.createApp({
    slug: 'deployer',
    owner: 'acme',
    permissions: { contents: 'write', pull_requests: 'write', statuses: 'write' },
  })
  token = await lab.appToken(app, lab.github.installApp(app, { owner: 'acme' }))
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

let branches = 0
async function openPull(files: Record<string, string>, title = 'Deploy') {
  const branch = `topic/${++branches}`
  const head = await lab.github.commitFiles('acme/gitops-config', { branch, message: `${title}\n\nBody of the commit`, files })
  const answer = await lab.rest(token, `POST ${repo}/pulls`, { title, head: branch, base: 'main', body: 'Text' })
  return { branch, head, answer, number: Number(answer.body.number) }
}
const merge = (number: number, body: object, by = token) => lab.rest(by, `PUT ${repo}/pulls/${number}/merge`, body)
const green = (sha: string, context = 'ci', state = 'success') => lab.rest(token, `POST ${repo}/statuses/${sha}`, { state, context })

describe('opening', () => {
  it('answers the pull request and sends its event', async () => {
    const { answer, head, number, branch } = await openPull({ 'a.yaml': 'version: 2\n' })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      state: 'open',
      user: { login: 'deployer[bot]' },
      head: { ref: branch, sha: head },
      commits: 1,
      additions: 1,
      deletions: 1,
    })
    expect(lab.events.at(-1)).toMatchObject({
      name: 'pull_request',
      action: 'opened',
      startsWorkflows: true,
      ref: `refs/pull/${number}/merge`,
    })
    const files = await lab.rest(token, `GET ${repo}/pulls/${number}/files`)
    expect(files.body).toMatchObject([{ filename: 'a.yaml', status: 'modified', patch: '@@ -1 +1 @@\n-version: 1\n+version: 2' }])
  })

  it.each([
    [
      'a second one for the same branches',
      () => lab.rest(token, `POST ${repo}/pulls`, { title: 'x', head: 'topic/1', base: 'main' }),
      'A pull request already exists for acme:topic/1.',
    ],
    [
      'one without commits',
      () => lab.rest(token, `POST ${repo}/pulls`, { title: 'x', head: 'main', base: 'topic/1' }),
      'No commits between topic/1 and main',
    ],
  ])('refuses %s', async (_, send, message) => {
    const { status, body } = await send()
    expect(status).toBe(422)
    expect(body).toMatchObject({
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequest', code: 'custom', message }],
      status: '422',
    })
  })

  it('refuses a head that is not there by its field', async () => {
    const { body } = await lab.rest(token, `POST ${repo}/pulls`, { title: 'x', head: 'nowhere', base: 'main' })
    expect(body.errors).toEqual([{ resource: 'PullRequest', field: 'head', code: 'invalid' }])
  })
})

describe('at once', () => {
  it('opens one of two pull requests for the same branch', async () => {
    await lab.github.commitFiles('acme/gitops-config', { branch: 'twins', message: 'Twins', files: { twins: '' } })
    const send = () => lab.rest(token, `POST ${repo}/pulls`, { title: 'x', head: 'twins', base: 'main' })
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([201, 422, 422])
  })

  it('keeps the base of an open pull request at the tip while many commit to it', async () => {
    const { number } = await openPull({ 'at-once.yaml': '1' })
    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        lab.github.commitFiles('acme/gitops-config', { message: `Commit ${at}`, files: { [`many/${at}`]: '' } }),
      ),
    )
    const tip = await lab.github.branchHead('acme/gitops-config', 'main')
    expect((await lab.rest(token, `GET ${repo}/pulls/${number}`)).body.base.sha).toBe(tip)
    const pushes = lab.events.filter(({ name, ref }) => name === 'push' && ref === 'refs/heads/main').map(({ payload }) => payload)
    for (const [at, push] of pushes.entries()) if (at > 0) expect(push.before).toBe(pushes[at - 1]?.after)
  })
})

describe('merging', () => {
  it.each([
    ['squash', 1, 'Deploy (#'],
    ['merge', 2, 'Merge pull request #'],
    ['rebase', 1, 'Deploy'],
  ] as const)('merges by %s on the tip that others have moved', async (method: MergeMethod, parents, title) => {
    const { number, head } = await openPull({ 'a.yaml': `version: by-${method}\n` })
    await lab.github.commitFiles('acme/gitops-config', { message: 'Elsewhere', files: { 'b.yaml': `version: ${method}\n` } })
    const { status, body } = await merge(number, { sha: head, merge_method: method })
    expect(status).toBe(200)
    expect(await lab.github.branchHead('acme/gitops-config', 'main')).toBe(body.sha)
    const commit = await lab.rest(token, `GET ${repo}/commits/${body.sha}`)
    expect(commit.body.parents).toHaveLength(parents)
    expect(commit.body.commit.message).toContain(title)
    expect(commit.body.commit.verification.verified).toBe(true)
    expect(await lab.github.readFile('acme/gitops-config', 'main', 'a.yaml')).toBe(`version: by-${method}\n`)
    expect(await lab.github.readFile('acme/gitops-config', 'main', 'b.yaml')).toBe(`version: ${method}\n`)
    expect(lab.events.slice(-2).map(({ name, action }) => [name, action])).toEqual([
      ['push', undefined],
      ['pull_request', 'closed'],
    ])
    expect(lab.github.pullRequests('acme/gitops-config').find((pull) => pull.number === number)).toMatchObject({
      merged: true,
      mergeCommit: body.sha,
      mergedBy: 'deployer[bot]',
    })
  })

  it('answers 409 when the head moved and 405 when it cannot merge', async () => {
    const { number, branch, head } = await openPull({ 'a.yaml': 'version: x\n' })
    await lab.github.commitFiles('acme/gitops-config', { branch, message: 'More', files: { 'more.yaml': '' } })
    expect(lab.events.at(-1)).toMatchObject({ name: 'pull_request', action: 'synchronize' })
    expect(await merge(number, { sha: head })).toMatchObject({
      status: 409,
      body: { message: 'Head branch was modified. Review and try the merge again.' },
    })
    await lab.github.commitFiles('acme/gitops-config', { message: 'Conflict', files: { 'a.yaml': 'version: y\n' } })
    expect(await merge(number, {})).toMatchObject({ status: 405, body: { message: 'Pull Request is not mergeable' } })
    const { body } = await lab.rest(token, `GET ${repo}/pulls/${number}`)
    expect(body).toMatchObject({ mergeable: false, mergeable_state: 'dirty' })
  })

  it('refuses a method that the repository does not allow', async () => {
    const { number } = await openPull({ 'c.yaml': '1' })
    lab.github.setRepositorySettings('acme/gitops-config', { allowMerge: false })
    expect(await merge(number, {})).toMatchObject({ status: 405, body: { message: 'Merge commits are not allowed on this repository.' } })
    lab.github.setRepositorySettings('acme/gitops-config', { allowMerge: true })
  })

  it('lets one of two merges of the same request win', async () => {
    const { number } = await openPull({ 'd.yaml': '1' })
    const statuses = (await Promise.all([merge(number, { merge_method: 'squash' }), merge(number, { merge_method: 'squash' })])).map(
      ({ status }) => status,
    )
    expect(statuses.sort()).toEqual([200, 405])
  })

  it('closes what somebody pushed to the base and what lost its branch', async () => {
    const pushed = await openPull({ 'e.yaml': '1' })
    const update = await lab.rest(token, `PATCH ${repo}/git/refs/heads/main`, { sha: await onTop(pushed.branch), force: false })
    expect(update.status).toBe(200)
    const gone = await openPull({ 'f.yaml': '1' })
    expect((await lab.rest(token, `DELETE ${repo}/git/refs/heads/${gone.branch}`)).status).toBe(204)
    const views = lab.github.pullRequests('acme/gitops-config')
    expect(views.find(({ number }) => number === pushed.number)).toMatchObject({ state: 'closed', merged: true })
    expect(views.find(({ number }) => number === gone.number)).toMatchObject({ state: 'closed', merged: false })
  })
})

/** A merge commit of main and a branch, made without the API's merge. */
async function onTop(branch: string): Promise<string> {
  const path = lab.github.repositoryPath('acme/gitops-config')
  const tree = (await lab.git(path, 'merge-tree', '--write-tree', 'main', branch)).output.trim()
  return (await lab.git(path, 'commit-tree', tree, '-p', 'main', '-p', branch, '-m', 'By hand')).output.trim()
}

describe('rules', () => {
  const pending = { status: 405, body: { message: 'Repository rule violations found\n\nRequired status check "ci" is expected.\n\n' } }

  it('ties required checks to the head commit', async () => {
    lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: ['ci'] })
    const { number, head, branch } = await openPull({ 'g.yaml': '1' })
    expect(await merge(number, {})).toMatchObject(pending)
    await green(head, 'ci', 'failure')
    expect((await merge(number, {})).body.message).toContain('Required status check "ci" is failing.')
    await green(head)
    const next = await lab.github.commitFiles('acme/gitops-config', { branch, message: 'More', files: { 'h.yaml': '1' } })
    expect(await merge(number, {})).toMatchObject(pending)
    expect((await lab.rest(token, `GET ${repo}/pulls/${number}`)).body.mergeable_state).toBe('blocked')
    await green(next)
    expect((await lab.rest(token, `GET ${repo}/pulls/${number}`)).body.mergeable_state).toBe('clean')
    expect((await merge(number, {})).status).toBe(200)
  })

  it('lets only the named App merge', async () => {
    lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: ['ci'], onlyApps: [app.id] })
    const { number, head } = await openPull({ 'i.yaml': '1' })
    await green(head)
    expect((await merge(number, {}, lab.owner.token)).body.message).toContain('Cannot update this protected ref.')
    expect((await merge(number, {})).status).toBe(200)
  })

  it('wants a check of the App that the rule names', async () => {
    const other = await lab.github.createApp({ slug: 'checker', owner: 'acme', permissions: { statuses: 'write' } })
    const othersToken = await lab.appToken(other, lab.github.installApp(other, { owner: 'acme' }))
    lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: [{ context: 'ci', appId: other.id }] })
    const { number, head } = await openPull({ 'j.yaml': '1' })
    await green(head)
    expect(await merge(number, {})).toMatchObject(pending)
    await lab.rest(othersToken, `POST ${repo}/statuses/${head}`, { state: 'success', context: 'ci' })
    expect((await merge(number, {})).status).toBe(200)
  })

  it('takes the jobs of runs on the head as checks', async () => {
    lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: ['check / quality'] })
    const { number, head, branch } = await openPull({ 'k.yaml': '1' })
    const run = lab.github.runs.create({
      repository: 'acme/gitops-config',
      name: 'Check',
      displayTitle: 'Check',
      event: 'pull_request',
      headSha: head,
      headBranch: branch,
      path: '.github/workflows/check.yml',
      actor: lab.owner,
    })
    const job = lab.github.runs.addJob(run.id, { name: 'check / quality', status: 'in_progress' })
    expect((await merge(number, {})).body.message).toContain('is pending')
    lab.github.runs.updateJob(run.id, job.id, { status: 'completed', conclusion: 'neutral' })
    expect((await merge(number, {})).status).toBe(200)
  })

  it('speaks as branch protection does', async () => {
    lab.github.setRules('acme/gitops-config', { kind: 'branch-protection', branch: 'main', requiredChecks: ['ci', 'lint'] })
    const { number, head } = await openPull({ 'l.yaml': '1' })
    expect((await merge(number, {})).body.message).toBe('2 of 2 required status checks are expected.')
    await green(head, 'ci', 'failure')
    expect((await merge(number, {})).body.message).toBe('2 of 2 required status checks have not succeeded: 1 expected and 1 failing.')
    expect((await lab.rest(token, `GET ${repo}/rules/branches/main`)).body).toEqual([])
  })

  it('merges by itself when armed and the checks turn green', async () => {
    lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: ['ci'] })
    const { answer, number, head } = await openPull({ 'm.yaml': '1' })
    const arm = () =>
      lab.graphql(
        token,
        'mutation($input: EnablePullRequestAutoMergeInput!) { enablePullRequestAutoMerge(input: $input) { pullRequest { autoMergeRequest { mergeMethod } } } }',
        {
          input: { pullRequestId: answer.body.node_id, mergeMethod: 'SQUASH', expectedHeadOid: head },
        },
      )
    expect((await arm()).errors).toMatchObject([{ type: 'UNPROCESSABLE', message: 'Auto merge is not allowed for this repository' }])
    lab.github.setRepositorySettings('acme/gitops-config', { allowAutoMerge: true })
    expect((await arm()).data.enablePullRequestAutoMerge.pullRequest.autoMergeRequest.mergeMethod).toBe('SQUASH')
    await green(head)
    expect(lab.github.pullRequests('acme/gitops-config').find((pull) => pull.number === number)).toMatchObject({ merged: true })
    const clean = await openPull({ 'n.yaml': '1' })
    await green(clean.head)
    const late = await lab.graphql(
      token,
      'mutation($input: EnablePullRequestAutoMergeInput!) { enablePullRequestAutoMerge(input: $input) { clientMutationId } }',
      {
        input: { pullRequestId: clean.answer.body.node_id },
      },
    )
    expect(late.errors).toMatchObject([{ message: 'Pull request Pull request is in clean status' }])
  })

  it('shows in GraphQL what blocks and what is required', async () => {
    lab.github.setRules('acme/gitops-config', { branch: 'main', requiredChecks: ['ci'], methods: ['squash'] })
    const { number, head } = await openPull({ 'o.yaml': '1' })
    await green(head, 'ci', 'pending')
    const reader = await lab.github.createApp({
      slug: 'reader',
      owner: 'acme',
      permissions: { contents: 'read', pull_requests: 'read', statuses: 'read', checks: 'read' },
    })
    const { data, errors } = await lab.graphql(
      await lab.appToken(reader, lab.github.installApp(reader, { owner: 'acme' })),
      `query($number: Int!) { repository(owner: "acme", name: "gitops-config") { pullRequest(number: $number) {
        state mergeable mergeStateStatus headRefOid
        baseRef { rules(first: 100) { nodes { type parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } ... on PullRequestParameters { allowedMergeMethods } } } } refUpdateRule { pattern } }
        statusCheckRollup { state contexts(first: 10) { nodes { __typename ... on StatusContext { context state isRequired(pullRequestNumber: $number) } } } } } } }`,
      { number },
    )
    expect(errors).toEqual([])
    expect(data.repository.pullRequest).toMatchObject({
      state: 'OPEN',
      mergeable: 'MERGEABLE',
      mergeStateStatus: 'BLOCKED',
      headRefOid: head,
      statusCheckRollup: {
        state: 'PENDING',
        contexts: { nodes: [{ __typename: 'StatusContext', context: 'ci', state: 'PENDING', isRequired: true }] },
      },
    })
    const rules = data.repository.pullRequest.baseRef.rules.nodes
    expect(rules.find((rule: { type: string }) => rule.type === 'REQUIRED_STATUS_CHECKS').parameters.requiredStatusChecks).toEqual([
      { context: 'ci' },
    ])
    expect(rules.find((rule: { type: string }) => rule.type === 'PULL_REQUEST').parameters.allowedMergeMethods).toEqual(['squash'])
    expect(data.repository.pullRequest.baseRef.refUpdateRule).toBeNull()
  })

  it('can be told to answer mergeable late', async () => {
    lab.github.setRules('acme/gitops-config', null, 'main')
    lab.github.consistency.mergeableAfterReads = 2
    const { number, answer } = await openPull({ 'p.yaml': '1' })
    expect(answer.body.mergeable).toBeNull()
    const reads = [await lab.rest(token, `GET ${repo}/pulls/${number}`), await lab.rest(token, `GET ${repo}/pulls/${number}`)]
    expect(reads.map(({ body }) => body.mergeable)).toEqual([null, true])
    lab.github.consistency.mergeableAfterReads = 0
  })
})

describe('labels and comments', () => {
  it('adds labels once and keeps comments in order', async () => {
    const { number } = await openPull({ 'q.yaml': '1' })
    await lab.rest(token, `POST ${repo}/issues/${number}/labels`, { labels: ['deployment', 'staging'] })
    const again = await lab.rest(token, `POST ${repo}/issues/${number}/labels`, { labels: ['Deployment'] })
    expect(again.body.map((label: { name: string }) => label.name)).toEqual(['deployment', 'staging'])
    const comment = await lab.rest(token, `POST ${repo}/issues/${number}/comments`, { body: 'Superseded' })
    expect(comment.status).toBe(201)
    await lab.rest(token, `PATCH ${repo}/issues/comments/${comment.body.id}`, { body: 'Superseded by #2' })
    expect((await lab.rest(token, `GET ${repo}/issues/${number}/comments`)).body).toMatchObject([
      { body: 'Superseded by #2', user: { login: 'deployer[bot]' } },
    ])
    expect((await lab.rest(token, `PATCH ${repo}/pulls/${number}`, { state: 'closed' })).body.state).toBe('closed')
    expect(lab.events.at(-1)).toMatchObject({ name: 'pull_request', action: 'closed' })
  })
})
