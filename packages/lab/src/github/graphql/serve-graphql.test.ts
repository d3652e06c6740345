import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'
import type { App } from '../types.ts'

let lab: TestLab
let app: App
let token: string
let repositoryId: string
let base: string

const files = {
  'gitops.yaml': '# kept\nschema: 1\n',
  'environments/staging/cart.yaml': 'version: 1.0.0\n',
  'logo.bin': new Uint8Array([0, 1, 2]),
  '.github/workflows/gitops.yml': 'name: GitOps\non: repository_dispatch\n',
}

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/gitops-config', { files })
  app = await lab.github.createApp({
    slug: 'acme-gitops',
    owner: 'acme',
    permissions: { contents: 'write', pull_requests: 'write', statuses: 'write', checks: 'read' },
  })
  token = await lab.appToken(app, lab.github.installApp(app, { owner: 'acme' }))
  const { data } = await lab.graphql(token, '{ repository(owner: "acme", name: "gitops-config") { id } }')
  repositoryId = data.repository.id
})
beforeEach(async () => {
  base = String(await lab.github.branchHead('acme/gitops-config', 'main'))
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const commitDocument = `mutation($ref: CreateRefInput!, $commit: CreateCommitOnBranchInput!) {
  createRef(input: $ref) { ref { name prefix target { oid } } }
  createCommitOnBranch(input: $commit) { commit { oid message signature { isValid } author { name } file(path: "a/b.txt") { object { ... on Blob { text } } } } ref { name } }
}`

function commitVariables(branch: string, change: { expectedHeadOid?: string; additions?: object[]; deletions?: object[] } = {}) {
  return {
    ref: { repositoryId, name: `refs/heads/${branch}`, oid: base },
    commit: {
      branch: { repositoryNameWithOwner: 'acme/gitops-config', branchName: branch },
      expectedHeadOid: change.expectedHeadOid ?? base,
      message: { headline: 'Deploy cart', body: 'By request' },
      fileChanges: {
        additions: change.additions ?? [{ path: 'a/b.txt', contents: Buffer.from('häl\r\n').toString('base64') }],
        deletions: change.deletions ?? [],
      },
    },
  }
}

describe('reading', () => {
  it('answers files of one commit, byte for byte, with what is binary said to be so', async () => {
    const { data, errors } = await lab.graphql(
      token,
      `{ repository(owner: "acme", name: "gitops-config") {
        databaseId nameWithOwner defaultBranchRef { name }
        object(expression: "HEAD") { ... on Commit { oid
          one: file(path: "environments/staging/cart.yaml") { type mode object { ... on Blob { text byteSize isTruncated isBinary } } }
          none: file(path: "nothing") { type }
          binary: file(path: "logo.bin") { object { ... on Blob { text isBinary } } } } }
        tree: object(expression: "main:environments") { __typename ... on Tree { entries { name type } } } } }`,
    )
    expect(errors).toEqual([])
    expect(data.repository).toMatchObject({
      nameWithOwner: 'acme/gitops-config',
      defaultBranchRef: { name: 'main' },
      object: {
        oid: base,
        one: {
          type: 'blob',
          mode: 0o100644,
          object: { text: files['environments/staging/cart.yaml'], byteSize: 15, isTruncated: false, isBinary: false },
        },
        none: null,
        binary: { object: { text: null, isBinary: true } },
      },
      tree: { __typename: 'Tree', entries: [{ name: 'staging', type: 'tree' }] },
    })
  })

  it.each([
    ['a repository that is not there', '{ repository(owner: "acme", name: "nothing") { id } }', 'NOT_FOUND'],
    [
      'a pull request that is not there',
      '{ repository(owner: "acme", name: "gitops-config") { pullRequest(number: 99) { id } } }',
      'NOT_FOUND',
    ],
    [
      'a list without a length',
      '{ repository(owner: "acme", name: "gitops-config") { pullRequests { totalCount } } }',
      'MISSING_PAGINATION_BOUNDARIES',
    ],
    [
      'too long a list',
      '{ repository(owner: "acme", name: "gitops-config") { pullRequests(first: 101) { totalCount } } }',
      'EXCESSIVE_PAGINATION',
    ],
  ])('refuses %s', async (_, query, type) => {
    expect((await lab.graphql(token, query)).errors).toMatchObject([{ type }])
  })

  it('hides private repositories and what a token may not read', async () => {
    await lab.github.createRepository('acme/secret', { files })
    const narrow = await lab.appToken(app, lab.github.installApp(app, { owner: 'acme', repositories: ['gitops-config'] }), {
      permissions: { pull_requests: 'read' },
    })
    expect((await lab.graphql(narrow, '{ repository(owner: "acme", name: "secret") { id } }')).errors).toMatchObject([
      { type: 'NOT_FOUND' },
    ])
    const refused = await lab.graphql(
      narrow,
      '{ repository(owner: "acme", name: "gitops-config") { id object(expression: "HEAD") { oid } } }',
    )
    expect(refused.errors).toMatchObject([
      { type: 'FORBIDDEN', message: 'Resource not accessible by integration', path: ['repository', 'object'] },
    ])
    expect(refused.data.repository).toMatchObject({ id: repositoryId, object: null })
  })

  it('refuses a query that GitHub has no field for, and owns up to a field that only the lab lacks', async () => {
    expect((await lab.graphql(token, '{ nonsense }')).errors[0]?.message).toContain('nonsense')
    const count = lab.github.unknownRoutes.length
    await lab.graphql(token, '{ repository(owner: "acme", name: "gitops-config") { stargazerCount } }')
    expect(lab.github.unknownRoutes.slice(count).map(({ route }) => route)).toEqual(['graphql:Repository.stargazerCount'])
  })
})

describe('committing', () => {
  it('makes a branch and a verified commit in one request that counts as two contents', async () => {
    const { data, errors } = await lab.graphql(token, commitDocument, commitVariables('deploy/one'))
    expect(errors).toEqual([])
    expect(data.createRef.ref).toEqual({ name: 'deploy/one', prefix: 'refs/heads/', target: { oid: base } })
    expect(data.createCommitOnBranch.commit).toMatchObject({
      message: 'Deploy cart\n\nBy request',
      signature: { isValid: true },
      author: { name: 'acme-gitops[bot]' },
      file: { object: { text: 'häl\r\n' } },
    })
    expect(lab.github.requests.at(-1)).toMatchObject({
      kind: 'content',
      contents: 2,
      route: 'graphql:createRef,createCommitOnBranch',
      token: { app: 'acme-gitops' },
    })
    expect(await lab.github.branchHead('acme/gitops-config', 'deploy/one')).toBe(data.createCommitOnBranch.commit.oid)
    expect(lab.events.slice(-2).map(({ name, ref }) => [name, ref])).toEqual([
      ['push', 'refs/heads/deploy/one'],
      ['push', 'refs/heads/deploy/one'],
    ])
  })

  it('runs the second mutation when the first one failed, each with an error of its own', async () => {
    await lab.graphql(token, commitDocument, commitVariables('deploy/twice'))
    const { data, errors } = await lab.graphql(token, commitDocument, commitVariables('deploy/twice'))
    expect(data).toEqual({ createRef: null, createCommitOnBranch: null })
    expect(errors).toMatchObject([
      { type: 'UNPROCESSABLE', path: ['createRef'], message: 'A ref named "refs/heads/deploy/twice" already exists in the repository.' },
      { type: 'STALE_DATA', path: ['createCommitOnBranch'] },
    ])
  })

  it('lets one of several commits on the same head win', async () => {
    await lab.github.commitFiles('acme/gitops-config', { branch: 'race', message: 'Start', files: { start: '' } })
    const head = String(await lab.github.branchHead('acme/gitops-config', 'race'))
    const document = 'mutation($commit: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $commit) { commit { oid } } }'
    const answers = await Promise.all(
      [1, 2, 3].map((at) => {
        const additions = [{ path: `race-${at}`, contents: '' }]
        return lab.graphql(token, document, { commit: commitVariables('race', { expectedHeadOid: head, additions }).commit })
      }),
    )
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1)
    expect(answers.flatMap(({ errors }) => errors.map(({ type }) => type))).toEqual(['STALE_DATA', 'STALE_DATA'])
  })

  it.each([
    ['a branch that is not there', () => ({ commit: commitVariables('nowhere').commit }), 'NOT_FOUND'],
    [
      'a deletion of nothing',
      () => ({ commit: commitVariables('main', { additions: [], deletions: [{ path: 'nothing' }] }).commit }),
      'UNPROCESSABLE',
    ],
    [
      'a path upwards',
      () => ({ commit: commitVariables('main', { additions: [{ path: '../x', contents: '' }] }).commit }),
      'UNPROCESSABLE',
    ],
    [
      'a workflow file',
      () => ({ commit: commitVariables('main', { additions: [{ path: '.github/workflows/x.yml', contents: '' }] }).commit }),
      'FORBIDDEN',
    ],
  ])('refuses %s', async (_, variables, type) => {
    const document = 'mutation($commit: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $commit) { commit { oid } } }'
    expect((await lab.graphql(token, document, variables())).errors).toMatchObject([{ type, path: ['createCommitOnBranch'] }])
  })

  it.each([
    ['ruleset', 'UNPROCESSABLE', 'Repository rule violations found'],
    ['branch-protection', 'BRANCH_PROTECTION_RULE_VIOLATION', 'Changes must be made through a pull request.'],
  ] as const)('refuses a commit to a branch under a %s', async (kind, type, text) => {
    lab.github.setRules('acme/gitops-config', { kind, branch: 'main' })
    const document = 'mutation($commit: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $commit) { commit { oid } } }'
    const { errors } = await lab.graphql(token, document, { commit: commitVariables('main').commit })
    expect(errors).toMatchObject([{ type }])
    expect(errors[0]?.message).toContain(text)
    lab.github.setRules('acme/gitops-config', null, 'main')
  })

  it('moves several refs at once or none', async () => {
    await lab.github.commitFiles('acme/gitops-config', { branch: 'left', message: 'Left', files: { left: '' } })
    const left = await lab.github.branchHead('acme/gitops-config', 'left')
    const document = 'mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }'
    const move = (beforeOid: string) => ({
      input: {
        repositoryId,
        refUpdates: [
          { name: 'refs/heads/right', beforeOid: '0'.repeat(40), afterOid: left },
          { name: 'refs/heads/left', beforeOid, afterOid: left },
        ],
      },
    })
    expect((await lab.graphql(token, document, move(base))).errors).toHaveLength(1)
    expect(await lab.github.branchHead('acme/gitops-config', 'right')).toBeNull()
    expect((await lab.graphql(token, document, move(String(left)))).errors).toEqual([])
    expect(await lab.github.branchHead('acme/gitops-config', 'right')).toBe(left)
  })
})
