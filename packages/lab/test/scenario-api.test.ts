import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../src/index.ts'

let lab: Lab
let hank: { login: string; token: string }

beforeAll(async () => {
  lab = await startLab()
  lab.github.createOrganization('globex')
  hank = lab.github.createUser('hank')
  await lab.github.createRepository('globex/tool', { defaultBranch: 'trunk', files: { 'a.txt': '1\n' } })
}, 60_000)
afterAll(() => lab.close())

const push = (files: Record<string, string | null>, branch?: string) =>
  lab.push('globex/tool', { message: 'A change', files, as: hank, ...(branch === undefined ? {} : { branch }) })

describe('push', () => {
  it('goes to the default branch, and again to a branch that is there', async () => {
    await push({ 'a.txt': '2\n' })
    expect(await lab.github.readFile('globex/tool', 'trunk', 'a.txt')).toBe('2\n')
    await push({ 'b.txt': '1\n' }, 'feature')
    const head = await push({ 'b.txt': '2\n', 'a.txt': null }, 'feature')
    expect(await lab.github.commits('globex/tool', { ref: 'feature', limit: 2 })).toMatchObject([
      { sha: head, message: 'A change', author: 'hank <hank@example.com>', files: ['a.txt', 'b.txt'] },
      { files: ['b.txt'] },
    ])
    expect(await lab.github.commits('globex/tool')).toHaveLength(2)
  })

  it('says why there is no push', async () => {
    await expect(push({})).rejects.toThrow('nothing to commit')
    await expect(push({ '../../outside.txt': 'x' })).rejects.toThrow('is not a path of a file in a repository')
    await expect(push({ '.git/config': 'x' })).rejects.toThrow('is not a path of a file in a repository')
    expect(existsSync(join(lab.directory, 'outside.txt'))).toBe(false)
  })
})

describe('rest', () => {
  const route = 'GET /repos/globex/tool'

  it('answers status, headers and data, with and without credentials', async () => {
    const answer = await lab.rest(route, undefined, hank.token)
    expect(answer).toMatchObject({ status: 200, data: { full_name: 'globex/tool' } })
    expect(answer.headers['content-type']).toContain('application/json')
    expect((await lab.rest(route)).status).toBe(404)
  })

  it('answers a page as text', async () => {
    const fault = lab.github.faults.add({ route: 'GET /repos/{owner}/{repo}', status: 502 })
    expect(await lab.rest(route, undefined, hank.token)).toMatchObject({ status: 502, data: expect.stringContaining('<') })
    expect(fault.hits).toBe(1)
  })
})

describe('faults', () => {
  it.each([
    ['POST /repos/{owner}/{name}/pulls', 'POST /repos/{owner}/{repo}/pulls'],
    ['graphql:createCommitOnBrunch', 'createCommitOnBranch'],
    ['git:push', 'git:receive-pack'],
    ['nonsense', 'graphql:<field>'],
  ])('refuse the route %s, which no request has', (route, hint) => {
    expect(() => lab.github.faults.add({ route, status: 500 })).toThrow(hint)
  })

  it.each(['*', '* /repos/{owner}/{repo}/pulls', 'POST /graphql', 'graphql:createRef,createCommitOnBranch', 'git:upload-pack'])(
    'take %s',
    (route) => {
      lab.github.faults.add({ route, status: 500 }).remove()
    },
  )
})

describe('an organisation', () => {
  it('may have another name and files of its own, which a push of a version keeps', async () => {
    const initech = await lab.organization({ login: 'initech', appFiles: (files) => ({ ...files, 'README.md': 'Ours.\n' }) })
    expect(await lab.github.readFile(initech.config, 'main', 'mfes/cart.yaml')).toMatch(/^repository: initech\/cart$/m)
    const released = await initech.release('cart', '3.0.0')
    expect(released).toMatchObject({ outcome: 'deployed', liveVersion: '3.0.0' })
    expect(await lab.github.readFile(initech.repository('cart'), 'main', 'README.md')).toBe('Ours.\n')
    expect(await lab.github.readFile(initech.repository('cart'), 'main', 'package.json')).toContain('"version": "3.0.0"')
    const again = { type: 'rollback-mfe-trigger', timestamp: new Date().toISOString() } // identical requests have a run each
    const [one, other] = await Promise.all([initech.sendOnly(again), initech.sendOnly(again)])
    expect(one.id).not.toBe(other.id)
    expect(lab.runner.problems).toEqual([])
    expect(lab.github.violations).toEqual([])
  }, 60_000)

  it('asks in the name of the repository of the micro-frontend, also of one that came later', async () => {
    const hooli = await lab.organization({ login: 'hooli' })
    await lab.github.createRepository('hooli/wishlist', { files: { 'README.md': '' } })
    expect(await hooli.request({ mfe: 'wishlist' })).toMatchObject({
      repository: 'hooli/wishlist',
      sha: await lab.github.branchHead('hooli/wishlist', 'main'),
    })
    expect(await hooli.request({ mfe: 'search' })).toMatchObject({ repository: 'hooli/search' })
    expect(await hooli.request({ mfe: '../x', sha: undefined })).toMatchObject({ repository: 'hooli/cart' })
  })
})
