import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab
let head: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart', { files: { a: '' } })
  head = String(await lab.github.branchHead('acme/cart', 'main'))
  await lab.github.commitFiles('acme/cart', { branch: 'topic', message: 'x', files: { b: '' } })
  await lab.rest(lab.owner.token, 'POST /repos/acme/cart/pulls', { title: 'x', head: 'topic', base: 'main' })
  await lab.rest(lab.owner.token, 'POST /repos/acme/cart/deployments', { ref: 'main', required_contexts: [] })
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const send = (route: string, body: unknown) =>
  lab.rest(lab.owner.token, route.replace(' ', ' /repos/acme/cart').replace('HEAD', head), body)

describe('a request that GitHub\u2019s description does not allow', () => {
  it.each([
    ['lacks a field', 'POST /dispatches', { client_payload: {} }, '"event_type" wasn\'t supplied.'],
    ['lacks two', 'POST /git/refs', {}, '"ref", "sha" weren\'t supplied.'],
    ['has a field that is unknown', 'POST /dispatches', { event_type: 'x', inputs: {} }, '"inputs" is not a permitted key.'],
    [
      'has a field named as every object\u2019s',
      'POST /dispatches',
      { event_type: 'x', constructor: 1 },
      '"constructor" is not a permitted key.',
    ],
    ['lacks one and has another', 'POST /dispatches', { type: 'x' }, '"event_type" wasn\'t supplied.\n"type" is not a permitted key.'],
    ['has a wrong type', 'POST /dispatches', { event_type: 7 }, "For 'properties/event_type', 7 is not a string."],
    ['has null', 'POST /dispatches', { event_type: null }, "For 'properties/event_type', nil is not a string."],
    [
      'has a list for an object',
      'POST /dispatches',
      { event_type: 'x', client_payload: [] },
      "For 'properties/client_payload', [] is not an object.",
    ],
    ['has a wrong type inside', 'POST /issues/1/labels', { label: ['x'] }, '"label" is not a permitted key.'],
  ])('is refused when it %s', async (_, route, body, sentence) => {
    const before = lab.events.length
    expect(await send(route, body)).toMatchObject({ status: 422, body: { message: `Invalid request.\n\n${sentence}` } })
    expect(lab.github.requests.at(-1)).toMatchObject({ kind: 'write', refusedByDescription: true })
    expect(lab.events.length).toBe(before)
  })

  it.each([
    ['POST /statuses/HEAD', { state: 'green' }],
    ['PATCH /pulls/1', { state: 'merged' }],
    ['PUT /pulls/1/merge', { merge_method: 'octopus' }],
    ['POST /dispatches', { event_type: '' }],
    ['POST /dispatches', { event_type: 'x'.repeat(101) }],
    ['POST /dispatches', { event_type: 'x', client_payload: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [at, at])) }],
  ])('is refused when a value is out of range: %s %o', async (route, body) => {
    expect((await send(route, body)).status).toBe(422)
  })

  it('is refused in GraphQL before anything is done, whether document or variables are wrong', async () => {
    const document = 'mutation($input: CreateRefInput!) { createRef(input: $input) { ref { id } } }'
    expect((await lab.graphql(lab.owner.token, document, { input: { name: 'refs/heads/x' } })).errors.length).toBeGreaterThan(0)
    expect(lab.github.requests.at(-1)).toMatchObject({ refusedByDescription: true })
    expect((await lab.graphql(lab.owner.token, '{ repository(owner: "acme") { id } }')).errors.length).toBeGreaterThan(0)
    expect(lab.github.requests.at(-1)).toMatchObject({ refusedByDescription: true })
    await lab.graphql(lab.owner.token, '{ repository(owner: "acme", name: "cart") { id } }')
    expect(lab.github.requests.at(-1)?.refusedByDescription).toBeUndefined()
  })
})
