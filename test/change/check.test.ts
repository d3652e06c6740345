import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPullRequest } from '../../packages/github/src/index.ts'
import { check, propose, type StepOutputs, seed, succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'

let lab: ChangeLab
beforeEach(async () => {
  lab = await startChangeLab()
})
afterEach(() => lab?.close())

const state = 'environments/staging/cart.yaml'
const read = async (path: string) => (await lab.github.readFile(configRepository, 'main', path)) ?? ''
const commit = (branch: string, files: Record<string, string | null>) =>
  lab.github.commitFiles(configRepository, { branch, message: 'Change', files })

/** The check as gitops-merge runs it: for a pull request, without the request. */
async function checkBranch(head: string, files: Record<string, string | null>): Promise<ActionRun> {
  const sha = await commit(head, files)
  const wanted = { owner: 'acme', repo: 'gitops-config', head, base: 'main', title: head, body: '' }
  const created = await createPullRequest(lab.person, wanted)
  const inputs = { head: sha, 'pull-request': created.kind === 'created' ? String(created.number) : '' }
  return lab.run('check-deployment', inputs, { pull_request: { head: { ref: head } }, repository: { full_name: configRepository } })
}

function codes({ outputs }: { outputs: StepOutputs }): string[] {
  return JSON.parse(outputs.reasons ?? '').map(({ code }: { code: string }) => code)
}

describe('a branch of a request', () => {
  it('passes without the request at hand', async () => {
    const { updated } = await propose(lab, lab.request())
    const files = { [state]: await lab.github.readFile(configRepository, updated.commit ?? '', state) }
    const head = `deploy/staging/cart/${updated.branch?.split('/').at(-1)}`
    await lab.person.request('DELETE /repos/{owner}/{repo}/git/refs/heads/{+branch}', {
      owner: 'acme',
      repo: 'gitops-config',
      branch: head,
    })
    expect(succeeded(await checkBranch(head, files)).passed).toBe('true')
  })

  it.each<[string, string, () => Promise<Record<string, string | null>>, string]>([
    [
      "another environment's file",
      'deploy/staging/cart/aaaaaaaaaaaa',
      async () => ({ 'environments/production/cart.yaml': await read(state) }),
      'check-path-not-allowed',
    ],
    ['its desired state removed', 'deploy/staging/cart/aaaaaaaaaaaa', async () => ({ [state]: null }), 'check-content-mismatch'],
    [
      'the id of another request',
      'deploy/staging/cart/aaaaaaaaaaaa',
      async () => ({ [state]: bumped(await read(state)) }),
      'check-content-mismatch',
    ],
    ['a name that no request has', 'deploy/anything', async () => ({ [state]: bumped(await read(state)) }), 'check-path-not-allowed'],
    [
      'policy',
      'deploy/staging/cart/aaaaaaaaaaaa',
      async () => ({ 'mfes/cart.yaml': `${await read('mfes/cart.yaml')}# more\n` }),
      'check-path-not-allowed',
    ],
  ])('fails with %s', async (_, head, files, code) => {
    await seed(lab, '1.0.0')
    const run = await checkBranch(head, await files())
    expect(codes(run), run.log).toContain(code)
    expect(lab.github.statuses(configRepository, (await lab.github.branchHead(configRepository, head)) ?? '')).toMatchObject([
      { state: 'failure' },
    ])
  })

  it('fails when it moves a file here whose old place GitHub does not list', async () => {
    await seed(lab, '1.0.0')
    const proposal = await propose(lab, lab.request({ environment: 'production', timestamp: '2026-11-22T21:50:00Z' }))
    const head = await commit(proposal.updated.branch ?? '', { [state]: null })
    const run = await check(lab, { ...proposal, updated: { ...proposal.updated, commit: head } })
    expect(codes(run), run.log).toContain('check-path-not-allowed')
  })
})

function bumped(text: string): string {
  return text.replace('generation: 1', 'generation: 2')
}

describe('a change by a person', () => {
  it.each<[string, () => Promise<Record<string, string>>, string]>([
    ['a version that does not exist', async () => ({ [state]: bumped(await read(state)).replace('1.0.0', '9.9.9') }), 'artifact-not-found'],
    [
      'a ref that may not deploy',
      async () => ({ [state]: bumped(await read(state)).replace('heads/main', 'heads/wip') }),
      'ref-not-allowed',
    ],
    [
      "another team's repository",
      async () => ({ [state]: bumped(await read(state)).replace('repository: acme/cart', 'repository: acme/search') }),
      'repository-mismatch',
    ],
    [
      'a digest of other bytes',
      async () => ({ [state]: bumped(await read(state)).replace(/sha512-[^ ]+/, `sha512-${Buffer.alloc(64, 9).toString('base64')}`) }),
      'integrity-mismatch',
    ],
    ['a generation used twice', async () => ({ [state]: (await read(state)).replace('octocat', 'someone') }), 'check-content-mismatch'],
    [
      'a thaw and a deployment in one',
      async () => ({ 'gitops.yaml': await read('gitops.yaml'), [state]: bumped(await read(state)) }),
      'environment-frozen',
    ],
  ])('fails with %s, and says so on the commit', async (name, files, code) => {
    await seed(lab, '1.0.0')
    const wanted = await files()
    if (name.startsWith('a thaw')) {
      const frozen = (await read('gitops.yaml')).replace('  staging:\n', "  staging:\n    frozen: { reason: 'Holidays' }\n")
      await commit('main', { 'gitops.yaml': frozen })
    }
    const run = await checkBranch('by-hand', wanted)
    expect(codes(run), run.log).toContain(code)
    const [status] = lab.github.statuses(configRepository, (await lab.github.branchHead(configRepository, 'by-hand')) ?? '')
    expect(status).toMatchObject({ state: 'failure', context: 'gitops/deployment' })
  })

  it('R15: fails on a base whose policy cannot be read, and says so on the commit', async () => {
    await commit('main', { 'gitops.yaml': 'schema: 2\n' })
    const run = await checkBranch('by-hand', { 'NOTES.md': 'x\n' })
    expect(codes(run)).toContain('config-invalid')
    const [status] = lab.github.statuses(configRepository, (await lab.github.branchHead(configRepository, 'by-hand')) ?? '')
    expect(status).toMatchObject({ state: 'failure', description: expect.stringContaining('config-invalid') })
  })

  it('passes when nothing of it concerns a deployment', async () => {
    expect(succeeded(await checkBranch('docs', { 'NOTES.md': 'x\n' })).deployments).toBe('[]')
  })
})

describe('a push', () => {
  const pushed = (before: string, after: string) =>
    lab.run('check-deployment', { base: before, head: after, 'post-status': 'false' }, undefined, { env: { GITHUB_EVENT_NAME: 'push' } })

  it('may hold two merges of one MFE, each one generation on', async () => {
    await seed(lab, '1.0.0', 1)
    const before = (await lab.github.branchHead(configRepository, 'main')) ?? ''
    await seed(lab, '1.1.0', 2)
    await seed(lab, '1.2.0', 3)
    const run = await pushed(before, (await lab.github.branchHead(configRepository, 'main')) ?? '')
    expect(JSON.parse(succeeded(run).deployments ?? '')).toMatchObject([{ mfe: 'cart', version: '1.2.0', generation: 3 }])
  })

  it('never goes back a generation', async () => {
    await seed(lab, '1.0.0', 3)
    const before = (await lab.github.branchHead(configRepository, 'main')) ?? ''
    await seed(lab, '1.1.0', 3)
    expect(codes(await pushed(before, (await lab.github.branchHead(configRepository, 'main')) ?? ''))).toEqual(['check-content-mismatch'])
  })
})
