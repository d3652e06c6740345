import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

const repo = '/repos/acme/cart'
let lab: TestLab
let head: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart', { files: { 'README.md': '# cart\n', 'src/a b.js': '1\n' } })
  head = String(await lab.github.branchHead('acme/cart', 'main'))
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})
const get = (path: string, headers = {}) => lab.rest(lab.owner.token, `GET ${repo}${path}`, undefined, headers)
const post = (path: string, body: unknown) => lab.rest(lab.owner.token, `POST ${repo}${path}`, body)

describe('repository, refs and contents', () => {
  it('describes the repository', async () => {
    const { body } = await get('')
    expect(body).toMatchObject({
      full_name: 'acme/cart',
      private: true,
      default_branch: 'main',
      owner: { type: 'Organization' },
      permissions: { admin: true },
    })
    expect((await lab.rest(lab.owner.token, 'GET /repos/ACME/Cart')).body.id).toBe(body.id)
  })

  it('makes, reads, moves and deletes refs', async () => {
    expect(await post('/git/refs', { ref: 'refs/heads/a/b', sha: head })).toMatchObject({
      status: 201,
      body: { ref: 'refs/heads/a/b', object: { sha: head, type: 'commit' } },
    })
    expect(await post('/git/refs', { ref: 'refs/heads/a/b', sha: head })).toMatchObject({
      status: 422,
      body: { message: 'Reference already exists' },
    })
    expect(await post('/git/refs', { ref: 'refs/heads/a', sha: head })).toMatchObject({
      status: 422,
      body: { message: 'Reference update failed' },
    })
    expect(await post('/git/refs', { ref: 'refs/heads/c', sha: '1'.repeat(40) })).toMatchObject({
      status: 422,
      body: { message: 'Object does not exist' },
    })
    expect((await post('/git/refs', { ref: 'refs/heads/../x', sha: head })).status).toBe(422)
    expect((await get('/git/ref/heads/a/b')).body.object.sha).toBe(head)
    expect((await get('/git/ref/heads/a')).status).toBe(404)
    expect((await get('/git/matching-refs/heads/a')).body).toHaveLength(1)
    expect((await get('/branches/a%2Fb')).body.commit.sha).toBe(head)
    expect((await get('/branches/a/b')).body.name).toBe('a/b')
    expect((await lab.rest(lab.owner.token, `DELETE ${repo}/git/refs/heads/a/b`)).status).toBe(204)
    expect((await lab.rest(lab.owner.token, `DELETE ${repo}/git/refs/heads/a/b`)).body.message).toBe('Reference does not exist')
  })

  it('gives files as JSON or raw, and folders as lists', async () => {
    const { body } = await get('/contents/src/a%20b.js')
    expect(body).toMatchObject({ type: 'file', path: 'src/a b.js', encoding: 'base64', content: 'MQo=\n' })
    expect((await get('/contents/README.md', { accept: 'application/vnd.github.raw+json' })).body).toBe('# cart\n')
    expect((await get('/contents/')).body.map((one: { name: string; type: string }) => [one.name, one.type])).toEqual([
      ['README.md', 'file'],
      ['src', 'dir'],
    ])
    expect((await get('/contents/none')).status).toBe(404)
    expect((await get('/contents/README.md?ref=none')).body.message).toBe('No commit found for the ref none')
  })

  it('compares two commits', async () => {
    const next = await lab.github.commitFiles('acme/cart', {
      branch: 'next',
      message: 'Next',
      files: { 'README.md': null, 'new.md': '# cart\n' },
    })
    const { body } = await get(`/compare/main...${next}`)
    expect(body).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
      total_commits: 1,
      files: [{ filename: 'new.md', status: 'renamed', previous_filename: 'README.md' }],
    })
    expect((await get('/compare/next...main')).body.status).toBe('behind')
    expect((await get('/compare/main...nowhere')).status).toBe(404)
  })
})

describe('statuses and deployments', () => {
  it('combines the latest status of each context', async () => {
    for (const state of ['pending', 'failure', 'success']) await post(`/statuses/${head}`, { state, context: 'ci' })
    await post(`/statuses/${head}`, { state: 'pending', context: 'lint', description: 'Wait', target_url: 'https://example.org/' })
    expect((await get('/commits/main/status')).body).toMatchObject({
      state: 'pending',
      total_count: 2,
      statuses: [{ context: 'lint' }, { context: 'ci', state: 'success' }],
    })
    expect((await get('/commits/main/statuses')).body).toHaveLength(4)
    expect(lab.events.filter(({ name }) => name === 'status')).toHaveLength(4)
    expect(lab.github.statuses('acme/cart', head)).toMatchObject([{ context: 'lint', state: 'pending' }, { context: 'ci' }])
    expect((await post(`/statuses/${head}`, { state: 'green' })).status).toBe(422)
    expect((await post(`/statuses/${head}`, { state: 'success', description: 'x'.repeat(141) })).status).toBe(422)
    expect((await post(`/statuses/${'1'.repeat(40)}`, { state: 'success' })).status).toBe(422)
  })

  it('records deployments and retires the earlier one of the environment', async () => {
    expect((await post('/deployments', { ref: 'main', environment: 'staging' })).status).toBe(409)
    const deploy = async () =>
      (await post('/deployments', { ref: 'main', environment: 'staging', required_contexts: [], payload: { version: '1' } })).body.id
    const [one, two] = [await deploy(), await deploy()]
    const finish = (id: number) => post(`/deployments/${id}/statuses`, { state: 'success', environment_url: 'https://example.org/cart/' })
    expect((await finish(one)).status).toBe(201)
    await finish(two)
    expect((await get(`/deployments/${one}/statuses`)).body.map((status: { state: string }) => status.state)).toEqual([
      'inactive',
      'success',
    ])
    expect((await get('/deployments?environment=staging')).body).toMatchObject([{ id: two, payload: { version: '1' } }, { id: one }])
    expect(lab.github.deployments('acme/cart').at(-1)).toMatchObject({
      environment: 'staging',
      sha: head,
      statuses: [{ state: 'success', environmentUrl: 'https://example.org/cart/' }],
    })
  })
})

describe('everything else', () => {
  it('writes down what it does not know', async () => {
    const count = lab.github.unknownRoutes.length
    expect(await get('/milestones')).toMatchObject({ status: 404, body: { message: 'Not Found', status: '404' } })
    expect(lab.github.unknownRoutes.slice(count)).toMatchObject([{ method: 'GET', route: 'unknown', status: 404 }])
  })

  it('answers broken bodies as GitHub does', async () => {
    expect(await lab.rest(lab.owner.token, `POST ${repo}/pulls`, '{')).toMatchObject({
      status: 400,
      body: { message: 'Problems parsing JSON' },
    })
    expect(await lab.rest(lab.owner.token, `POST ${repo}/pulls`, '[]')).toMatchObject({
      status: 400,
      body: { message: 'Body should be a JSON object' },
    })
  })

  it('lets nobody write to an archive', async () => {
    await lab.github.createRepository('acme/old', { files: { a: '' }, settings: { archived: true } })
    expect(await lab.rest(lab.owner.token, 'POST /repos/acme/old/dispatches', { event_type: 'x' })).toMatchObject({
      status: 403,
      body: { message: 'Repository was archived so is read-only.' },
    })
  })

  it('keeps secrets and variables of a repository above those of its organisation', () => {
    lab.github.setSecret('acme', 'token', 'organisation')
    lab.github.setSecret('acme', 'OTHER', 'organisation')
    lab.github.setSecret('acme/cart', 'TOKEN', 'repository')
    expect(lab.github.secretsOf('acme/cart')).toEqual({ TOKEN: 'repository', OTHER: 'organisation' })
    expect(() => lab.github.setVariable('acme', 'GITHUB_X', '')).toThrow('not GITHUB_')
  })
})
