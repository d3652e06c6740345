import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { deleteBranch, findBranch, readTip } from './branch.ts'
import { readChangeSnapshot } from './change-snapshot.ts'
import { postCommitStatus } from './commit-status.ts'
import { compareCommits } from './compare.ts'
import { createDeployment, createDeploymentStatus } from './deployment-status.ts'
import { listArtifacts, listRunArtifacts } from './run-artifact.ts'

const repository = { owner: 'acme', repo: 'gitops-config' }
const commit = 'a'.repeat(40)

describe('deleteBranch', () => {
  const cases: [Reply[], string][] = [
    [[{ status: 204 }], 'deleted'],
    [[{ fault: 'reset' }, { status: 422, body: { message: 'Reference does not exist' } }], 'gone'],
    [[{ status: 404, body: { message: 'Not Found' } }], 'gone'],
  ]
  it.each(cases)('reads %o', async (replies, expected) => {
    await using server = await startScriptedServer(replies)
    expect(await deleteBranch(testClient(server.url).github, { ...repository, branch: 'deploy/staging/cart/1' })).toBe(expected)
    expect(server.exchanges[0]?.path).toBe('/api/v3/repos/acme/gitops-config/git/refs/heads/deploy/staging/cart/1')
  })

  it('encodes what could leave the path', async () => {
    await using server = await startScriptedServer([{ status: 204 }])
    await deleteBranch(testClient(server.url).github, { ...repository, branch: 'a?b#c%2e d' })
    expect(server.exchanges[0]?.path).toBe('/api/v3/repos/acme/gitops-config/git/refs/heads/a%3Fb%23c%252e%20d')
  })

  it('refuses a name that walks out of the path', async () => {
    await using server = await startScriptedServer([])
    for (const branch of ['../../../tags/v1', 'a/../b', './a', '']) {
      await expect(deleteBranch(testClient(server.url).github, { ...repository, branch })).rejects.toThrow('path of its own')
    }
    expect(server.exchanges).toEqual([])
  })
})

describe('reading commits', () => {
  const node = { oid: commit, message: 'Deploy', tree: { oid: 'c'.repeat(40) }, parents: { nodes: [] } }

  it('finds a branch or not', async () => {
    await using server = await startScriptedServer([
      { body: { data: { repository: { ref: { target: node } } } } },
      { body: { data: { repository: { ref: null } } } },
    ])
    const { github } = testClient(server.url)
    expect(await findBranch(github, { ...repository, branch: 'x' })).toEqual({ commit, parents: [] })
    expect(await findBranch(github, { ...repository, branch: 'y' })).toBeNull()
  })
})

describe('readChangeSnapshot', () => {
  it('reads the changed files and both sides in one request', async () => {
    const file = (text: string) => ({ type: 'blob', mode: 0o100644, object: { text, isBinary: false, isTruncated: false } })
    const data = {
      repository: {
        before: { oid: 'b'.repeat(40), file0: file('old'), file1: null },
        after: { oid: commit, file0: file('new'), file1: file('added') },
        pullRequest: {
          headRefOid: commit,
          files: {
            pageInfo: { hasNextPage: false },
            nodes: [
              { path: 'a', changeType: 'MODIFIED' },
              { path: 'b', changeType: 'ADDED' },
            ],
          },
        },
      },
    }
    await using server = await startScriptedServer([{ body: { data } }])
    expect(await readChangeSnapshot(testClient(server.url).github, { ...repository, number: 12, head: commit, paths: ['a', 'b'] })).toEqual(
      {
        headCommit: commit,
        changed: [
          { path: 'a', change: 'MODIFIED' },
          { path: 'b', change: 'ADDED' },
        ],
        isComplete: true,
        before: { a: 'old', b: null },
        after: { a: 'new', b: 'added' },
      },
    )
  })
})

describe('postCommitStatus', () => {
  it('shortens the description, and repeats after a lost answer', async () => {
    await using server = await startScriptedServer([{ status: 500 }, { status: 201, body: {} }])
    await postCommitStatus(testClient(server.url).github, {
      ...repository,
      sha: commit,
      state: 'success',
      context: 'gitops/deployment',
      description: 'ü'.repeat(200),
      targetUrl: 'https://x.y',
    })
    expect(JSON.parse(server.exchanges[1]?.body ?? '')).toEqual({
      state: 'success',
      context: 'gitops/deployment',
      description: `${'ü'.repeat(139)}…`,
      target_url: 'https://x.y',
    })
  })
})

describe('compareCommits', () => {
  const answer = (files: object[]) => ({
    body: { status: 'ahead', files },
  })

  it('names renamed files by both names', async () => {
    await using server = await startScriptedServer([answer([{ filename: 'b', status: 'renamed', previous_filename: 'a' }])])
    expect(await compareCommits(testClient(server.url).github, { ...repository, base: 'main', head: commit })).toMatchObject({
      status: 'ahead',
      files: [{ path: 'b', previousPath: 'a' }],
      isComplete: true,
    })
    expect(server.exchanges[0]?.path).toBe(`/api/v3/repos/acme/gitops-config/compare/main...${commit}`)
  })

  it('says when GitHub left files out', async () => {
    await using server = await startScriptedServer([answer(Array.from({ length: 300 }, () => ({ filename: 'x', status: 'added' })))])
    expect((await compareCommits(testClient(server.url).github, { ...repository, base: 'main', head: commit })).isComplete).toBe(false)
  })
})

describe('deployments', () => {
  it('are recorded with a status', async () => {
    await using server = await startScriptedServer([
      { status: 201, body: { id: 5 } },
      { status: 201, body: {} },
    ])
    const { github } = testClient(server.url)
    const id = await createDeployment(github, { ...repository, ref: commit, environment: 'staging', production: true })
    await createDeploymentStatus(github, {
      ...repository,
      deploymentId: id,
      state: 'success',
      environmentUrl: 'https://x.y',
      description: 'x'.repeat(200),
    })
    expect(JSON.parse(server.exchanges[0]?.body ?? '')).toMatchObject({
      environment: 'staging',
      auto_merge: false,
      required_contexts: [],
      production_environment: true,
    })
    expect(server.exchanges[1]?.path).toBe('/api/v3/repos/acme/gitops-config/deployments/5/statuses')
  })
})

describe('listRunArtifacts', () => {
  it('gives the newest of a name first', async () => {
    const artifacts = [1, 3, 2].map((id) => ({
      id,
      name: id === 2 ? 'other' : 'deployment-receipt',
      size_in_bytes: 10,
      expired: false,
      created_at: null,
    }))
    await using server = await startScriptedServer([{ body: { artifacts } }])
    const found = await listRunArtifacts(testClient(server.url).github, { ...repository, runId: 7, name: 'deployment-receipt' })
    expect(found.map(({ id }) => id)).toEqual([3, 1])
    expect(server.exchanges[0]?.path).toContain('name=deployment-receipt')
  })
})

describe('listArtifacts', () => {
  it('tells which run uploaded each artifact, newest first, and drops what names no run', async () => {
    const node = { name: 'ticket', size_in_bytes: 1, expired: false, created_at: '2026-11-22T21:38:18Z' }
    const origin = { id: 5, head_branch: 'main', repository_id: 7, head_repository_id: 7 }
    const artifacts = [
      { ...node, id: 1, workflow_run: origin },
      { ...node, id: 3, workflow_run: { ...origin, id: 6, head_repository_id: 8 } },
      { ...node, id: 4, workflow_run: null },
    ]
    await using server = await startScriptedServer([{ body: { total_count: 3, artifacts } }])
    const found = await listArtifacts(testClient(server.url).github, { ...repository, name: 'ticket' })
    expect(server.exchanges[0]?.path).toBe('/api/v3/repos/acme/gitops-config/actions/artifacts?name=ticket&per_page=100')
    expect(found.map(({ id, origin: by }) => [id, by])).toEqual([
      [3, { runId: 6, branch: 'main', isOwn: false }],
      [1, { runId: 5, branch: 'main', isOwn: true }],
    ])
  })
})

describe('readTip', () => {
  it('asks with the ETag it holds and learns that nothing moved', async () => {
    await using server = await startScriptedServer([{ body: { object: { sha: commit } }, headers: { etag: '"1"' } }, { status: 304 }])
    const { github } = testClient(server.url)
    const wanted = { ...repository, branch: 'release/1' }
    expect(await readTip(github, wanted)).toEqual({ notModified: false, value: commit, etag: '"1"' })
    expect(await readTip(github, wanted, { etag: '"1"' })).toEqual({ notModified: true })
    expect(server.exchanges[1]).toMatchObject({
      path: '/api/v3/repos/acme/gitops-config/git/ref/heads/release/1',
      headers: { 'if-none-match': '"1"' },
    })
  })
})
