import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BareRepository, createBareRepository, isRefName, zeroOid } from './bare-repository.ts'
import { changedFiles, commitsBetween, isAncestor, mergeBase } from './history.ts'
import { mergeTree } from './merge.ts'
import { tryGit } from './run-git.ts'
import { commitFiles, type FileChanges } from './write-commit.ts'

let folder: string
let repository: BareRepository
const person = { name: 'Octo Cat', email: 'octocat@example.org' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-bare-'))
  repository = await createBareRepository(join(folder, 'r.git'), 'main')
})
afterAll(async () => {
  await repository.close()
  await rm(folder, { recursive: true, force: true })
})

const commit = (parent: string | null, files: FileChanges) =>
  commitFiles(repository, {
    parent,
    files,
    message: 'Message\n\nBody "quoted"\n',
    author: person,
    committer: person,
    at: 1_700_000_000_000,
  })

describe('commits', () => {
  const odd = ['plain', 'we"ird\\name', 'ünï/ço de', 'line\nbreak', 'tab\there', '-dash', 'a/b/c/d']

  it('holds any name and any bytes, and deletes what is null', async () => {
    const bytes = new Uint8Array([0, 10, 13, 255])
    const first = await commit(null, Object.fromEntries(odd.map((name) => [name, bytes])))
    const listed = await tryGit(['ls-tree', '-r', '-z', '--name-only', first], { gitDir: repository.path })
    expect(listed.stdout.toString().split('\0').filter(Boolean).sort()).toEqual([...odd].sort())
    expect((await repository.object(`${first}:a/b/c/d`))?.content).toEqual(Buffer.from(bytes))
    const second = await commit(first, { 'a/b/c/d': null, plain: 'new\r\n' })
    expect(await repository.object(`${second}:a`)).toBeNull()
    expect((await repository.object(`${second}:plain`))?.content.toString()).toBe('new\r\n')
    expect(await repository.commit(second)).toMatchObject({
      parents: [first],
      message: 'Message\n\nBody "quoted"',
      author: { ...person, date: '2023-11-14T22:13:20Z' },
    })
    expect(await repository.refs('refs/')).toEqual([])
    expect((await tryGit(['fsck', '--strict', second], { gitDir: repository.path })).code).toBe(0)
  })

  it('keeps the executable bit of a changed file', async () => {
    const first = await commit(null, { 'run.sh': '1' })
    const blob = (await repository.object(`${first}:run.sh`))?.oid
    const made = await tryGit(['mktree'], { gitDir: repository.path, input: `100755 blob ${blob}\trun.sh\n` })
    const parent = (
      await tryGit(['commit-tree', made.stdout.toString().trim(), '-m', 'x'], {
        gitDir: repository.path,
        env: { GIT_AUTHOR_NAME: 'x', GIT_AUTHOR_EMAIL: 'x', GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x' },
      })
    ).stdout
      .toString()
      .trim()
    const next = await commit(parent, { 'run.sh': '2', new: '' })
    expect((await repository.tree(`${next}:`))?.map(({ name, mode }) => [name, mode])).toEqual([
      ['new', '100644'],
      ['run.sh', '100755'],
    ])
  })

  it('tells what changed, moved or is binary', async () => {
    const text = 'one\ntwo\nthree\nfour\nfive\n'
    const first = await commit(null, { old: text, binary: new Uint8Array([0, 1]), gone: 'x\n' })
    const second = await commit(first, {
      old: null,
      ':new name': `${text}six\n`,
      binary: new Uint8Array([0, 2]),
      gone: null,
      'diff --git': 'a\n',
    })
    const files = await changedFiles(repository, first, second)
    expect(files.map(({ filename, status, additions, deletions }) => [filename, status, additions, deletions])).toEqual([
      [':new name', 'renamed', 1, 0],
      ['binary', 'modified', 0, 0],
      ['diff --git', 'added', 1, 0],
      ['gone', 'removed', 0, 1],
    ])
    expect(files[0]).toMatchObject({ previousFilename: 'old', oid: (await repository.object(`${second}::new name`))?.oid })
    expect(files.map(({ patch }) => patch?.split('\n')[0] ?? null)).toEqual(['@@ -3,3 +3,4 @@ two', null, '@@ -0,0 +1 @@', '@@ -1 +0,0 @@'])
  })
})

describe('history', () => {
  it('agrees with git where it does not ask git', async () => {
    const root = await commit(null, { a: '1' })
    const left = await commit(root, { a: '2' })
    const right = await commit(root, { b: '1' })
    const far = await commit(left, { a: '3' })
    const other = await commit(null, { z: '1' })
    expect(
      await Promise.all([
        mergeBase(repository, root, far),
        mergeBase(repository, right, far),
        mergeBase(repository, left, far),
        mergeBase(repository, far, left),
      ]),
    ).toEqual([root, root, left, left])
    expect(await mergeBase(repository, other, far)).toBeNull()
    expect(
      await Promise.all([
        isAncestor(repository, root, far),
        isAncestor(repository, far, root),
        isAncestor(repository, far, left),
        isAncestor(repository, far, far),
      ]),
    ).toEqual([true, false, false, true])
    expect((await commitsBetween(repository, root, far)).map(({ oid }) => oid)).toEqual([left, far])
    expect((await commitsBetween(repository, left, far)).map(({ oid }) => oid)).toEqual([far])
    expect(await mergeTree(repository, left, right)).toMatch(/^[0-9a-f]{40}$/)
    expect(await mergeTree(repository, right, await commit(root, { b: '2' }))).toBeNull()
  })
})

describe('refs', () => {
  it('move all or none, and only from where they are said to be', async () => {
    const one = await commit(null, { a: '1' })
    const two = await commit(one, { a: '2' })
    const main = 'refs/heads/main'
    expect(await repository.updateRefs([{ ref: main, before: zeroOid, after: one }])).toBe(true)
    expect(await repository.updateRefs([{ ref: main, before: zeroOid, after: two }])).toBe(false)
    expect(
      await repository.updateRefs([
        { ref: main, before: one, after: two },
        { ref: 'refs/heads/x', before: one, after: two },
      ]),
    ).toBe(false)
    expect(await repository.ref(main)).toBe(one)
    expect(await repository.ref('refs/heads/x')).toBeNull()
    expect(await repository.ref('refs/heads/main^{tree}')).toBeNull()
  })

  it.each(['refs/heads/main', 'refs/heads/a/b-c_d.e', 'refs/tags/v1.0.0', 'refs/heads/@'])('%s is a name', (name) => {
    expect(isRefName(name)).toBe(true)
  })
  it.each([
    'main',
    'refs/heads/',
    'refs/heads/a b',
    'refs/heads/a..b',
    'refs/heads/.a',
    'refs/heads/a.lock',
    'refs/heads/a\n',
    'refs/heads/a~1',
    'refs/heads//a',
    'refs/heads/a@{1}',
    'refs/heads/a.',
  ])('%j is none', (name) => {
    expect(isRefName(name)).toBe(false)
  })
})
