import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { originRepository, parseRemoteUrl } from './origin.ts'
import { lowerTree } from './tree.ts'

const sha = 'b'.repeat(40)
const workflow = 'jobs:\n  a:\n    steps:\n      - uses: $/actions/a # own\n'
const lowered = workflow.replace('$/actions/a', `org/gitops/actions/a@${sha}`)
let root: string

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lower-'))
  write('in/.github/workflows/x.yml', workflow)
  write('in/.github/workflows/plain.yml', 'jobs: {}\n')
  write('in/actions/a/action.yml', 'runs: { using: node24, main: dist/index.js }\n')
  write('in/actions/a/dist/index.js', '// $/actions/a\n')
  write('in/actions/a/src/index.ts', '')
  write('in/actions/a/node_modules/b/action.yml', 'runs: { steps: [{ uses: $/nothing }] }\n')
  write('in/packages/c/index.ts', '')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('lowerTree', () => {
  it('copies what a release holds, with the references lowered', () => {
    const changed = lowerTree(join(root, 'in'), join(root, 'out'), { repository: 'org/gitops', sha })
    expect(changed.map((file) => file.path)).toEqual(['.github/workflows/x.yml'])
    expect(readFileSync(join(root, 'out/.github/workflows/x.yml'), 'utf8')).toBe(lowered)
    expect(readFileSync(join(root, 'out/actions/a/dist/index.js'), 'utf8')).toBe('// $/actions/a\n')
    const kept = ['out/.github/workflows/plain.yml', 'out/actions/a/action.yml']
    const dropped = ['out/packages', 'out/actions/a/src', 'out/actions/a/node_modules']
    expect([...kept, ...dropped].filter((path) => existsSync(join(root, path)))).toEqual(kept)
    expect(readFileSync(join(root, 'in/.github/workflows/x.yml'), 'utf8')).toBe(workflow)
  })

  it('writes nothing when one reference is refused', () => {
    write('in/.github/workflows/z.yml', workflow.replace('actions/a', 'actions/none'))
    expect(() => lowerTree(join(root, 'in'), join(root, 'in'), { repository: 'org/gitops', sha })).toThrow('z.yml:4')
    expect(readFileSync(join(root, 'in/.github/workflows/x.yml'), 'utf8')).toBe(workflow)
  })
})

describe('the command line', () => {
  const lower = (...args: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' })

  it('reads owner and name from the origin remote', () => {
    const directory = join(root, 'in')
    execFileSync('git', ['init', '-q', directory])
    execFileSync('git', ['-C', directory, 'remote', 'add', 'origin', 'git@github.com:fork/my.gitops.git'])
    expect(originRepository(directory)).toBe('fork/my.gitops')
    const result = lower('--root', directory, '--sha', sha, '--write')
    expect(result).toMatchObject({ status: 0, stderr: '' })
    expect(readFileSync(join(directory, '.github/workflows/x.yml'), 'utf8')).toContain(`uses: fork/my.gitops/actions/a@${sha} # own`)
  })

  it('explains itself, and says what is missing', () => {
    expect(lower('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--repository OWNER/NAME') })
    expect(lower('--nonsense')).toMatchObject({ status: 2, stderr: expect.stringContaining('--nonsense') })
    expect(lower('--root', root)).toMatchObject({ status: 2, stderr: expect.stringContaining('--out DIRECTORY') })
    expect(lower('--root', join(root, 'in'), '--sha', sha, '--write')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--repository'),
    })
    expect(lower('--root', join(root, 'in'), '--repository', 'o/r', '--write')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--sha'),
    })
  })
})

describe('parseRemoteUrl', () => {
  it.each([
    ['https://github.com/org/gitops.git', 'org/gitops'],
    ['https://user:token@ghes.example/org/gitops', 'org/gitops'],
    ['ssh://git@ghes.example:22/org/gitops.git/', 'org/gitops'],
    ['git@github.com:org/gitops.git', 'org/gitops'],
    ['github.com:org/gitops', 'org/gitops'],
    ['/srv/git/org/gitops.git', null],
    ['file:///srv/org/gitops.git', null],
    ['https://gitlab.example/group/sub/repo.git', null],
    ['C:/org/gitops', null],
    ['', null],
  ])('%s is %s', (url, repository) => {
    expect(parseRemoteUrl(url)).toBe(repository)
  })
})
