import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { commitOnNewBranch, type NewBranchCommit } from './branch-commit.ts'

const base = 'a'.repeat(40)
const made = 'b'.repeat(40)
const branch = 'deploy/staging/cart/0123456789ab'
const wanted = {
  repositoryId: 'R_1',
  owner: 'acme',
  repo: 'gitops-config',
  branch,
  base,
  message: { headline: 'Deploy cart 1.4.1 to staging', body: 'Request-Id: 0123' },
  additions: [{ path: 'environments/staging/cart.yaml', contents: 'version: 1.4.1 # ü\n' }],
}

const done = { createRef: { ref: { target: { oid: base } } }, createCommitOnBranch: { commit: { oid: made } } }
const refExists = {
  type: 'UNPROCESSABLE',
  path: ['createRef'],
  message: `A ref named "refs/heads/${branch}" already exists in the repository.`,
}
const stale = {
  type: 'STALE_DATA',
  path: ['createCommitOnBranch'],
  message: 'Expected branch to point to "x" but it did not. Pull and try again.',
}
const refused = { type: 'UNPROCESSABLE', path: ['createCommitOnBranch'], message: 'A path was requested for deletion which does not exist' }
const noBranch = { type: 'NOT_FOUND', path: ['createCommitOnBranch'], message: 'No such branch' }
const head = (oid: string): Reply => {
  const target = {
    oid,
    parents: { nodes: [{ oid: base }] },
  }
  return { body: { data: { repository: { ref: { name: branch, target } } } } }
}
const gone: Reply = { body: { data: { repository: { ref: null } } } }
const answer = (data: object | null, ...errors: object[]): Reply => ({ body: { data, ...(errors.length > 0 ? { errors } : {}) } })

describe('commitOnNewBranch', () => {
  it('edge case 30: makes branch and commit in one request', async () => {
    await using server = await startScriptedServer([answer(done)])
    const { github, records } = testClient(server.url)
    expect(await commitOnNewBranch(github, wanted)).toEqual({ kind: 'committed', commit: made })
    expect(records).toEqual([{ method: 'POST', route: 'graphql:CommitOnNewBranch', status: 200, kind: 'content' }])
    expect(JSON.parse(server.exchanges[0]?.body ?? '').variables).toEqual({
      ref: { repositoryId: 'R_1', name: `refs/heads/${branch}`, oid: base },
      commit: {
        branch: { repositoryNameWithOwner: 'acme/gitops-config', branchName: branch },
        expectedHeadOid: base,
        message: wanted.message,
        fileChanges: {
          additions: [{ path: 'environments/staging/cart.yaml', contents: Buffer.from('version: 1.4.1 # ü\n').toString('base64') }],
          deletions: [],
        },
      },
    })
  })

  const cases: [string, Reply[], Partial<NewBranchCommit>][] = [
    [
      'fault 22: commits on a branch that an earlier try left at the base',
      [answer({ ...done, createRef: null }, refExists)],
      { kind: 'committed', commit: made },
    ],
    [
      'edge case 24, fault 21: shows the head of a branch that holds something',
      [answer({ createRef: null, createCommitOnBranch: null }, refExists, stale), head(made)],
      { kind: 'branch-exists', head: { commit: made, parents: [base] } },
    ],
    [
      'says that the branch was made and the commit refused',
      [answer({ ...done, createCommitOnBranch: null }, refused), head(base)],
      { kind: 'not-committed' },
    ],
    [
      'says the same of an earlier branch',
      [answer({ createRef: null, createCommitOnBranch: null }, refExists, refused), head(base)],
      { kind: 'not-committed' },
    ],
    [
      'edge case 24, fault 21: is stale when the branch vanished in between',
      [answer({ ...done, createCommitOnBranch: null }, noBranch), gone],
      { kind: 'stale' },
    ],
    [
      'edge case 24, fault 21: is stale when a twin committed on the branch and took it away',
      [answer({ createRef: null, createCommitOnBranch: null }, refExists, stale), gone],
      { kind: 'stale' },
    ],
    [
      'edge case 24, fault 21: is stale when the branch of an earlier try vanished in between',
      [answer({ createRef: null, createCommitOnBranch: null }, refExists, noBranch), gone],
      { kind: 'stale' },
    ],
    [
      'edge case 24, fault 21: is stale when another twin made the branch anew by then',
      [answer({ createRef: null, createCommitOnBranch: null }, refExists, stale), head(base)],
      { kind: 'stale' },
    ],
    [
      'finds its commit after a lost answer',
      [{ fault: 'reset' }, head(made)],
      { kind: 'branch-exists', head: { commit: made, parents: [base] } },
    ],
    ['finds its branch without a commit after a lost answer', [{ status: 502 }, head(base)], { kind: 'not-committed' }],
    [
      'finds its commit after half an answer',
      [{ body: { data: done }, fault: 'truncate' }, head(made)],
      { kind: 'branch-exists', head: { commit: made, parents: [base] } },
    ],
  ]
  it.each(cases)('%s', async (_, replies, expected) => {
    await using server = await startScriptedServer(replies)
    const { github } = testClient(server.url)
    expect(await commitOnNewBranch(github, wanted)).toMatchObject(expected)
    expect(server.left).toBe(0)
  })

  it('gives what tells the found commit apart', async () => {
    await using server = await startScriptedServer([{ fault: 'reset' }, head(made)])
    const result = await commitOnNewBranch(testClient(server.url).github, wanted)
    expect(result).toMatchObject({
      head: { commit: made, parents: [base] },
    })
  })

  it('says that nothing was made after an outage, and passes a missing permission on', async () => {
    await using server = await startScriptedServer([
      { status: 502 },
      gone,
      { status: 403, body: { message: 'Resource not accessible by integration' } },
    ])
    const { github } = testClient(server.url)
    expect(await commitOnNewBranch(github, wanted)).toMatchObject({ kind: 'not-committed', error: { status: 502, ambiguous: true } })
    await expect(commitOnNewBranch(github, wanted)).rejects.toMatchObject({ code: 'github-forbidden' })
    expect(server.left).toBe(0)
  })

  it('says which commit was missing when the branch could not be made', async () => {
    const unknownBase = { type: 'UNPROCESSABLE', path: ['createRef'], message: 'Object does not exist' }
    await using server = await startScriptedServer([answer({ createRef: null, createCommitOnBranch: null }, unknownBase, noBranch), gone])
    const result = await commitOnNewBranch(testClient(server.url).github, wanted)
    expect(result).toMatchObject({ kind: 'not-committed', error: { ambiguous: false } })
    expect(result.kind === 'not-committed' && result.error.message).toContain('Object does not exist')
  })
})
