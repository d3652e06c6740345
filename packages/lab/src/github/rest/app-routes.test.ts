import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appJwt, startTestLab, type TestLab } from '../test-lab.ts'
import type { App } from '../types.ts'

let lab: TestLab
let app: App
let installation: number

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart')
  await lab.github.createRepository('acme/gitops-config', { files: { 'a.txt': 'a' } })
  await lab.github.createRepository('acme/open', { private: false, files: { 'a.txt': 'a' } })
  app = await lab.github.createApp({ slug: 'deployer', owner: 'acme', permissions: { contents: 'write', actions: 'read' } })
  installation = lab.github.installApp(app, { owner: 'acme', repositories: ['gitops-config'] })
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

describe('an App by its JSON web token', () => {
  it.each([
    ['GET /repos/acme/gitops-config/installation', 200],
    ['GET /orgs/acme/installation', 200],
    ['GET /repos/acme/cart/installation', 404],
    ['GET /users/octocat/installation', 404],
    ['GET /app', 200],
  ])('%s answers %i', async (route, status) => {
    const answer = await lab.rest(await appJwt(app), route)
    expect(answer.status).toBe(status)
    if (status === 200 && route !== 'GET /app')
      expect(answer.body).toMatchObject({ id: installation, app_slug: 'deployer', repository_selection: 'selected' })
  })

  it.each([
    [
      'too long a life',
      async () => appJwt(app, { exp: Math.floor(Date.now() / 1000) + 1200 }),
      "'Expiration time' claim ('exp') is too far in the future",
    ],
    [
      'a life that is over',
      async () => appJwt(app, { exp: Math.floor(Date.now() / 1000) - 10 }),
      "'Expiration time' claim ('exp') must be",
    ],
    ['a start in the future', async () => appJwt(app, { iat: Math.floor(Date.now() / 1000) + 100 }), "'Issued at' claim ('iat')"],
    ['an unknown issuer', async () => appJwt(app, { iss: 'Iv1.nobody' }), 'Integration not found'],
    [
      'the key of another App',
      async () => appJwt(await lab.github.createApp({ slug: 'thief', owner: 'acme', permissions: {} }), { iss: app.clientId }),
      'A JSON web token could not be decoded',
    ],
    ['no web token at all', async () => lab.owner.token, 'A JSON web token could not be decoded'],
  ])('is refused with %s', async (_, token, message) => {
    const answer = await lab.rest(await token(), 'GET /app')
    expect(answer.status).toBe(401)
    expect(answer.body.message).toContain(message)
  })
})

describe('an installation token', () => {
  const create = async (body?: unknown) => lab.rest(await appJwt(app), `POST /app/installations/${installation}/access_tokens`, body)

  it('carries what was asked for and no more', async () => {
    const { body } = await create({ repositories: ['gitops-config'], permissions: { contents: 'read' } })
    expect(body).toMatchObject({
      permissions: { contents: 'read', metadata: 'read' },
      repository_selection: 'selected',
      repositories: [{ name: 'gitops-config' }],
    })
    expect(body.token.length).toBeGreaterThan(450)
    expect((await lab.rest(body.token, 'GET /repos/acme/gitops-config/contents/a.txt')).status).toBe(200)
    const refused = await lab.rest(body.token, 'POST /repos/acme/gitops-config/dispatches', { event_type: 'x' })
    expect(refused).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration', status: '403' } })
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('contents=write')
  })

  it.each([
    [
      'a permission that the App lacks',
      { permissions: { issues: 'write' } },
      'The permissions requested are not granted to this installation.',
    ],
    ['more than the App has', { permissions: { actions: 'write' } }, 'The permissions requested are not granted to this installation.'],
    [
      'a permission with a dash',
      { permissions: { 'pull-requests': 'read' } },
      'The permissions requested are not granted to this installation.',
    ],
    ['a repository outside of the installation', { repositories: ['cart'] }, 'There is at least one repository that does not exist'],
  ])('is refused for %s', async (_, body, message) => {
    const answer = await create(body)
    expect(answer.status).toBe(422)
    expect(answer.body.message).toContain(message)
  })

  it('sees nothing of other private repositories and reads public ones', async () => {
    const { body } = await create()
    expect((await lab.rest(body.token, 'GET /repos/acme/cart')).status).toBe(404)
    expect((await lab.rest(body.token, 'GET /repos/acme/open/contents/a.txt')).status).toBe(200)
    expect((await lab.rest(body.token, 'POST /repos/acme/open/dispatches', { event_type: 'x' })).status).toBe(403)
  })

  it('dies when it is revoked', async () => {
    const { body } = await create()
    expect((await lab.rest(body.token, 'DELETE /installation/token')).status).toBe(204)
    expect(await lab.rest(body.token, 'GET /repos/acme/gitops-config')).toMatchObject({ status: 401, body: { message: 'Bad credentials' } })
  })
})

describe('other credentials', () => {
  it('keeps a run inside its own repository', async () => {
    const token = lab.github.issueRunToken('acme/gitops-config', { contents: 'read', 'pull-requests': 'write' }, 42)
    expect((await lab.rest(token, 'GET /repos/acme/gitops-config/contents/a.txt')).status).toBe(200)
    expect((await lab.rest(token, 'GET /repos/acme/gitops-config/pulls')).status).toBe(200)
    expect((await lab.rest(token, 'GET /repos/acme/gitops-config/actions/runs')).status).toBe(403)
    expect((await lab.rest(token, 'GET /repos/acme/cart')).status).toBe(404)
    expect(lab.github.requests.at(-1)).toMatchObject({ runId: 42, token: { kind: 'run', runId: 42 } })
  })

  it('books requests under the address of a run, whatever token they carry', async () => {
    const { apiUrl } = lab.github.urlsOfRun(77)
    const response = await fetch(`${apiUrl}/repos/acme/cart`, { headers: { authorization: `token ${lab.owner.token}` } })
    expect(response.status).toBe(200)
    expect(lab.github.requests.at(-1)).toMatchObject({ runId: 77, token: { login: 'octocat' }, route: 'GET /repos/{owner}/{repo}' })
  })

  it('takes a user token as the password of Basic and refuses nonsense', async () => {
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
    expect((await lab.rest(null, 'GET /user', undefined, basic(`x:${lab.owner.token}`))).body.login).toBe('octocat')
    expect((await lab.rest(null, 'GET /user', undefined, basic('x:wrong'))).status).toBe(401)
    expect((await lab.rest(null, 'GET /user')).body).toMatchObject({ message: 'Requires authentication', status: '401' })
    expect((await lab.rest(null, 'GET /repos/acme/open')).status).toBe(200)
    expect((await lab.rest(null, 'GET /repos/acme/cart')).status).toBe(404)
  })
})
