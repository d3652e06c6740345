import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab
let clone: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart', { files: { 'README.md': '# cart\n' } })
  clone = join(lab.folder, 'cart')
  const { code, output } = await lab.git(lab.folder, 'clone', '--quiet', lab.remote('acme/cart', lab.owner.token), clone)
  expect(output).not.toContain('fatal')
  expect(code).toBe(0)
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

async function commit(path: string, text: string): Promise<string> {
  await mkdir(join(clone, path, '..'), { recursive: true })
  await writeFile(join(clone, path), text)
  await lab.git(clone, 'add', '.')
  await lab.git(clone, 'commit', '--quiet', '-m', `Change ${path}`)
  return (await lab.git(clone, 'rev-parse', 'HEAD')).output.trim()
}

describe('git over HTTP', () => {
  it('takes a push and sends its event with the files of each commit', async () => {
    const before = await lab.github.branchHead('acme/cart', 'main')
    const after = await commit('src/cart.js', 'export {}\n')
    expect((await lab.git(clone, 'push', 'origin', 'main')).code).toBe(0)
    expect(await lab.github.branchHead('acme/cart', 'main')).toBe(after)
    const push = lab.events.at(-1)
    expect(push).toMatchObject({ name: 'push', ref: 'refs/heads/main', sha: after, startsWorkflows: true, actor: { login: 'octocat' } })
    expect(push?.payload).toMatchObject({ before, after, forced: false, commits: [{ id: after, added: ['src/cart.js'], modified: [] }] })
  })

  it('serves the address with and without .git, and a single commit by its id', async () => {
    const head = await lab.github.branchHead('acme/cart', 'main')
    for (const suffix of ['', '.git']) {
      const target = join(lab.folder, `shallow${suffix}`)
      await lab.git(lab.folder, 'init', '--quiet', target)
      const remote = lab.remote(`acme/cart${suffix}`, lab.owner.token)
      expect(await lab.git(target, 'fetch', '--depth=1', remote, String(head))).toMatchObject({ code: 0 })
    }
  })

  it('refuses a wrong token, a token without the repository and one that may only read', async () => {
    const list = (token: string) => lab.git(clone, 'ls-remote', lab.remote('acme/cart', token))
    expect((await list('ghp_wrong')).output).toContain('Authentication failed')
    const elsewhere = lab.github.createToken('octocat', { repositories: [], permissions: { contents: 'write' } })
    expect((await list(elsewhere)).output).toContain('not found')
    const reader = lab.github.createToken('octocat', { permissions: { contents: 'read' } })
    expect((await list(reader)).code).toBe(0)
    await commit('reader.txt', 'x')
    expect((await lab.git(clone, 'push', lab.remote('acme/cart', reader), 'HEAD:refs/heads/reader')).output).toContain('403')
  })

  it.each([
    ['branch-protection', 'GH006: Protected branch update failed for refs/heads/main.'],
    ['ruleset', 'GH013: Repository rule violations found for refs/heads/main.'],
  ] as const)('refuses a push to a branch under a %s and lets others through', async (kind, text) => {
    lab.github.setRules('acme/cart', { kind, branch: 'main', requiredChecks: ['ci'] })
    await commit(`${kind}.txt`, 'x')
    const refused = await lab.git(clone, 'push', 'origin', 'main')
    expect(refused.code).not.toBe(0)
    expect(refused.output).toContain(text)
    expect(refused.output).toContain('Changes must be made through a pull request.')
    const count = lab.events.length
    expect((await lab.git(clone, 'push', 'origin', `HEAD:refs/heads/topic/${kind}`)).code).toBe(0)
    expect(lab.events.slice(count).map((event) => event.ref)).toEqual([`refs/heads/topic/${kind}`])
    lab.github.setRules('acme/cart', null, 'main')
  })

  it('refuses workflow files from a token that lacks the permission', async () => {
    const token = lab.github.issueRunToken('acme/cart', { contents: 'write' }, 7)
    await commit('.github/workflows/ci.yml', 'on: push\n')
    const refused = await lab.git(clone, 'push', lab.remote('acme/cart', token), 'HEAD:refs/heads/workflows')
    expect(refused.output).toContain('refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml`')
    await lab.git(clone, 'reset', '--hard', '--quiet', 'HEAD~1')
  })

  it('starts no workflow for the push of a run, nor for a commit that says so', async () => {
    const token = lab.github.issueRunToken('acme/cart', { contents: 'write' }, 7)
    await commit('run.txt', 'x')
    await lab.git(clone, 'push', lab.remote('acme/cart', token), 'HEAD:refs/heads/of-a-run')
    expect(lab.events.at(-1)).toMatchObject({ ref: 'refs/heads/of-a-run', startsWorkflows: false, actor: { login: 'github-actions[bot]' } })
    await lab.git(clone, 'commit', '--quiet', '--amend', '-m', 'Note [skip ci]')
    await lab.git(clone, 'push', 'origin', 'HEAD:refs/heads/skipped')
    expect(lab.events.at(-1)).toMatchObject({ ref: 'refs/heads/skipped', startsWorkflows: false })
  })

  it('tells of forced pushes and deletions', async () => {
    await lab.git(clone, 'push', 'origin', 'HEAD:refs/heads/moving')
    await lab.git(clone, 'commit', '--quiet', '--amend', '-m', 'Rewritten')
    await lab.git(clone, 'push', '--force', 'origin', 'HEAD:refs/heads/moving')
    expect(lab.events.at(-1)?.payload).toMatchObject({ forced: true })
    await lab.git(clone, 'push', 'origin', ':refs/heads/moving')
    expect(lab.events.at(-1)?.payload).toMatchObject({ deleted: true, head_commit: null, commits: [] })
  })
})
