import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Git, openGit } from '../../scripts/release/git.ts'
import { makeRelease, type Release } from '../../scripts/release/release.ts'
import { checkRelease } from '../../scripts/release/release-check.ts'

const root = join(import.meta.dirname, '../..')
let folder: string
let release: Release
let bare: Git

/** The work tree as it stands becomes a release in a bare repository, as the release workflow makes it. */
beforeAll(() => {
  const identity = { NAME: 'Test', EMAIL: 'test@example.com' }
  for (const [key, value] of Object.entries(identity)) for (const role of ['AUTHOR', 'COMMITTER']) process.env[`GIT_${role}_${key}`] = value
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  release = makeRelease({ root, version: '1.0.0', repository: 'org/gitops', into: join(folder, 'release.git'), uncommitted: true })
  bare = openGit(release.directory)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function checkout(commit: string, name: string): string {
  const directory = join(folder, name)
  bare(['worktree', 'add', '--quiet', '--detach', directory, commit])
  return directory
}

/** act and nothing of the lab: the released folders stand where GitHub would serve `@v1` and `@<commit>`. */
function runCaller(name: string, workflow: string): { status: number | null; output: string } {
  const directory = join(folder, name)
  write(join(directory, '.github/workflows/call.yml'), workflow)
  const git = openGit(directory)
  git(['init', '--quiet'])
  git(['add', '--all'])
  git(['commit', '--quiet', '--message', 'Call'])
  const token = 'actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1'
  const references = { 'org/gitops@v1': 'v1', [`org/gitops@${release.built}`]: 'built', [token]: 'token' }
  const served = Object.entries(references).flatMap(([reference, place]) => ['--local-repository', `${reference}=${join(folder, place)}`])
  const args = [
    'workflow_dispatch',
    '-C',
    directory,
    '-P',
    'ubuntu-24.04=-self-hosted',
    '--no-cache-server',
    '--bind',
    '--concurrent-jobs',
    '1',
  ]
  const env = {
    PATH: [
      dirname(process.execPath),
      join(root, '.tools/bin'),
      ...(process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules')),
    ].join(delimiter),
    HOME: join(folder, 'home'),
    NO_COLOR: '1',
    ACT_DISABLE_VERSION_CHECK: '1',
  }
  mkdirSync(env.HOME, { recursive: true })
  const { status, stdout, stderr } = spawnSync('act', [...args, '--action-cache-path', join(folder, 'cache'), ...served], {
    env,
    encoding: 'utf8',
  })
  return { status, output: `${stdout}${stderr}` }
}

describe('a release', () => {
  it('resolves every reference inside the tagged tree', () => {
    expect(checkRelease(release.directory, 'refs/tags/v1', 'org/gitops')).toEqual([])
    expect(bare(['rev-parse', 'v1', 'v1.0.0']).split('\n')).toEqual([release.lowered, release.lowered])
  })

  it('holds every reusable workflow and every action with its bundle', () => {
    const files = bare(['ls-tree', '-r', '--name-only', 'v1']).split('\n')
    const workflows = ['build-mfe', 'deploy-mfe', 'gitops-deploy', 'gitops-process', 'gitops-merge', 'gitops-release']
    expect(files).toEqual(expect.arrayContaining(workflows.map((name) => `.github/workflows/${name}.yml`)))
    const actions = files.flatMap((file) => /^actions\/([^/]+)\/action\.yml$/.exec(file)?.[1] ?? [])
    expect(actions).toHaveLength(11)
    expect(files).toEqual(expect.arrayContaining(actions.map((name) => `actions/${name}/dist/index.js`)))
  })

  it('changes nothing but the workflows between its two commits', () => {
    const changed = bare(['diff', '--name-only', release.built, release.lowered]).split('\n')
    expect(changed.filter((file) => !file.startsWith('.github/workflows/'))).toEqual([])
    expect(
      bare(['diff', release.built, release.lowered, '--', '.github/workflows'])
        .split('\n')
        .filter((line) => /^\+ /.test(line)),
    ).toSatisfy((lines: string[]) => lines.length > 0 && lines.every((line) => line.includes(`@${release.built}`)))
  })
})

describe('a caller at @v1, under plain act', () => {
  beforeAll(() => {
    checkout(release.lowered, 'v1')
    checkout(release.built, 'built')
    write(join(folder, 'token/action.yml'), 'name: token\ndescription: stand-in\nruns: { using: node24, main: index.cjs }\n')
    write(join(folder, 'token/index.cjs'), `require('node:fs').appendFileSync(process.env.GITHUB_OUTPUT, 'token=none\\n')`)
  })

  it('runs a released action', () => {
    const workflow = [
      'on: workflow_dispatch',
      'jobs:',
      '  edit:',
      '    runs-on: ubuntu-24.04',
      '    steps:',
      '      - run: |',
      `          printf '# keep me\\nimage:\\n  tag: "1.9" # and me\\n' > values.yaml`,
      '      - uses: org/gitops/actions/update-config@v1',
      '        with:',
      '          mode: local',
      '          repository: acme/any',
      `          edits: '[{ "file": "values.yaml", "path": ["image", "tag"], "value": "1.10" }]'`,
      '      - run: cat values.yaml',
    ].join('\n')
    const { status, output } = runCaller('edit', workflow)
    expect(output).toContain('# keep me')
    expect(output).toContain('tag: "1.10" # and me')
    expect(status).toBe(0)
  })

  it('runs a released workflow, whose steps run the actions of the same release', () => {
    const uses = parse(bare(['show', 'v1:.github/workflows/deploy-mfe.yml'])).jobs.deploy.steps.map((step: { uses: string }) => step.uses)
    expect(uses).toContain(`org/gitops/actions/request-deployment@${release.built}`)
    const workflow = [
      'on: workflow_dispatch',
      'jobs:',
      '  deploy:',
      '    uses: org/gitops/.github/workflows/deploy-mfe.yml@v1',
      '    with: { mfe: Not A Name, version: 1.0.0, environment: staging, config-repository: gitops-config, app-client-id: none }',
      '    secrets: { app-private-key: none }',
    ].join('\n')
    const { status, output } = runCaller('deploy', workflow)
    expect(output).toContain('field-invalid')
    expect(status).toBe(1)
  })
})
