import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appJwt, startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab
let head: string
let now = Date.parse('2026-11-23T00:00:00Z')

beforeAll(async () => {
  lab = await startTestLab({ now: () => now })
  await lab.github.createRepository('acme/cart', { files: { a: '' } })
  head = String(await lab.github.branchHead('acme/cart', 'main'))
})
beforeEach(() => lab.github.limits.enforce())
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const get = (token = lab.owner.token, headers = {}) => lab.rest(token, 'GET /repos/acme/cart', undefined, headers)
const postStatus = () => lab.rest(lab.owner.token, `POST /repos/acme/cart/statuses/${head}`, { state: 'success', context: 'x' })
const installationToken = async (slug: string): Promise<string> => {
  const app = await lab.github.createApp({ slug, owner: 'acme', permissions: { metadata: 'read' } })
  const installation = lab.github.installApp(app, { owner: 'acme' })
  const second = Math.floor(now / 1000)
  const jwt = await appJwt(app, { iat: second - 30, exp: second + 300 })
  return (await lab.rest(jwt, `POST /app/installations/${installation}/access_tokens`)).body.token
}
const repeat = async <T>(times: number, work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = []
  for (let at = 0; at < times; at++) results.push(await work())
  return results
}

describe('enforced rate limits', () => {
  it('refuse content beyond the limit and let it in after retry-after', async () => {
    lab.github.limits.enforce({ contentPerMinute: { most: 3, seconds: 60 } })
    const statuses = await repeat(3, async () => {
      now += 1000
      return (await postStatus()).status
    })
    expect(statuses).toEqual([201, 201, 201])
    const refused = await postStatus()
    expect(refused).toMatchObject({ status: 403, body: { status: '403' } })
    expect(refused.body.message).toContain('temporarily blocked from content creation')
    expect(refused.headers.get('retry-after')).toBe('58')
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('4997')
    expect(lab.github.requests.at(-1)).toMatchObject({ status: 403, limit: 'contentPerMinute', kind: 'write', contents: 0 })
    expect((await get()).status).toBe(200)
    now += 58_000
    expect((await postStatus()).status).toBe(201)
  })

  it('refuse a mutation that would create too much, before anything of it is done', async () => {
    lab.github.limits.enforce({ contentPerMinute: { most: 2, seconds: 60 } })
    const { data } = await lab.graphql(lab.owner.token, '{ repository(owner: "acme", name: "cart") { id } }')
    const document =
      'mutation($a: CreateRefInput!, $b: CreateRefInput!) { a: createRef(input: $a) { ref { id } } b: createRef(input: $b) { ref { id } } }'
    const input = (name: string) => ({ repositoryId: data.repository.id, name: `refs/heads/${name}`, oid: head })
    await postStatus()
    const refused = await lab.graphql(lab.owner.token, document, { a: input('one'), b: input('two') })
    expect([refused.status, refused.data]).toEqual([403, undefined])
    expect(await lab.github.branchHead('acme/cart', 'one')).toBeNull()
    now += 60_000
    expect((await lab.graphql(lab.owner.token, document, { a: input('one'), b: input('two') })).errors).toEqual([])
    expect(lab.github.requests.at(-1)).toMatchObject({ kind: 'content', contents: 2 })
  })

  it('end the hour of a user with remaining 0 and reset, for all of its tokens', async () => {
    lab.github.limits.enforce({ rest: { most: 2, seconds: 3600 }, status: 429 })
    const other = lab.github.createToken('octocat', { repositories: ['acme/cart'], permissions: { contents: 'read' } })
    await repeat(2, get)
    const refused = await get(other)
    expect(refused).toMatchObject({ status: 429, body: { message: `API rate limit exceeded for user ID ${lab.owner.id}.` } })
    expect(refused.headers.get('retry-after')).toBeNull()
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    now = Number(refused.headers.get('x-ratelimit-reset')) * 1000
    expect((await get(other)).status).toBe(200)
  })

  it('count nothing of the hour for what has not changed, nor for a look at the limits', async () => {
    lab.github.limits.enforce({ rest: { most: 1, seconds: 3600 } })
    const first = await get()
    const etag = String(first.headers.get('etag'))
    now += 3_600_000
    expect(await repeat(3, async () => (await get(lab.owner.token, { 'if-none-match': etag })).status)).toEqual([304, 304, 304])
    const { body } = await lab.rest(lab.owner.token, 'GET /rate_limit')
    expect(body.resources.core).toMatchObject({ limit: 1, used: 0, remaining: 1 })
    expect([(await get()).status, (await get()).status]).toEqual([200, 403])
  })

  it('give runs of a repository 1,000 requests together, and each installation its own', async () => {
    lab.github.limits.enforce({ restOfRun: { most: 1, seconds: 3600 }, rest: { most: 1, seconds: 3600 } })
    const [first, second] = [1, 2].map((run) => lab.github.issueRunToken('acme/cart', { contents: 'read' }, run))
    expect([(await get(first)).status, (await get(second)).status]).toEqual([200, 403])
    for (const slug of ['one', 'two']) {
      const token = await installationToken(slug)
      expect([(await get(token)).status, (await get(token)).status]).toEqual([200, 403])
    }
  })

  it('say the primary limit of GraphQL with 200', async () => {
    lab.github.limits.enforce({ graphql: { most: 1, seconds: 3600 } })
    const ask = () => lab.graphql(lab.owner.token, '{ repository(owner: "acme", name: "cart") { id } }')
    await ask()
    expect(await ask()).toMatchObject({ status: 200, errors: [{ type: 'RATE_LIMIT', message: expect.stringContaining('API rate limit') }] })
  })

  it('keep faults for requests that come through, and give back what a fault kept from being made', async () => {
    lab.github.limits.enforce({ contentPerMinute: { most: 1, seconds: 60 } })
    const fault = lab.github.faults.add({ route: 'POST /repos/{owner}/{repo}/statuses/{sha}', status: 502 })
    expect([(await postStatus()).status, fault.hits]).toEqual([502, 1])
    expect([(await postStatus()).status, (await postStatus()).status]).toEqual([201, 403])
  })

  it('are off until somebody asks', async () => {
    lab.github.limits.lift()
    expect(new Set(await repeat(85, async () => (await postStatus()).status))).toEqual(new Set([201]))
  })
})
