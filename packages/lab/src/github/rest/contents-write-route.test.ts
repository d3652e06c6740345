import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart', { files: { 'a.txt': 'old\n' } })
})
afterAll(async () => {
  expect(lab.github.violations.map(({ where, message }) => `${where} ${message}`)).toEqual([])
  await lab.close()
})

const put = (path: string, body: object, token = lab.owner.token) => lab.rest(token, `PUT /repos/acme/cart/contents/${path}`, body)
const get = (path: string) => lab.rest(lab.owner.token, `GET /repos/acme/cart/contents/${path}`)
const content = (text: string) => Buffer.from(text).toString('base64')
const read = (path: string, branch = 'main') => lab.github.readFile('acme/cart', branch, path)

describe('PUT contents', () => {
  it('makes a file, in a commit of the asker, and tells of the push', async () => {
    const answer = await put('new/b.txt', { message: 'Add b', content: content('b\n') })
    expect([answer.status, await read('new/b.txt')]).toEqual([201, 'b\n'])
    expect(answer.body.content).toMatchObject({ path: 'new/b.txt', sha: (await get('new/b.txt')).body.sha })
    const [tip] = await lab.github.commits('acme/cart', { limit: 1 })
    expect(tip).toMatchObject({
      sha: answer.body.commit.sha,
      message: 'Add b',
      files: ['new/b.txt'],
      author: expect.stringContaining('octocat'),
    })
    expect(lab.events.at(-1)).toMatchObject({ name: 'push', sha: tip?.sha })
    expect(lab.github.requests.findLast(({ method }) => method === 'PUT')).toMatchObject({ kind: 'content', contents: 1 })
  })

  it('changes a file that is as the asker has seen it, and no other', async () => {
    const { sha } = (await get('a.txt')).body
    const body = { message: 'Change a', content: content('new\n') }
    expect(await put('a.txt', body)).toMatchObject({ status: 422, body: { message: expect.stringContaining('"sha" wasn\'t supplied.') } })
    expect((await put('a.txt', { ...body, sha })).status).toBe(200)
    expect(await put('a.txt', { ...body, sha })).toMatchObject({ status: 409, body: { message: `a.txt does not match ${sha}` } })
    expect((await put('other.txt', { ...body, sha })).status).toBe(201)
    expect(await read('a.txt')).toBe('new\n')
  })

  it('lets one of many that write at the same time win, and loses none that it has confirmed', async () => {
    const names = Array.from({ length: 6 }, (_, at) => `race/${at}.txt`)
    const answers = await Promise.all(names.map((name) => put(name, { message: name, content: content(name) })))
    for (const [at, name] of names.entries()) {
      expect([201, 409]).toContain(answers[at]?.status)
      expect(await read(name)).toBe(answers[at]?.status === 201 ? name : null)
    }
    expect(answers.some(({ status }) => status === 201)).toBe(true)
  })

  it.each([
    ['content that is no Base64', 'x.txt', { message: 'x', content: '%%%' }, 422],
    ['no message', 'x.txt', { content: 'eA==' }, 422],
    ['a branch that is not there', 'x.txt', { message: 'x', content: 'eA==', branch: 'none' }, 404],
    ['a path into git', '.git/config', { message: 'x', content: 'eA==' }, 422],
  ])('refuses %s', async (_, path, body, status) => {
    expect((await put(path, body)).status).toBe(status)
  })

  it('keeps to the rules of the branch and to the permissions of the token', async () => {
    const app = await lab.github.createApp({ slug: 'writer', owner: 'acme', permissions: { metadata: 'read', contents: 'write' } })
    const token = await lab.appToken(app, lab.github.installApp(app, { owner: 'acme' }))
    const body = { message: 'x', content: content('x') }
    expect((await put('bot.txt', body, token)).body.commit.verification.verified).toBe(true)
    expect((await put('.github/workflows/x.yml', body, token)).status).toBe(403)
    lab.github.setRules('acme/cart', { branch: 'main', requiredChecks: ['x'] })
    expect((await put('ruled.txt', body, token)).status).toBe(409)
    lab.github.setRules('acme/cart', null, 'main')
    expect(await read('ruled.txt')).toBeNull()
  })
})
