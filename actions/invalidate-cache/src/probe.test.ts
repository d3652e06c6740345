import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BUCKET_COOKIE } from '../../../packages/edge/src/bucket.ts'
import { findDifference, probe } from './probe.ts'

const text = (value: string) => new TextEncoder().encode(value)
const integrity = `sha384-${createHash('sha384').update('entry').digest('base64')}`
const question = { url: 'https://staging.example.com/cart/cart.js', integrity, type: 'text/javascript; charset=utf-8' }
const right = { status: 200, type: 'text/javascript', bytes: text('entry') }

describe('an answer of the edge', () => {
  it('is right when status, type and bytes are', () => {
    expect(findDifference(question, right)).toBeNull()
    expect(findDifference({ ...question, type: undefined }, { ...right, type: 'x/y' })).toBeNull()
    expect(findDifference(question, { ...right, type: 'Text/JavaScript;charset=UTF-8' })).toBeNull()
  })

  it.each([
    ['the status', { status: 404 }],
    ['the status', { status: 304 }],
    ['the content type', { type: 'text/html' }],
    ['the content type', { type: '' }],
    ['the content type', { type: 'text/html', bytes: text('<html>') }],
    ['the bytes', { bytes: text('old entry') }],
    ['the bytes', { bytes: text('') }],
  ])('release case 10: is wrong in %s with %o', (what, change) => {
    expect(findDifference(question, { ...right, ...change })).toMatchObject({ what })
  })
})

describe('the probe', () => {
  type Answer = { body: string; status?: number; type?: string } | Error

  function edge(...answers: Answer[]) {
    const pauses: number[] = []
    let asked = 0
    const fetch = async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!
      if (answer instanceof Error) throw answer
      return new Response(answer.body, { status: answer.status ?? 200, headers: { 'content-type': answer.type ?? 'text/javascript' } })
    }
    return {
      ports: { fetch: fetch as typeof globalThis.fetch, sleep: async (ms: number) => void pauses.push(ms) },
      pauses,
      asked: () => asked,
    }
  }

  it('asks as a tester of either version, so that a canary never comes by chance', async () => {
    const cookies: string[] = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      cookies.push(new Headers(init?.headers).get('cookie') ?? '')
      return new Response(cookies.at(-1)?.endsWith('canary') ? 'canary' : 'entry', { headers: { 'content-type': 'text/javascript' } })
    }
    const ports = { ...edge({ body: '' }).ports, fetch: fetch as typeof globalThis.fetch }
    const canaryIntegrity = `sha384-${createHash('sha384').update('canary').digest('base64')}`
    expect(await probe(question, ports)).toBeNull()
    expect(await probe({ ...question, canaryIntegrity }, ports)).toBeNull()
    expect(cookies).toEqual(['stable', 'stable', 'canary'].map((visitor) => `${BUCKET_COOKIE}=${visitor}`))
    expect(await probe({ ...question, canaryIntegrity: integrity }, ports)).toMatchObject({
      code: 'probe-failed',
      message: expect.stringContaining('the canary as it was deployed'),
    })
  })

  it('asks once when the entry is there', async () => {
    const { ports, asked } = edge({ body: 'entry' })
    expect([await probe(question, ports), asked()]).toEqual([null, 1])
  })

  it('waits for a purge that is on its way', async () => {
    const { ports, pauses } = edge({ body: 'old' }, new Error('reset'), { body: 'old' }, { body: 'entry' })
    expect(await probe(question, ports)).toBeNull()
    expect(pauses).toEqual([1000, 2000, 4000])
  })

  it('says in the end what was wrong', async () => {
    const { ports, pauses } = edge({ body: '<html>', type: 'text/html' })
    expect(await probe(question, ports)).toMatchObject({ code: 'probe-failed', message: expect.stringMatching(/content type.*text\/html/) })
    expect(pauses).toHaveLength(5)
  })

  it('does not wait long for what nobody answers', async () => {
    const { ports, asked } = edge(new Error('fetch failed', { cause: { code: 'ENOTFOUND' } }))
    expect(await probe(question, ports)).toMatchObject({ code: 'probe-failed', message: expect.stringContaining('ENOTFOUND') })
    expect(asked()).toBe(3)
  })
})
