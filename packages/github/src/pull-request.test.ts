import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { addComment, addLabels, closePullRequest, createPullRequest, findPullRequests } from './pull-request.ts'

const repository = { owner: 'acme', repo: 'gitops-config' }
const wanted = { ...repository, head: 'deploy/staging/cart/1', base: 'main', title: 'Deploy cart', body: 'Deploys cart.' }
const node = (number: number, headRefName: string, more = {}) => ({
  number,
  url: `https://github.localhost/acme/gitops-config/pull/${number}`,
  state: 'OPEN',
  isCrossRepository: false,
  baseRefName: 'main',
  headRefName,
  headRefOid: 'a'.repeat(40),
  headRef: { target: { oid: 'c'.repeat(40) } },
  ...more,
})

describe('findPullRequests', () => {
  it('finds by exact head, in every state', async () => {
    const merged = node(3, wanted.head, { state: 'MERGED', headRef: null })
    await using server = await startScriptedServer([
      { body: { data: { repository: { pullRequests: { nodes: [node(4, wanted.head), merged] } } } } },
    ])
    const found = await findPullRequests(testClient(server.url).github, { ...repository, head: wanted.head })
    expect(found).toMatchObject([
      {
        number: 4,
        state: 'OPEN',
        head: wanted.head,
        base: 'main',
        headCommit: 'a'.repeat(40),
        branchCommit: 'c'.repeat(40),
      },
      { number: 3, state: 'MERGED', branchCommit: null },
    ])
    expect(JSON.parse(server.exchanges[0]?.body ?? '').variables).toEqual({ owner: 'acme', name: 'gitops-config', head: wanted.head })
  })

  it('adds open ones below prefixes from every page, each once, and none of a fork', async () => {
    const nodes = [node(4, wanted.head), node(9, wanted.head, { isCrossRepository: true })]
    const page = (hasNextPage: boolean, ...open: object[]) => ({
      body: { data: { repository: { pullRequests: { nodes }, open: { pageInfo: { hasNextPage, endCursor: 'next' }, nodes: open } } } },
    })
    await using server = await startScriptedServer([
      page(true, node(4, wanted.head), node(5, 'feature/x')),
      page(false, node(7, 'deploy/staging/cart/2')),
    ])
    const search = { ...repository, head: wanted.head, prefixes: ['deploy/staging/cart/'] }
    expect((await findPullRequests(testClient(server.url).github, search)).map(({ number }) => number)).toEqual([7, 4])
    expect(server.exchanges.map(({ body }) => JSON.parse(body ?? '').variables.after)).toEqual([null, 'next'])
  })
})

describe('createPullRequest', () => {
  it('opens one', async () => {
    const body = { number: 12, html_url: 'https://x.y/12', head: { sha: 'a'.repeat(40) } }
    await using server = await startScriptedServer([{ status: 201, body }])
    expect(await createPullRequest(testClient(server.url).github, wanted)).toEqual({
      kind: 'created',
      number: 12,
      url: 'https://x.y/12',
      headCommit: 'a'.repeat(40),
    })
    expect(JSON.parse(server.exchanges[0]?.body ?? '')).toEqual({
      head: wanted.head,
      base: 'main',
      title: 'Deploy cart',
      body: 'Deploys cart.',
    })
  })

  it.each([
    [`A pull request already exists for acme:${wanted.head}.`, 'exists'],
    [`No commits between main and ${wanted.head}`, 'no-commits'],
  ])('edge case 27, fault 23: knows %j', async (message, kind) => {
    await using server = await startScriptedServer([
      { status: 422, body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message }] } },
    ])
    expect(await createPullRequest(testClient(server.url).github, wanted)).toEqual({ kind })
  })

  it.each([
    [
      { status: 422, body: { message: 'Validation Failed', errors: [{ field: 'head', code: 'invalid' }] } },
      { status: 422, code: 'github-refused', ambiguous: false },
    ],
    [
      { status: 502, body: 'x' },
      { status: 502, ambiguous: true },
    ],
    [{ fault: 'reset' as const }, { status: 0, ambiguous: true }],
  ])('leaves %o to the caller, after one attempt', async (reply, expected) => {
    await using server = await startScriptedServer([reply])
    await expect(createPullRequest(testClient(server.url).github, wanted)).rejects.toMatchObject(expected)
    expect(server.exchanges).toHaveLength(1)
  })
})

describe('harmless repeats', () => {
  it('close and label again after a lost answer', async () => {
    await using server = await startScriptedServer([{ fault: 'reset' }, { body: {} }, { status: 502 }, { body: [] }])
    const { github } = testClient(server.url)
    await closePullRequest(github, { ...repository, number: 12 })
    await addLabels(github, { ...repository, number: 12, labels: ['deployment'] })
    expect(server.exchanges.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PATCH /api/v3/repos/acme/gitops-config/pulls/12',
      'PATCH /api/v3/repos/acme/gitops-config/pulls/12',
      'POST /api/v3/repos/acme/gitops-config/issues/12/labels',
      'POST /api/v3/repos/acme/gitops-config/issues/12/labels',
    ])
  })

  it('but never comment twice', async () => {
    await using server = await startScriptedServer([{ fault: 'reset' }])
    await expect(addComment(testClient(server.url).github, { ...repository, number: 12, body: 'x' })).rejects.toMatchObject({
      ambiguous: true,
    })
  })
})
