import { describe, expect, it } from 'vitest'
import { startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { readSnapshot } from './repository-snapshot.ts'

const commit = 'a'.repeat(40)
const repo = { owner: 'acme', repo: 'gitops-config' }
const text = (value: string, mode = 0o100644) => ({ type: 'blob', mode, object: { text: value, isBinary: false, isTruncated: false } })
const repository = (at: object | null) => ({
  id: 'R_1',
  databaseId: 7,
  nameWithOwner: 'acme/gitops-config',
  defaultBranchRef: { name: 'main' },
  at,
})

describe('readSnapshot', () => {
  it('reads files and the source in one request', async () => {
    const data = {
      repository: repository({ oid: commit, file0: text('schema: 1\n'), file1: null }),
      source: { databaseId: 99 },
    }
    await using server = await startScriptedServer([{ body: { data } }])
    const snapshot = await readSnapshot(testClient(server.url).github, {
      ...repo,
      paths: ['gitops.yaml', '__proto__'],
      source: { owner: 'acme', repo: 'cart' },
    })
    expect(snapshot).toMatchObject({ repositoryId: 'R_1', databaseId: 7, defaultBranch: 'main', commit, sourceRepositoryId: 99 })
    expect(Object.entries(snapshot.files)).toEqual([
      ['gitops.yaml', 'schema: 1\n'],
      ['__proto__', null],
    ])
    expect(JSON.parse(server.exchanges[0]?.body ?? '').variables).toEqual({
      owner: 'acme',
      name: 'gitops-config',
      at: 'HEAD',
      path0: 'gitops.yaml',
      path1: '__proto__',
      sourceOwner: 'acme',
      sourceName: 'cart',
    })
  })

  it.each([
    [{ ref: 'main' }, 'refs/heads/main'],
    [{ ref: 'refs/tags/v1' }, 'refs/tags/v1'],
    [{ ref: 'main', commit }, commit],
  ])('reads at %o', async (at, expression) => {
    await using server = await startScriptedServer([{ body: { data: { repository: repository({ oid: commit }) } } }])
    await readSnapshot(testClient(server.url).github, { ...repo, ...at, paths: [] })
    expect(JSON.parse(server.exchanges[0]?.body ?? '').variables.at).toBe(expression)
  })

  it('does without a source that the token cannot see', async () => {
    const errors = [{ type: 'NOT_FOUND', path: ['source'], message: "Could not resolve to a Repository with the name 'acme/cart'." }]
    await using server = await startScriptedServer([{ body: { data: { repository: repository({ oid: commit }), source: null }, errors } }])
    const snapshot = await readSnapshot(testClient(server.url).github, { ...repo, paths: [], source: { owner: 'acme', repo: 'cart' } })
    expect(snapshot.sourceRepositoryId).toBeNull()
  })

  it.each([
    ['a directory', { type: 'tree', mode: 0o040000, object: {} }, 'is a tree'],
    ['a symbolic link', text('/etc/passwd', 0o120000), 'symbolic link'],
    ['a file too large', { ...text('x'), object: { text: 'x', isBinary: false, isTruncated: true } }, 'too large'],
    ['a binary file', { ...text('x'), object: { text: null, isBinary: true, isTruncated: false } }, 'not a text file'],
    ['a submodule', { type: 'commit', mode: 0o160000, object: null }, 'is a commit'],
  ])('refuses %s', async (_, file, message) => {
    await using server = await startScriptedServer([{ body: { data: { repository: repository({ oid: commit, file0: file }) } } }])
    await expect(readSnapshot(testClient(server.url).github, { ...repo, paths: ['gitops.yaml'] })).rejects.toThrow(message)
  })

  it('asks again for a commit that GitHub does not show yet', async () => {
    const answers = [null, { oid: commit }].map((at) => ({ body: { data: { repository: repository(at) } } }))
    await using server = await startScriptedServer(answers)
    const { github, waits } = testClient(server.url)
    expect((await readSnapshot(github, { ...repo, commit, paths: [] })).commit).toBe(commit)
    expect(waits).toEqual([1000])
  })

  it('says when a commit never shows', async () => {
    const answer = { body: { data: { repository: repository(null) } } }
    await using server = await startScriptedServer([answer, answer, answer, answer, answer])
    const { github, waits } = testClient(server.url)
    await expect(readSnapshot(github, { ...repo, commit, paths: [] })).rejects.toThrow(`commit ${commit}`)
    expect(waits).toEqual([1000, 2000, 4000, 8000])
  })

  it('says at once when the branch is not there', async () => {
    await using server = await startScriptedServer([{ body: { data: { repository: repository(null) } } }])
    await expect(readSnapshot(testClient(server.url).github, { ...repo, ref: 'main', paths: [] })).rejects.toThrow('commit refs/heads/main')
  })
})
