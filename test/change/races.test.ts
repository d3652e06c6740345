import type { DeploymentRequest } from '@mfe-gitops/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { check, ended, merge, type Proposal, propose, type StepOutputs, seed, succeeded } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'
import type { ActionRun } from '../harness/run-action.ts'

const minutes = 600_000
const state = 'environments/staging/cart.yaml'
const mergeRoute = 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge'

let lab: ChangeLab
let closed: number[]
async function start(files: Record<string, string> = {}): Promise<void> {
  lab = await startChangeLab(files)
  closed = []
  lab.github.on('webhook', ({ name, action, payload }) => {
    const { pull_request: pull } = payload as { pull_request?: { number: number; merged: boolean } }
    if (name === 'pull_request' && action === 'closed' && pull && !pull.merged) closed.push(pull.number)
  })
}
beforeEach(() => start())
afterEach(() => lab?.close())

const read = (path: string) => lab.github.readFile(configRepository, 'main', path)
const pull = ({ opened }: Proposal) => lab.github.pullRequests(configRepository).find(({ number }) => String(number) === opened.number)
const redoBranch = ({ updated }: Proposal) => lab.github.branchHead(configRepository, `${updated.branch}-redo`)

/** A checked pull request of a run that sees nobody else's. */
async function unseen(...requests: DeploymentRequest[]): Promise<Proposal> {
  for (const { mfe, version } of requests) lab.registry.publish(`@acme/${mfe}`, version)
  const request = JSON.stringify(requests.length === 1 ? requests[0] : requests)
  const updated = succeeded(await lab.run('update-config', { request }))
  const { branch: head = '', requests: carried = '', changes = '' } = updated
  const opened = succeeded(await lab.run('open-pr', { head, requests: carried, changes, supersede: 'false' }))
  const proposal = { request: carried, updated, opened }
  succeeded(await check(lab, proposal))
  return proposal
}

const older = () => unseen(lab.request({ version: '1.0.0' }))
const newer = () => unseen(lab.request({ version: '1.1.0', timestamp: '2026-11-22T21:39:00Z' }))
const search = (version = '1.0.0') => lab.request({ mfe: 'search', repository: 'acme/search', version })

/** Lets something happen at the moment at which GitHub is asked to merge. */
function beforeMerge(happen: () => Promise<unknown>): void {
  lab.github.faults.add({ route: mergeRoute, delayMs: 1, onPlay: async () => void (await happen()) })
}

function codesOf({ outputs }: Pick<ActionRun, 'outputs'>): string[] {
  return JSON.parse(outputs.reasons || '[]').map(({ code }: { code: string }) => code)
}

describe('two runs that do not see one another', () => {
  it('edge case 23, edge case 38, claim 11: make the newer edit again when the older merges at the last moment', {
    timeout: minutes,
  }, async () => {
    const [first, second] = [await older(), await newer()]
    beforeMerge(async () => succeeded(await merge(lab, first)))
    const merged = succeeded(await merge(lab, second))
    expect(merged).toMatchObject({ result: 'merged', redone: '1', generation: '2', 'previous-version': '1.0.0', dropped: '[]' })
    expect(JSON.parse(merged.changes ?? '')).toContainEqual({ path: 'version', from: '1.0.0', to: '1.1.0', line: expect.any(Number) })
    expect(await read(state)).toMatch(/version: 1\.1\.0\ngeneration: 2\n/)
    expect(pull(second)).toMatchObject({ merged: true, headSha: merged['head-commit'] })
    expect(pull(second)?.body).toContain('`"1.0.0"`')
    expect(lab.github.statuses(configRepository, merged['head-commit'] ?? '')).toMatchObject([{ state: 'success' }])
    expect(closed).toEqual([])
    expect(await redoBranch(second)).toBeNull()
    expect(lab.github.violations).toEqual([])
    expect(lab.github.unknownRoutes).toEqual([])
  })

  it('R4: end the older as superseded, with a link, when the newer merges at the last moment', { timeout: minutes }, async () => {
    const [first, second] = [await older(), await newer()]
    beforeMerge(async () => succeeded(await merge(lab, second)))
    const late = ended(await merge(lab, first), 'superseded', 'superseded-by-newer')
    expect(late.outputs).toMatchObject({ result: 'closed', 'merge-commit': '' })
    expect(late.outputs.reasons).toContain(second.opened.url)
    expect(pull(first)).toMatchObject({ state: 'closed', merged: false, comments: [{ body: `Superseded by #${second.opened.number}.` }] })
    expect(await lab.github.branchHead(configRepository, first.updated.branch ?? '')).toBeNull()
    expect(await read(state)).toMatch(/version: 1\.1\.0\ngeneration: 1\n/)
  })

  it('edge case 24: end right when both merge at once', { timeout: minutes }, async () => {
    const both = [await older(), await newer()]
    const [first, second] = (await Promise.all(both.map((one) => merge(lab, one)))) as [ActionRun, ActionRun]
    expect(succeeded(second).result).toBe('merged')
    if (first.exitCode !== 0) expect(codesOf(first)).toEqual(['superseded-by-newer'])
    expect(await read(state)).toMatch(new RegExp(`version: 1\\.1\\.0\ngeneration: ${first.exitCode === 0 ? 2 : 1}\n`))
  })

  it('names the version when the change that won is no request', { timeout: minutes }, async () => {
    const first = await older()
    await seed(lab, '2.0.0')
    const late = ended(await merge(lab, first), 'superseded', 'older-version')
    expect(late.outputs.reasons).toContain('2.0.0')
    expect(pull(first)).toMatchObject({ state: 'closed', merged: false })
  })
})

describe('one file for many micro-frontends', () => {
  const shared = { desiredState: "desiredState: { path: 'deploy/{environment}.yaml', key: [mfes, '{mfe}'] }\n" }
  beforeEach(async () => {
    const config = (await read('gitops.yaml')) ?? ''
    const files = { 'gitops.yaml': `${config}${shared.desiredState}`, 'deploy/staging.yaml': 'mfes:\n  other: {} # theirs\n' }
    await lab.github.commitFiles(configRepository, { message: 'Share', files })
  })

  it('edge case 25, claim 11: takes all of them, whoever merges first', { timeout: minutes }, async () => {
    const proposals = [await unseen(lab.request()), await unseen(search())]
    const runs = (await Promise.all(proposals.map((one) => merge(lab, one)))).map(succeeded)
    expect(runs.map(({ result }) => result)).toEqual(['merged', 'merged'])
    expect(runs.map(({ redone }) => Number(redone)).sort()).toEqual([0, 1])
    const text = (await read('deploy/staging.yaml')) ?? ''
    expect(text).toContain('other: {} # theirs\n')
    expect(text).toMatch(/\n {2}cart:\n {4}mfe: cart\n[\s\S]*\n {2}search:\n|\n {2}search:\n {4}mfe: search\n[\s\S]*\n {2}cart:\n/)
    expect(closed).toEqual([])
  })

  it('carries several requests in one change', { timeout: minutes }, async () => {
    const both = await unseen(lab.request(), search())
    expect(both.updated).toMatchObject({ branch: expect.stringMatching(/^deploy\/batch\/[0-9a-f]{12}$/), generation: '' })
    expect(pull(both)).toMatchObject({
      title: 'Carry out 2 deployment requests',
      body: expect.stringContaining('## Deploy search 1.0.0 to staging'),
    })
    expect(succeeded(await merge(lab, both))).toMatchObject({ result: 'merged', redone: '0' })
    expect(await read('deploy/staging.yaml')).toMatch(/cart:\n[\s\S]*search:\n/)
  })
})

describe('a change of several requests', () => {
  it('goes on without the one that is overtaken', { timeout: minutes }, async () => {
    const both = await unseen(lab.request(), search())
    const rival = await newer()
    beforeMerge(async () => succeeded(await merge(lab, rival)))
    const merged = succeeded(await merge(lab, both))
    expect(merged).toMatchObject({ result: 'merged', redone: '1' })
    expect(JSON.parse(merged.dropped ?? '')).toMatchObject([{ outcome: 'superseded', reasons: [{ code: 'superseded-by-newer' }] }])
    expect(JSON.parse(merged.requests ?? '')).toMatchObject([{ mfe: 'search' }])
    expect(await read(state)).toMatch(/version: 1\.1\.0\ngeneration: 1\n/)
    expect(await read('environments/staging/search.yaml')).toContain('version: 1.0.0\n')
  })

  it('keeps the newest of two for the same place, and leaves out what has no artifact', { timeout: minutes }, async () => {
    lab.registry.publish('@acme/cart', '1.0.0')
    lab.registry.publish('@acme/cart', '1.1.0')
    const requests = [lab.request({ version: '1.1.0' }), lab.request(), search('9.9.9')]
    const updated = succeeded(await lab.run('update-config', { request: JSON.stringify(requests) }))
    expect(JSON.parse(updated.requests ?? '')).toMatchObject([{ mfe: 'cart', version: '1.1.0' }])
    expect(updated.branch).toMatch(/^deploy\/staging\/cart\//)
  })
})

describe('rules that want the head up to date', () => {
  it('edge case 38: are met by making the edit again', { timeout: minutes }, async () => {
    lab.github.setRules(configRepository, { branch: 'main', requiredChecks: ['gitops/deployment'], strict: true })
    const proposal = await older()
    await lab.github.commitFiles(configRepository, { message: 'Move', files: { 'NOTES.md': 'moved\n' } })
    expect(succeeded(await merge(lab, proposal))).toMatchObject({ result: 'merged', redone: '1', generation: '1' })
    expect(closed).toEqual([])
  })
})

describe('twin runs of one request', () => {
  it('R1: make the edit again together, and end with one merge', { timeout: minutes }, async () => {
    const [first, twin] = [await older(), await newer()]
    succeeded(await merge(lab, first))
    const runs = (await Promise.all([merge(lab, twin), merge(lab, twin)])).map(succeeded)
    const main = await lab.github.branchHead(configRepository, 'main')
    expect(runs.map((run) => run['merge-commit'])).toEqual([main, main])
    expect(runs.map(({ result }) => result)).toContain('merged')
    expect(await read(state)).toMatch(/version: 1\.1\.0\ngeneration: 2\n/)
    expect(closed).toEqual([])
    expect(await redoBranch(twin)).toBeNull()
  })

  it('R1: take a change that the other one has made again as checked', { timeout: minutes }, async () => {
    const [first, twin] = [await older(), await newer()]
    succeeded(await merge(lab, first))
    beforeMerge(async () => succeeded(await check(lab, twin)))
    const merged = succeeded(await merge(lab, twin))
    expect(merged).toMatchObject({ result: 'merged', redone: '1' })
    expect(succeeded(await merge(lab, twin))).toMatchObject({ result: 'already-merged', 'merge-commit': merged['merge-commit'] })
  })

  it('find what the other one has merged', { timeout: minutes }, async () => {
    const [first, twin] = [await older(), await newer()]
    succeeded(await merge(lab, first))
    const merged = succeeded(await merge(lab, twin))
    const late = succeeded(await merge(lab, twin))
    expect(late).toMatchObject({ result: 'already-merged', 'merge-commit': merged['merge-commit'], generation: '2' })
  })
})

describe('a run that dies while it makes the edit again', () => {
  it.each(['before', 'after'] as const)(
    '%s the branch moves: the next run goes on in the same pull request',
    { timeout: minutes },
    async (when) => {
      const [first, second] = [await older(), await newer()]
      succeeded(await merge(lab, first))
      let kill = () => {}
      lab.github.faults.add({ route: 'graphql:updateRefs', when, drop: true, onPlay: () => kill() })
      const { number = '' } = second.opened
      const { commit: head = '', requests = '' } = second.updated
      const onStart = (child: { kill(signal: 'SIGKILL'): boolean }) => {
        kill = () => void child.kill('SIGKILL')
      }
      const died = await lab.run('auto-merge', { 'pull-request': number, head, requests }, undefined, { onStart })
      expect(died.exitCode).toBeNull()
      const again = await propose(lab, JSON.parse(requests)[0])
      expect(again.opened).toMatchObject({ number, created: 'false' })
      succeeded(await check(lab, again))
      expect(succeeded(await merge(lab, again)).result).toBe('merged')
      expect(await read(state)).toMatch(/version: 1\.1\.0\ngeneration: 2\n/)
      expect(closed).toEqual([])
      expect(await redoBranch(second)).toBeNull()
    },
  )

  it('R2: leaves nothing that stands in the way of others', { timeout: minutes }, async () => {
    const [first, second] = [await older(), await newer()]
    const leftover = { branch: `${second.updated.branch}-redo`, message: 'Left over', files: { 'x.md': 'x\n' } }
    await lab.github.commitFiles(configRepository, leftover)
    succeeded(await merge(lab, first))
    expect(succeeded(await merge(lab, second))).toMatchObject({ result: 'merged', redone: '1' })
    expect(await redoBranch(second)).toBeNull()
  })
})

describe('what is not ours', () => {
  it('edge case 39, fault 19: stays: a push of a person to the branch ends the run', { timeout: minutes }, async () => {
    const proposal = await older()
    const head = await lab.github.commitFiles(configRepository, {
      branch: proposal.updated.branch ?? '',
      message: 'Mine',
      files: { 'x.md': 'x\n' },
    })
    expect(ended(await merge(lab, proposal), 'failed', 'head-moved').outputs.result).toBe('head-moved')
    expect(await lab.github.branchHead(configRepository, proposal.updated.branch ?? '')).toBe(head)
  })

  it('ends with a conflict when it is the pull request of a person', { timeout: minutes }, async () => {
    const [first, second] = [await older(), await newer()]
    succeeded(await merge(lab, first))
    ended(await merge(lab, second, { requests: '' }), 'failed', 'merge-conflict')
  })
})

it('R17: is judged again: an environment that was frozen meanwhile gets nothing', { timeout: minutes }, async () => {
  const [first, second] = [await older(), await newer()]
  succeeded(await merge(lab, first))
  const config = ((await read('gitops.yaml')) ?? '').replace('  staging:\n', "  staging:\n    frozen: { reason: 'Holidays' }\n")
  await lab.github.commitFiles(configRepository, { message: 'Freeze', files: { 'gitops.yaml': config } })
  const run: { outputs: StepOutputs } = ended(await merge(lab, second), 'rejected', 'environment-frozen')
  expect(run.outputs.result).toBe('checks-failed')
  expect(await read(state)).toContain('version: 1.0.0\n')
})
