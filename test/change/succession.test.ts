import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closePullRequest, createPullRequest } from '../../packages/github/src/index.ts'
import { check, deploy, ended, merge, open, propose, seed, succeeded, update } from '../harness/change-steps.ts'
import { type ChangeLab, configRepository, startChangeLab } from '../harness/config-repository.ts'

let lab: ChangeLab
beforeEach(async () => {
  lab = await startChangeLab()
})
afterEach(() => lab?.close())

const repository = { owner: 'acme', repo: 'gitops-config' }
const pulls = () => lab.github.pullRequests(configRepository)
const pull = (number: string | undefined) => pulls().find((one) => String(one.number) === number)

async function configOrderedBy(ordering: string): Promise<Record<string, string>> {
  const text = (await lab.github.readFile(configRepository, 'main', 'gitops.yaml')) ?? ''
  return { 'gitops.yaml': text.replace(/ordering: version/, `ordering: ${ordering}`) }
}

describe('two requests for one MFE and environment', () => {
  it('edge case 18, claim 10, fault 46: closes the pull request of the older one, whose run then ends as superseded', async () => {
    const older = await propose(lab, lab.request({ version: '1.0.0' }))
    const newer = await propose(lab, lab.request({ version: '1.1.0' }))
    expect(newer.opened.superseded).toBe(`[${older.opened.number}]`)
    expect(pull(older.opened.number)).toMatchObject({ state: 'closed', merged: false })
    expect(await lab.github.branchHead(configRepository, older.updated.branch ?? '')).toBeNull()
    const late = ended(await merge(lab, older), 'superseded', 'superseded-by-newer')
    expect(late.outputs).toMatchObject({ result: 'closed', 'merge-commit': '' })
    expect(late.outputs.reasons).toContain(newer.opened.url)
    succeeded(await check(lab, newer))
    expect(succeeded(await merge(lab, newer)).result).toBe('merged')
  })

  it('claim 10: gives way to the pull request of a newer one, and leaves nothing behind', async () => {
    const newer = await propose(lab, lab.request({ version: '1.1.0' }))
    lab.registry.publish('@acme/cart', '1.0.0')
    const request = lab.request({ version: '1.0.0' })
    const updated = succeeded(await update(lab, request))
    const late = ended(await open(lab, request, updated), 'superseded', 'superseded-by-newer')
    expect(late.outputs.reasons).toContain(newer.opened.url)
    expect(pulls()).toMatchObject([{ state: 'open', head: newer.updated.branch }])
    expect(await lab.github.branchHead(configRepository, updated.branch ?? '')).toBeNull()
  })

  it('R1, fault 45: ends both twins of the older one as superseded, also the one that was about to open its pull request', async () => {
    const request = lab.request({ version: '1.0.0' })
    lab.registry.publish('@acme/cart', '1.0.0')
    const updated = succeeded(await update(lab, request))
    let newer = ''
    const twin = async () => {
      succeeded(await open(lab, request, updated))
      newer = (await propose(lab, lab.request({ version: '1.1.0' }))).opened.url ?? ''
    }
    lab.github.faults.add({ route: 'POST /repos/{owner}/{repo}/pulls', delayMs: 1, onPlay: twin })
    const late = ended(await open(lab, request, updated), 'superseded', 'superseded-by-newer')
    expect(late.outputs.reasons).toContain(newer)
    expect(pulls().filter(({ state }) => state === 'open')).toMatchObject([{ url: newer }])
  })

  it('takes its own pull request away when a newer one came in between', async () => {
    const older = await propose(lab, lab.request({ version: '1.0.0' }))
    lab.github.faults.add({ route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', status: 403, body: { message: 'No' } })
    const newer = await propose(lab, lab.request({ version: '1.1.0' }))
    expect(newer.opened.superseded).toBe('[]')
    expect(pull(older.opened.number)).toMatchObject({ state: 'open' })
    ended(await open(lab, JSON.parse(older.request), older.updated), 'superseded', 'superseded-by-newer')
    expect(pull(older.opened.number)).toMatchObject({ state: 'closed', comments: [{ body: `Superseded by #${newer.opened.number}.` }] })
  })

  it.each([
    ['the same version', '1.0.0', null],
    ['environments without an order', '0.9.0', 'none'],
  ])('lets the pull request opened last win for %s, whichever run looks first', async (_, version, ordering) => {
    if (ordering) await lab.github.commitFiles(configRepository, { message: 'Order', files: await configOrderedBy(ordering) })
    lab.github.faults.add({ route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', status: 403, body: { message: 'No' } })
    const first = await propose(lab, lab.request({ version: '1.0.0' }))
    const second = await propose(lab, lab.request({ version, timestamp: '2026-11-22T21:39:00Z' }))
    ended(await open(lab, JSON.parse(first.request), first.updated), 'superseded', 'superseded-by-newer')
    expect(succeeded(await open(lab, JSON.parse(second.request), second.updated))).toMatchObject({ created: 'false' })
    expect(pulls().filter(({ state }) => state === 'open')).toMatchObject([{ head: second.updated.branch }])
  })

  it('R11: lets a rollback take the place of a deployment that waits', async () => {
    await seed(lab, '1.1.0')
    const waiting = await propose(lab, lab.request({ version: '1.2.0' }))
    const back = await propose(lab, lab.request({ type: 'rollback-mfe-trigger', version: '1.0.0' }))
    expect(back.opened.superseded).toBe(`[${waiting.opened.number}]`)
  })

  it('reads the order at the base, not in the pull request of the rival', async () => {
    const rival = await propose(lab, lab.request({ version: '1.0.0' }))
    const files = await configOrderedBy('none')
    await lab.github.commitFiles(configRepository, { branch: rival.updated.branch ?? '', message: 'Cheat', files })
    const newer = await propose(lab, lab.request({ version: '1.1.0' }))
    expect(newer.opened.superseded).toBe(`[${rival.opened.number}]`)
  })

  it("leaves people's pull requests alone, also below the same prefix", async () => {
    for (const head of ['deploy/staging/cart/fix', 'feature/other']) {
      await lab.github.commitFiles(configRepository, { branch: head, message: 'Note', files: { [`${head.split('/').at(-1)}.md`]: 'x\n' } })
      await createPullRequest(lab.person, { ...repository, head, base: 'main', title: head, body: '' })
    }
    const request = lab.request()
    lab.registry.publish('@acme/cart', request.version)
    const updated = succeeded(await update(lab, request, { branch: 'feature/mine' }))
    expect(succeeded(await open(lab, request, updated)).superseded).toBe('[]')
    expect(pulls().map(({ state }) => state)).toEqual(['open', 'open', 'open'])
  })
})

describe('a request that is played again', () => {
  it('does not undo what came after it', async () => {
    await seed(lab, '1.1.0')
    const rollback = lab.request({ type: 'rollback-mfe-trigger', version: '1.0.0', timestamp: '2026-11-22T22:00:00Z' })
    await deploy(lab, rollback)
    await seed(lab, '1.2.0', 3)
    const before = await lab.github.branchHead(configRepository, 'main')
    const updated = succeeded(await update(lab, rollback))
    const replay = ended(await open(lab, rollback, updated), 'superseded', 'request-replayed')
    expect(replay.outputs.reasons).toContain('carried out before')
    expect(await lab.github.branchHead(configRepository, updated.branch ?? '')).toBeNull()
    expect(pulls().filter(({ state }) => state === 'open')).toEqual([])
    expect(await lab.github.branchHead(configRepository, 'main')).toBe(before)
  })

  it('edge case 43: opens a new pull request when a person closed the first one', async () => {
    const first = await propose(lab, lab.request())
    await closePullRequest(lab.person, { ...repository, number: Number(first.opened.number) })
    ended(await merge(lab, first), 'failed', 'pull-request-closed')
    const again = await propose(lab, lab.request())
    expect(again.updated.commit).toBe(first.updated.commit)
    expect(again.opened.created).toBe('true')
    expect(again.opened.number).not.toBe(first.opened.number)
  })
})
