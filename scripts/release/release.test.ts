import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Git, openGit } from './git.ts'
import { pushRelease } from './push.ts'
import { makeRelease } from './release.ts'
import { checkRelease } from './release-check.ts'
import { releaseTags } from './tags.ts'

let folder: string
let root: string
let git: Git

const workflow = 'on: workflow_call\njobs:\n  a:\n    steps:\n      - uses: $/actions/a # ours\n'

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function release(version: string, options: { uncommitted?: boolean } = {}) {
  return makeRelease({ root, version, into: join(folder, `${version}.git`), uncommitted: options.uncommitted ?? false })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-test-'))
  root = join(folder, 'checkout')
  mkdirSync(root)
  git = openGit(root)
  git(['init', '--quiet', '--initial-branch=main'])
  git(['config', 'user.name', 'Test'])
  git(['config', 'user.email', 'test@example.com'])
  git(['remote', 'add', 'origin', 'https://github.com/org/gitops.git'])
  write('.gitignore', 'dist/\n')
  write('.github/workflows/x.yml', workflow)
  write('actions/a/action.yml', 'runs: { using: node24, main: dist/index.js }\n')
  git(['add', '--all'])
  git(['commit', '--quiet', '--message', 'Start'])
  write('actions/a/dist/index.js', '// built\n')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('makeRelease', () => {
  it('makes a commit with the bundles, and on it one whose workflows name the first', () => {
    const made = release('1.2.3')
    const bare = openGit(made.directory)
    expect(bare(['for-each-ref', '--format=%(refname) %(objectname)'])).toBe(
      `refs/tags/v1 ${made.lowered}\nrefs/tags/v1.2.3 ${made.lowered}`,
    )
    expect(bare(['log', '--format=%s', 'v1'])).toBe('Release v1.2.3\nBuild the actions for v1.2.3\nStart')
    expect(bare(['diff', '--name-status', 'v1~2', 'v1~1'])).toBe('A\tactions/a/dist/index.js')
    expect(bare(['diff', '--name-status', 'v1~1', 'v1'])).toBe('M\t.github/workflows/x.yml')
    expect(`${bare(['show', 'v1:.github/workflows/x.yml'])}\n`).toBe(workflow.replace('$/actions/a', `org/gitops/actions/a@${made.built}`))
  })

  it('holds the command line and the functions for a CDN beside the actions, and is refused while they are not built', () => {
    write('packages/cli/package.json', '{}\n')
    write('packages/edge/package.json', '{}\n')
    expect(() => release('1.2.3', { uncommitted: true })).toThrow(
      'Not built: the command line of packages/cli, the functions of packages/edge.',
    )
    write('packages/cli/dist/index.js', '// built\n')
    write('packages/edge/dist/sizes.json', '[]\n')
    write('packages/edge/dist/viewer-request/index.js', '// built\n')
    const bare = openGit(release('1.2.3', { uncommitted: true }).directory)
    expect(bare(['ls-tree', '-r', '--name-only', 'v1', 'packages'])).toBe(
      'packages/cli/dist/index.js\npackages/cli/package.json\npackages/edge/dist/sizes.json\npackages/edge/dist/viewer-request/index.js\npackages/edge/package.json',
    )
  })

  it('changes nothing in the checkout', () => {
    const before = [git(['rev-parse', 'HEAD']), git(['status', '--porcelain', '--ignored']), git(['ls-files', '--stage']), git(['tag'])]
    release('1.2.3')
    expect([git(['rev-parse', 'HEAD']), git(['status', '--porcelain', '--ignored']), git(['ls-files', '--stage']), git(['tag'])]).toEqual(
      before,
    )
  })

  it('refuses what was not committed, unless it is told to take it', () => {
    write('.github/workflows/y.yml', workflow)
    expect(() => release('1.2.3')).toThrow('y.yml')
    expect(openGit(release('1.2.3', { uncommitted: true }).directory)(['show', 'v1:.github/workflows/y.yml'])).toContain(
      'org/gitops/actions/a@',
    )
  })

  it('refuses an action that was not built', () => {
    rmSync(join(root, 'actions/a/dist'), { recursive: true })
    expect(() => release('1.2.3')).toThrow('Not built: a.')
  })

  it('refuses a reference to nothing', () => {
    write('.github/workflows/x.yml', workflow.replace('actions/a', 'actions/b'))
    expect(() => release('1.2.3', { uncommitted: true })).toThrow('.github/workflows/x.yml:5: uses "$/actions/b"')
  })

  it('refuses an action whose main file the release would not hold', () => {
    write('actions/a/action.yml', 'runs: { using: node24, main: dist/other.js }\n')
    expect(() => release('1.2.3', { uncommitted: true })).toThrow('its main file actions/a/dist/other.js is not in the release')
  })

  it.each([
    ['actions/checkout@v7', 'is not pinned to a commit'],
    [`org/gitops/actions/a@${'0'.repeat(40)}`, 'is not part of this release'],
  ])('finds that %s does not belong in a release', (uses, problem) => {
    write('.github/workflows/x.yml', workflow.replace('$/actions/a', uses))
    expect(() => release('1.2.3', { uncommitted: true })).toThrow(problem)
  })

  it('finds self references that were never lowered', () => {
    expect(checkRelease(root, 'HEAD', 'org/gitops')).toEqual(
      [
        'actions/a/action.yml: its main file actions/a/dist/index.js is not in the release.',
        '.github/workflows/x.yml:5: $/actions/a names no commit.',
      ].sort(),
    )
  })
})

describe('pushRelease', () => {
  let remote: string
  beforeEach(() => {
    remote = join(folder, 'remote.git')
    git(['init', '--quiet', '--bare', remote])
  })
  const tagsOf = () => openGit(remote)(['for-each-ref', '--format=%(refname:short) %(objectname)'])
  const push = (version: string, source?: string) => pushRelease({ from: join(folder, `${version}.git`), version, remote, source })

  it('moves the tag of the major version with each release, and never an exact one', () => {
    const first = release('1.0.0')
    push('1.0.0')
    git(['commit', '--quiet', '--allow-empty', '--message', 'Go on'])
    const second = release('1.1.0')
    push('1.1.0')
    expect(tagsOf()).toBe(`v1 ${second.lowered}\nv1.0.0 ${first.lowered}\nv1.1.0 ${second.lowered}`)
    expect(() => push('1.1.0')).toThrow('already has v1.1.0')
  })

  it('leaves the major version alone for a pre-release', () => {
    const made = release('1.0.0-rc.1')
    push('1.0.0-rc.1')
    expect(tagsOf()).toBe(`v1.0.0-rc.1 ${made.lowered}`)
  })

  it('takes a git bundle, and refuses it when it was made of another commit', () => {
    const made = release('1.0.0')
    const bundle = join(folder, 'release.bundle')
    openGit(made.directory)(['bundle', 'create', bundle, '--tags'])
    const from = { from: bundle, version: '1.0.0', remote }
    expect(() => pushRelease({ ...from, source: made.built })).toThrow(`v1.0.0 was made of ${made.source}`)
    expect(tagsOf()).toBe('')
    pushRelease({ ...from, source: made.source })
    expect(tagsOf()).toBe(`v1 ${made.lowered}\nv1.0.0 ${made.lowered}`)
  })

  it('says what git said when the remote refuses', () => {
    release('1.0.0')
    expect(() => pushRelease({ from: join(folder, '1.0.0.git'), version: '1.0.0', remote: join(folder, 'none.git') })).toThrow(
      'git ls-remote failed',
    )
  })
})

describe('releaseTags', () => {
  it.each(['v1.0.0', '1.0', '01.0.0', '1.0.0-', '1.0.0 ', '1.0.0+build', '--push'])('refuses %j', (version) => {
    expect(() => releaseTags(version)).toThrow('semantic version')
  })
})
