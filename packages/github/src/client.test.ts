import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../test/scripted-server.ts'
import { startOfTime, testClient, token } from '../test/test-client.ts'
import { GitHubError } from './error.ts'
import { existing } from './field.ts'

const read = 'GET /repos/{owner}/{repo}'
const write = 'POST /repos/{owner}/{repo}/pulls'
const cart = { owner: 'acme', repo: 'cart' }
const html = '<!DOCTYPE html><title>Unicorn!</title>'

async function failure(promise: Promise<unknown>): Promise<GitHubError> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (error instanceof GitHubError) return error
  throw error
}

describe('a request', () => {
  it('fault 52: says who asks, for which version of the API, with which token', async () => {
    await using server = await startScriptedServer([{ body: { id: 7 } }])
    const { github, records } = testClient(server.url)
    const answer = await github.request<{ id: number }>(read, { owner: 'acme', repo: 'a/../b' })
    expect(answer.data.id).toBe(7)
    expect(server.exchanges[0]).toMatchObject({
      method: 'GET',
      path: '/api/v3/repos/acme/a%2F..%2Fb',
      headers: { 'x-github-api-version': '2022-11-28', authorization: `Bearer ${token}`, 'user-agent': 'mfe-gitops' },
    })
    expect(records).toEqual([{ method: 'GET', route: read, status: 200, kind: 'read' }])
  })

  it.each([['..'], ['.'], ['']])('does not leave its route by the value %j', async (repo) => {
    await using server = await startScriptedServer([])
    await expect(testClient(server.url).github.request(write, { owner: 'acme', repo })).rejects.toThrow('path of its own')
    expect(server.exchanges).toEqual([])
  })

  it('counts reads, writes and what creates content', async () => {
    await using server = await startScriptedServer([
      { body: {} },
      { status: 201, body: {} },
      { status: 204 },
      { status: 202 },
      { body: { data: {} } },
    ])
    const { github } = testClient(server.url)
    await github.request(read, cart)
    await github.request(write, cart)
    await github.request('DELETE /repos/{owner}/{repo}/git/refs/heads/x', cart)
    await github.request('POST /repos/{owner}/{repo}/actions/runs/1/cancel', cart)
    await github.graphql('mutation M { x }', {})
    expect(github.requests).toEqual({ total: 5, read: 1, write: 2, content: 2 })
  })

  it('answers a conditional read with notModified', async () => {
    await using server = await startScriptedServer([{ status: 304, headers: { etag: '"a"' } }])
    const { github } = testClient(server.url)
    const answer = await github.request(read, cart, { etag: '"a"' })
    expect(answer).toMatchObject({ status: 304, notModified: true, headers: { etag: '"a"' } })
    expect(server.exchanges[0]?.headers['if-none-match']).toBe('"a"')
  })
})

describe('retries', () => {
  const later = (seconds: number) => String(startOfTime / 1000 + seconds)
  const ok: Reply = { body: { id: 1 } }
  const cases: [string, string, Reply[], number[]][] = [
    [
      'a read survives 500, 502, 503 and 504',
      read,
      [{ status: 500, body: {} }, { status: 502, body: html }, { status: 503 }, { status: 504, body: html }, ok],
      [1000, 2000, 4000, 8000],
    ],
    ['a read survives a reset connection', read, [{ fault: 'reset' }, ok], [1000]],
    ['a read survives an HTML page', read, [{ body: html }, ok], [1000]],
    ['a read survives a truncated body', read, [{ body: { id: 1, name: 'cart' }, fault: 'truncate' }, ok], [1000]],
    ['a fresh token that is not replicated yet: read', read, [{ status: 401, body: { message: 'Bad credentials' } }, ok], [1000]],
    ['a fresh token that is not replicated yet: write', write, [{ status: 401, body: { message: 'Bad credentials' } }, ok], [1000]],
    [
      'secondary limit with retry-after: write',
      write,
      [{ status: 403, headers: { 'retry-after': '17' }, body: { message: 'secondary rate limit' } }, ok],
      [17_000],
    ],
    [
      'secondary limit without headers',
      write,
      [{ status: 403, body: { message: 'You have exceeded a secondary rate limit.' } }, { status: 429 }, ok],
      [60_000, 120_000],
    ],
    [
      'primary limit',
      read,
      [{ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': later(30) }, body: {} }, ok],
      [31_000],
    ],
  ]
  it.each(cases)('%s', async (_, route, replies, expected) => {
    await using server = await startScriptedServer(replies)
    const { github, waits } = testClient(server.url)
    expect((await github.request<{ id: number }>(route, cart)).data).toEqual({ id: 1 })
    expect(waits).toEqual(expected)
    expect(server.left).toBe(0)
  })

  const final: [string, string, Reply, Partial<GitHubError>][] = [
    ['5xx on a write', write, { status: 502, body: html }, { status: 502, code: 'github-unavailable', ambiguous: true }],
    ['a lost answer to a write', write, { fault: 'reset' }, { status: 0, code: 'github-unavailable', ambiguous: true }],
    ['HTML as the answer to a write', write, { status: 201, body: html }, { status: 201, code: 'github-invalid-answer', ambiguous: true }],
    [
      'half an answer to a write',
      write,
      { status: 201, body: { number: 12345 }, fault: 'truncate' },
      { status: 201, code: 'github-invalid-answer', ambiguous: true },
    ],
    [
      'a missing permission',
      read,
      { status: 403, body: { message: 'Resource not accessible by integration' } },
      { status: 403, code: 'github-forbidden', ambiguous: false },
    ],
    ['something that is not there', read, { status: 404, body: { message: 'Not Found' } }, { status: 404, code: 'github-not-found' }],
    ['a conflict', write, { status: 409, body: { message: 'Conflict' } }, { status: 409, code: 'github-refused' }],
    [
      'a limit that ends after the budget',
      read,
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': later(3000) }, body: {} },
      { code: 'github-rate-limited' },
    ],
  ]
  it.each(final)('none after %s', async (_, route, reply, expected) => {
    await using server = await startScriptedServer([reply])
    const { github, waits } = testClient(server.url)
    expect(await failure(github.request(route, cart))).toMatchObject(expected)
    expect(waits).toEqual([])
    expect(server.exchanges).toHaveLength(1)
  })

  it('end after six attempts of a read', async () => {
    await using server = await startScriptedServer(Array.from({ length: 6 }, () => ({ status: 503, body: html })))
    const { github, records } = testClient(server.url)
    expect(await failure(github.request(read, cart))).toMatchObject({ status: 503, code: 'github-unavailable' })
    expect(records.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503])
  })

  it('are switched off by the caller', async () => {
    await using server = await startScriptedServer([{ status: 503 }])
    const { github } = testClient(server.url)
    expect(await failure(github.request(read, cart, { retry: false }))).toMatchObject({ status: 503 })
  })

  it('repeat a write that the caller calls idempotent', async () => {
    await using server = await startScriptedServer([{ fault: 'reset' }, { status: 500 }, ok])
    const { github, waits } = testClient(server.url)
    await github.request(write, cart, { retry: true })
    expect(waits).toEqual([1000, 2000])
  })

  it('wait for an object that was created a moment ago', async () => {
    await using server = await startScriptedServer([{ status: 404, body: {} }, { status: 404, body: {} }, ok])
    const { github, waits } = testClient(server.url)
    await github.request(read, cart, { justCreated: true })
    expect(waits).toEqual([1000, 2000])
  })

  it('fault 13: repeat a write that never left this machine', async () => {
    await using server = await startScriptedServer([ok])
    const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']
    const { github, waits } = testClient(server.url, {
      fetch: async (input, init) => {
        const code = codes.shift()
        if (code !== undefined) throw new TypeError('fetch failed', { cause: Object.assign(new Error(`connect ${code}`), { code }) })
        return fetch(input, init)
      },
    })
    await github.request(write, cart)
    expect(waits).toEqual([1000, 2000, 4000])
    expect(server.exchanges).toHaveLength(1)
  })

  it('fault 14: know a refused connection when they really meet one', async () => {
    const server = await startScriptedServer([])
    await server[Symbol.asyncDispose]()
    const { github, waits } = testClient(server.url)
    expect(await failure(github.request(write, cart))).toMatchObject({ status: 0, code: 'github-unavailable', ambiguous: false })
    expect(waits).toHaveLength(5)
  })

  it('fault 11: end a request that hangs', async () => {
    await using server = await startScriptedServer([{ fault: 'hang' }])
    const { github } = testClient(server.url, { timeoutMs: 20 })
    expect(await failure(github.request(write, cart))).toMatchObject({ status: 0, code: 'github-unavailable', ambiguous: true })
  })

  it('stop when the caller does', async () => {
    await using server = await startScriptedServer([{ status: 503 }])
    const controller = new AbortController()
    const { github } = testClient(server.url, {
      sleep: async () => {
        controller.abort(new Error('cancelled'))
      },
    })
    await expect(github.request(read, cart, { signal: controller.signal })).rejects.toThrow('cancelled')
    expect(server.exchanges).toHaveLength(1)
  })
})

describe('redirects', () => {
  it('fault 12: of a renamed repository keep method, body and token', async () => {
    for (const status of [301, 307]) {
      await using server = await startScriptedServer([
        { status, headers: { location: '/api/v3/repositories/7/pulls' } },
        { status: 201, body: { number: 1 } },
      ])
      const { github } = testClient(server.url)
      await github.request(write, { ...cart, title: 'Deploy cart' })
      expect(server.exchanges[1]).toMatchObject({
        method: 'POST',
        path: '/api/v3/repositories/7/pulls',
        body: '{"title":"Deploy cart"}',
        headers: { authorization: `Bearer ${token}` },
      })
    }
  })

  it('to another host are not followed', async () => {
    await using other = await startScriptedServer([])
    await using server = await startScriptedServer([{ status: 302, headers: { location: `${other.url}/x` } }])
    const { github } = testClient(server.url)
    const error = await failure(github.request(write, cart))
    expect(error).toMatchObject({ code: 'github-invalid-answer', ambiguous: false })
    expect(error.message).toContain('redirected to another host')
    expect(other.exchanges).toEqual([])
  })

  it('end', async () => {
    const turn = { status: 307, headers: { location: '/api/v3/again' } }
    await using server = await startScriptedServer([turn, turn, turn, turn])
    const { github } = testClient(server.url)
    expect((await failure(github.request(write, cart))).message).toContain('more than 3 times')
  })
})

describe('GraphQL', () => {
  const query = 'query Q { viewer { login } }'
  const mutation = 'mutation M { a { b } }'
  const cases: [string, string, unknown, Partial<GitHubError>][] = [
    [
      'a stale head',
      mutation,
      { data: { a: null }, errors: [{ type: 'STALE_DATA', path: ['a'], message: 'Expected branch to point to …' }] },
      { code: 'github-refused', kind: 'STALE_DATA' },
    ],
    [
      'a missing object',
      query,
      { data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'Could not resolve' }] },
      { code: 'github-not-found' },
    ],
    [
      'a missing permission',
      query,
      { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] },
      { code: 'github-forbidden' },
    ],
    ['a scope the token lacks', query, { errors: [{ type: 'INSUFFICIENT_SCOPES', message: 'Your token' }] }, { code: 'github-forbidden' }],
    [
      'partial data',
      query,
      { data: { repository: { id: 'R' }, other: null }, errors: [{ type: 'X', path: ['other'], message: 'no' }] },
      { code: 'github-refused', data: { repository: { id: 'R' }, other: null } },
    ],
    ['neither data nor errors', mutation, {}, { code: 'github-invalid-answer', ambiguous: true }],
    [
      'an outage during a mutation',
      mutation,
      { data: null, errors: [{ message: 'Something went wrong while executing your query.' }] },
      { code: 'github-unavailable', ambiguous: true },
    ],
    [
      'a rate limit after the first of two mutations',
      mutation,
      { data: { a: { b: 1 }, c: null }, errors: [{ type: 'RATE_LIMITED', path: ['c'], message: 'later' }] },
      { code: 'github-rate-limited' },
    ],
  ]
  it.each(cases)('200 with %s is a failure', async (_, document, body, expected) => {
    await using server = await startScriptedServer([{ body }])
    const { github, records } = testClient(server.url)
    expect(await failure(github.graphql(document, {}))).toMatchObject({ status: 200, ...expected })
    expect(records).toEqual([expect.objectContaining({ method: 'POST', status: 200, kind: document === query ? 'read' : 'content' })])
  })

  it('waits for a rate limit that executed nothing', async () => {
    const limited = { body: { data: null, errors: [{ type: 'RATE_LIMITED', message: 'later' }] }, headers: { 'retry-after': '5' } }
    await using server = await startScriptedServer([limited, { body: { data: { a: 1 } } }])
    const { github, waits } = testClient(server.url)
    expect(await github.graphql(mutation, {})).toEqual({ a: 1 })
    expect(waits).toEqual([5000])
  })

  it('repeats a query that ran out of time', async () => {
    await using server = await startScriptedServer([
      { body: { errors: [{ message: 'Something went wrong while executing your query. This may be the result of a timeout' }] } },
      { body: { data: { a: 1 } } },
    ])
    const { github } = testClient(server.url)
    expect(await github.graphql(query, { v: 1 })).toEqual({ a: 1 })
    expect(JSON.parse(server.exchanges[1]?.body ?? '')).toEqual({ query, variables: { v: 1 } })
  })

  it('asks again for what was created a moment ago', async () => {
    const missing = { data: { repository: null }, errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'Could not resolve' }] }
    const check = ({ repository }: { repository: { object: object | null } }) => void existing(repository.object, 'commit')
    const replies = [{ body: missing }, { body: { data: { repository: { object: null } } } }]
    await using server = await startScriptedServer([...replies, { body: { data: { repository: { object: {} } } } }])
    const { github, waits } = testClient(server.url)
    expect(await github.graphql(query, {}, { justCreated: true, check })).toEqual({ repository: { object: {} } })
    expect(waits).toEqual([1000, 2000])
  })

  it('does not ask again for what is not there', async () => {
    await using server = await startScriptedServer(Array.from({ length: 2 }, () => ({ body: { data: { object: null } } })))
    const { github, waits } = testClient(server.url)
    const check = ({ object }: { object: object | null }) => void existing(object, 'commit')
    expect(await failure(github.graphql(query, {}, { check }))).toMatchObject({ code: 'github-not-found' })
    expect(waits).toEqual([])
  })

  it('lets a part be missing that the caller calls optional', async () => {
    const body = {
      data: { repository: { id: 'R' }, source: null },
      errors: [{ type: 'NOT_FOUND', path: ['source'], message: 'Could not resolve' }],
    }
    await using server = await startScriptedServer([{ body }])
    const { github } = testClient(server.url)
    expect(await github.graphql(query, {}, { optional: ['source'] })).toEqual(body.data)
  })
})

describe('the token', () => {
  it('fault 51: may be 520 characters long and hold dots', async () => {
    const long = `ghs_${`${'a'.repeat(85)}.`.repeat(6)}`
    await using server = await startScriptedServer([{ body: {} }])
    await testClient(server.url, { token: long }).github.request(read, cart)
    expect([long.length, server.exchanges[0]?.headers.authorization]).toEqual([520, `Bearer ${long}`])
  })

  it('is refused without being shown when it cannot be a header', () => {
    const broken = 'ghs_abc\ndef'
    expect(() => testClient('http://127.0.0.1', { token: broken })).toThrow(/token/)
    expect(() => testClient('http://127.0.0.1', { token: broken })).not.toThrow(/ghs_/)
  })

  it('is in no error', async () => {
    const replies: Reply[] = [
      { status: 500, body: html },
      { fault: 'reset' },
      { status: 403, body: { message: 'no' } },
      { status: 422, body: { message: 'no' } },
      { body: html },
    ]
    await using server = await startScriptedServer(replies)
    const { github } = testClient(server.url)
    for (const _ of replies) {
      const error = await failure(github.request(write, cart))
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(token)
    }
  })
})
