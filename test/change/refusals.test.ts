import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { check, ended, merge, open, type Proposal, propose, update } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
let proposal: Proposal
beforeAll(async () => {
  lab = await startChangeLab()
  proposal = await propose(lab, lab.request())
})
beforeEach(() => lab.github.faults.clear())
afterAll(() => lab?.close())

const fresh = () => lab.request({ timestamp: '2026-11-22T21:40:00Z' })
const graphql = (message: string, type?: string) => ({ data: null, errors: [{ message, ...(type ? { type } : {}), path: ['repository'] }] })
const commitError = (message: string, type: string) => ({ createCommitOnBranch: { message, type }, createRef: { message, type } })

describe("GitHub's refusals", () => {
  it.each<[string, () => Parameters<ChangeLab['github']['faults']['add']>[0], () => Promise<Parameters<typeof ended>[0]>, string]>([
    [
      'a repository that the token cannot see',
      () => ({
        route: 'graphql:repository',
        status: 200,
        body: graphql("Could not resolve to a Repository with the name 'x'.", 'NOT_FOUND'),
      }),
      () => lab.run('validate-payload', { request: JSON.stringify(fresh()) }, lab.event(fresh())),
      'github-not-found',
    ],
    [
      'a token without the permission to read',
      () => ({ route: 'graphql:repository', status: 200, body: graphql('Resource not accessible by integration', 'FORBIDDEN') }),
      () => lab.run('validate-payload', { request: JSON.stringify(fresh()) }, lab.event(fresh())),
      'github-forbidden',
    ],
    [
      'a commit without the permission',
      () => ({ route: 'graphql:createRef', fieldErrors: commitError('Resource not accessible by integration', 'FORBIDDEN') }),
      () => update(lab, fresh()),
      'github-forbidden',
    ],
    [
      'a commit against the rules',
      () => ({ route: 'graphql:createRef', fieldErrors: commitError('Repository rule violations found', 'UNPROCESSABLE') }),
      () => update(lab, fresh()),
      'commit-refused',
    ],
    [
      'edge case 29: a pull request without the permission',
      () => ({
        route: 'POST /repos/{owner}/{repo}/pulls',
        status: 403,
        body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
      }),
      () => lab.run('open-pr', { head: 'main', base: 'other', title: 'x' }),
      'github-forbidden',
    ],
    [
      'a pull request that GitHub does not take',
      () => ({
        route: 'POST /repos/{owner}/{repo}/pulls',
        status: 422,
        body: { message: 'Validation Failed', errors: ['body is too long'] },
      }),
      () => lab.run('open-pr', { head: 'main', base: 'other', title: 'x' }),
      'pr-create-refused',
    ],
    [
      'a status without the permission',
      () => ({
        route: 'POST /repos/{owner}/{repo}/statuses/{sha}',
        status: 403,
        body: { message: 'Resource not accessible by integration' },
      }),
      () => check(lab, proposal),
      'github-forbidden',
    ],
    [
      'a merge without the permission',
      () => ({
        route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
        status: 403,
        body: { message: 'Resource not accessible by integration' },
      }),
      () => checkedMerge(),
      'github-forbidden',
    ],
    [
      'edge case 39, fault 24: a merge that the rules forbid',
      () => ({
        route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
        status: 405,
        body: { message: 'Cannot update this protected ref.' },
      }),
      () => checkedMerge(),
      'merge-blocked',
    ],
    [
      'edge case 39, fault 19: a head that moved at the last moment',
      () => ({
        route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
        status: 409,
        body: { message: 'Head branch was modified. Review and try the merge again.' },
      }),
      () => checkedMerge(),
      'head-moved',
    ],
    [
      'a merge that is not understood',
      () => ({ route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', status: 422, body: { message: 'Validation Failed' } }),
      () => checkedMerge(),
      'merge-blocked',
    ],
  ])('%s', async (_, fault, step, code) => {
    const before = await lab.github.branchHead(configRepository, 'main')
    lab.github.faults.add({ times: 9, ...fault() })
    ended(await step(), 'failed', code)
    expect(await lab.github.branchHead(configRepository, 'main')).toBe(before)
  })
})

async function checkedMerge() {
  await check(lab, proposal)
  return merge(lab, proposal)
}

describe('inputs that are wrong', () => {
  it.each<[string, () => Promise<Parameters<typeof ended>[0]>]>([
    ['a head that is no commit', () => lab.run('auto-merge', { 'pull-request': '1', head: 'main' })],
    ['a head with more than a commit in it', () => lab.run('check-deployment', { head: 'HEAD:gitops.yaml' })],
    ['a token of two lines', () => lab.run('open-pr', { head: 'x', title: 'x', token: 'ghs_one\nghs_two' })],
    ['requests that are an empty list', () => lab.run('auto-merge', { 'pull-request': '1', head: 'a'.repeat(40), requests: '[]' })],
    ['a repository that is a path', () => lab.run('check-deployment', { head: 'a'.repeat(40), repository: '../../user' })],
    ['a pull request that is no number', () => lab.run('auto-merge', { 'pull-request': '1/../2', head: 'a'.repeat(40) })],
    ['a commit on the default branch', () => update(lab, fresh(), { branch: 'main' })],
    ['edits on the default branch', () => lab.run('update-config', { edits: edits('team', 'x'), branch: 'main' })],
    [
      'edits of a file outside',
      () => lab.run('update-config', { edits: JSON.stringify([{ file: '../x.yaml', path: ['a'], value: 1 }]), branch: 'x' }),
    ],
    ['changes that are no list', () => lab.run('open-pr', { head: 'x', title: 'x', changes: '{"__proto__":[]}' })],
  ])('%s', async (_, step) => {
    const requests = lab.github.requests.length
    ended(await step(), 'failed', 'input-invalid')
    expect(lab.github.requests.slice(requests).filter(({ kind }) => kind !== 'read')).toEqual([])
  })
})

function edits(key: string, value: unknown): string {
  return JSON.stringify([{ file: 'mfes/cart.yaml', path: [key], value }])
}

describe('edits', () => {
  it('made twice are one commit', async () => {
    const inputs = { edits: edits('team', 'payments'), branch: 'team-payments' }
    const first = await lab.run('update-config', inputs)
    expect((await lab.run('update-config', inputs)).outputs).toMatchObject({ commit: first.outputs.commit, changed: 'true' })
  })

  it("never take somebody else's branch", async () => {
    const theirs = await lab.github.commitFiles(configRepository, { branch: 'theirs', message: 'Work', files: { 'x.md': 'x\n' } })
    for (const run of [
      await lab.run('update-config', { edits: edits('team', 'x'), branch: 'theirs' }),
      await update(lab, fresh(), { branch: 'theirs' }),
    ]) {
      ended(run, 'failed', 'branch-conflict')
    }
    expect(await lab.github.branchHead(configRepository, 'theirs')).toBe(theirs)
  })

  it('edge case 31: write nothing that GitHub would obey into the commit', async () => {
    const value = '@acme/team closes #1 [skip ci]'
    const run = await lab.run('update-config', { edits: edits('team', value), branch: 'hostile' })
    const { repository } = await lab.person.graphql<{ repository: { object: { message: string } } }>(
      'query M($oid: GitObjectID!) { repository(owner: "acme", name: "gitops-config") { object(oid: $oid) { ... on Commit { message } } } }',
      { oid: run.outputs.commit },
    )
    expect(repository.object.message).toContain('acme/team')
    expect(repository.object.message).not.toMatch(/@acme|#1|\[skip ci\]/)
  })
})

describe('open-pr', () => {
  it('edge case 28: keeps the pull request when a label is refused', async () => {
    lab.github.faults.add({
      route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
      status: 403,
      body: { message: 'x\n::error::y' },
    })
    const run = await open(lab, JSON.parse(proposal.request), proposal.updated)
    expect(run.exitCode).toBe(0)
    const labelled = await lab.run('open-pr', { head: proposal.updated.branch ?? '', requests: proposal.request, labels: 'deployment' })
    expect(labelled.outputs).toMatchObject({ number: proposal.opened.number, created: 'false' })
    expect(labelled.log).toContain('::warning::Could not label pull request')
    expect(labelled.log).not.toMatch(/^::error/m)
  })
})
