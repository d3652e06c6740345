import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mergePullRequest, postCommitStatus } from '../../packages/github/src/index.ts'
import { check, ended, merge, open, type Proposal, propose, succeeded, update } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeEach(async () => {
  lab = await startChangeLab()
})
afterEach(() => lab?.close())

const repository = { owner: 'acme', repo: 'gitops-config' }
const state = 'environments/staging/cart.yaml'
const pulls = () => lab.github.pullRequests(configRepository)
const main = () => lab.github.branchHead(configRepository, 'main')

/** Moves the base, beside the desired state or in it. */
async function moveBase(files: Record<string, string> = { 'NOTES.md': 'moved\n' }): Promise<void> {
  await lab.github.commitFiles(configRepository, { message: 'Move', files })
}

async function mergeByPerson({ updated, opened }: Proposal): Promise<void> {
  const status = { ...repository, sha: updated.commit ?? '', state: 'success' as const, context: 'gitops/deployment' }
  await postCommitStatus(lab.person, status)
  const wanted = { ...repository, number: Number(opened.number), sha: updated.commit ?? '', method: 'squash' as const }
  expect(await mergePullRequest(lab.person, wanted)).toMatchObject({ kind: 'merged' })
}

describe('every step, twice', () => {
  it('edge case 26, R1: finds its own work and adds nothing', async () => {
    const first = await propose(lab, lab.request())
    const second = await propose(lab, lab.request())
    expect(second.updated).toMatchObject({ commit: first.updated.commit, changed: 'true', generation: '1' })
    expect(second.opened).toMatchObject({ number: first.opened.number, created: 'false', superseded: '[]' })
    expect(succeeded(await check(lab, first)).checks).toBe(succeeded(await check(lab, first)).checks)
    const merged = succeeded(await merge(lab, first))
    expect(succeeded(await merge(lab, first))).toMatchObject({ result: 'already-merged', 'merge-commit': merged['merge-commit'] })
    expect(pulls()).toHaveLength(1)
  })

  it('edge case 43: goes on with a pull request that was merged after the request was read', async () => {
    const request = lab.request()
    const validated = succeeded(await lab.run('validate-payload', { request: JSON.stringify(request) }, lab.event(request)))
    const twin = await propose(lab, request)
    await mergeByPerson(twin)
    const updated = succeeded(await update(lab, request, { snapshot: validated.snapshot ?? '' }))
    const opened = succeeded(await open(lab, request, updated))
    expect(opened).toMatchObject({ number: twin.opened.number, created: 'false' })
    const late = { ...twin, updated, opened }
    succeeded(await check(lab, late))
    expect(succeeded(await merge(lab, late))).toMatchObject({ result: 'already-merged', 'merge-commit': await main() })
    expect(pulls()).toHaveLength(1)
  })

  it('R1: at the same moment', async () => {
    const request = lab.request()
    lab.registry.publish('@acme/cart', request.version)
    const updates = (await Promise.all([update(lab, request), update(lab, request)])).map(succeeded)
    expect(updates[0]?.commit).toBe(updates[1]?.commit)
    const opens = (await Promise.all(updates.map((updated) => open(lab, request, updated)))).map(succeeded)
    expect(opens[0]?.number).toBe(opens[1]?.number)
    expect(pulls()).toHaveLength(1)
    const proposals = updates.map((updated, index) => ({ request: JSON.stringify(request), updated, opened: opens[index] ?? {} }))
    for (const run of await Promise.all(proposals.map((proposal) => check(lab, proposal)))) succeeded(run)
    const merges = (await Promise.all(proposals.map((proposal) => merge(lab, proposal)))).map(succeeded)
    expect(merges[0]?.['merge-commit']).toBe(merges[1]?.['merge-commit'])
  })
})

describe('a base that moved', () => {
  it('edge case 23, claim 15: makes a re-run do the edit again on the new base', async () => {
    const first = await propose(lab, lab.request())
    await moveBase()
    const second = await propose(lab, lab.request())
    expect(second.updated.commit).not.toBe(first.updated.commit)
    expect(second.updated['base-commit']).toBe(await main())
    succeeded(await check(lab, second))
    expect(succeeded(await merge(lab, second)).result).toBe('merged')
    expect(await lab.github.readFile(configRepository, 'main', 'NOTES.md')).toBe('moved\n')
  })

  it('ends a pull request that conflicts when nobody says what it carries, and a re-run mends it', async () => {
    const winner = await propose(lab, lab.request())
    const loser = await propose(lab, lab.request({ version: '1.1.0', timestamp: '2026-11-22T21:39:00Z' }))
    succeeded(await check(lab, loser))
    await moveBase({ [state]: (await lab.github.readFile(configRepository, winner.updated.commit ?? '', state)) ?? '' })
    expect(ended(await merge(lab, loser, { requests: '' }), 'failed', 'merge-conflict').outputs.result).toBe('conflict')
    const again = await propose(lab, lab.request({ version: '1.1.0', timestamp: '2026-11-22T21:39:00Z' }))
    expect(again.updated).toMatchObject({ generation: '2', 'previous-version': '1.0.0' })
    succeeded(await check(lab, again))
    expect(succeeded(await merge(lab, again)).result).toBe('merged')
    expect(await lab.github.readFile(configRepository, 'main', state)).toMatch(/version: 1\.1\.0\ngeneration: 2\n/)
  })

  it('does not trust a snapshot that is gone, cut or of another repository', async () => {
    lab.registry.publish('@acme/cart', '1.0.0')
    const request = lab.request()
    const validated = succeeded(await lab.run('validate-payload', { request: JSON.stringify(request) }, lab.event(request)))
    const { readFile, writeFile } = await import('node:fs/promises')
    const path = validated.snapshot ?? ''
    const text = await readFile(path, 'utf8')
    const expected = await main()
    for (const bad of [null, text.slice(0, 50), '[]', text.replace('acme/gitops-config', 'acme/other'), '{"files":{"__proto__":null}}']) {
      await writeFile(path, bad ?? '')
      const snapshot = bad === null ? `${path}.gone` : path
      expect(succeeded(await update(lab, request, { snapshot }))['base-commit']).toBe(expected)
    }
  })
})

describe('an answer that was lost', () => {
  it.each([
    ['before the commit was made', 'before', 'graphql:createCommitOnBranch'],
    ['after the commit was made', 'after', 'graphql:createCommitOnBranch'],
    ['before the pull request was made', 'before', 'POST /repos/{owner}/{repo}/pulls'],
    ['after the pull request was made', 'after', 'POST /repos/{owner}/{repo}/pulls'],
  ] as const)('R3: %s costs nothing', async (_, when, route) => {
    const fault = lab.github.faults.add({ route, when, drop: true })
    const proposal = await propose(lab, lab.request())
    expect(fault.hits).toBe(1)
    expect(pulls()).toMatchObject([{ state: 'open', headSha: proposal.updated.commit }])
    succeeded(await check(lab, proposal))
  })

  it('finds the branch without a commit, and commits', async () => {
    const fieldErrors = { createCommitOnBranch: { type: 'SERVICE_UNAVAILABLE', message: 'Something went wrong' } }
    const fault = lab.github.faults.add({ route: 'graphql:createCommitOnBranch', fieldErrors })
    const { updated } = await propose(lab, lab.request())
    expect(fault.hits).toBe(1)
    expect(await lab.github.branchHead(configRepository, updated.branch ?? '')).toBe(updated.commit)
  })

  it('edge case 28: waits for a branch that GitHub does not know everywhere yet', async () => {
    const body = { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }] }
    const fault = lab.github.faults.add({ route: 'POST /repos/{owner}/{repo}/pulls', status: 422, body })
    expect((await propose(lab, lab.request())).opened.created).toBe('true')
    expect(fault.hits).toBe(1)
  })

  it.each(['before', 'after'] as const)('edge case 40, R3: of the merge: looks %s it merges again', async (when) => {
    const proposal = await propose(lab, lab.request())
    succeeded(await check(lab, proposal))
    lab.github.faults.add({ route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', when, status: 502, body: 'x' })
    expect(succeeded(await merge(lab, proposal))).toMatchObject({ 'merge-commit': await main() })
  })

  it('keeps the merge when the branch cannot be deleted', async () => {
    const proposal = await propose(lab, lab.request())
    succeeded(await check(lab, proposal))
    const fault = lab.github.faults.add({ route: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}', status: 403, body: { message: 'No' } })
    const run = await merge(lab, proposal, { 'delete-branch': 'true' })
    expect(succeeded(run).result).toBe('merged')
    expect(run.log).toContain('::warning::Branch ')
    expect(fault.hits).toBe(1)
  })
})
