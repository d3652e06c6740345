import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'
import { fits } from './fault-list.ts'

let lab: TestLab
let head: string

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart', { files: { a: '' } })
  head = String(await lab.github.branchHead('acme/cart', 'main'))
})
afterEach(() => lab.github.faults.clear())
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const route = 'POST /repos/{owner}/{repo}/git/refs'
const createRef = (name: string) => lab.rest(lab.owner.token, 'POST /repos/acme/cart/git/refs', { ref: `refs/heads/${name}`, sha: head })

describe('faults', () => {
  it('answers instead of working, as often as told', async () => {
    const fault = lab.github.faults.add({ route, status: 502, times: 2 })
    expect([(await createRef('one')).status, (await createRef('one')).status, (await createRef('one')).status]).toEqual([502, 502, 201])
    expect(fault.hits).toBe(2)
    expect(lab.github.requests.at(-2)).toMatchObject({ fault: true, status: 502, contents: 0 })
  })

  it('loses the answer after the work is done', async () => {
    lab.github.faults.add({ route, when: 'after', drop: true })
    await expect(createRef('two')).rejects.toThrow('fetch failed')
    expect(await lab.github.branchHead('acme/cart', 'two')).toBe(head)
    expect(lab.github.requests.at(-1)).toMatchObject({ fault: true, kind: 'content', contents: 1 })
  })

  it('gives the body and headers that it is told to give, from a later request on, in one repository', async () => {
    const body = { message: 'You have exceeded a secondary rate limit.' }
    lab.github.faults.add({ route, repository: 'acme/other', status: 500, times: Number.POSITIVE_INFINITY })
    lab.github.faults.add({ route, skip: 1, status: 403, body, headers: { 'retry-after': '60' } })
    expect((await createRef('three')).status).toBe(201)
    const limited = await createRef('four')
    expect(limited).toMatchObject({ status: 403, body })
    expect(limited.headers.get('retry-after')).toBe('60')
  })

  it('finds GraphQL by any of its fields, before or after', async () => {
    const document = 'mutation($input: CreateRefInput!) { createRef(input: $input) { clientMutationId } }'
    const { data } = await lab.graphql(lab.owner.token, '{ repository(owner: "acme", name: "cart") { id } }')
    const input = { repositoryId: data.repository.id, name: 'refs/heads/five', oid: head }
    lab.github.faults.add({
      route: 'graphql:createRef',
      when: 'after',
      status: 200,
      body: { errors: [{ message: 'Something went wrong while executing your query.' }] },
    })
    expect((await lab.graphql(lab.owner.token, document, { input })).errors).toHaveLength(1)
    expect(await lab.github.branchHead('acme/cart', 'five')).toBe(head)
  })

  it('breaks an answer off in the middle', async () => {
    lab.github.faults.add({ route, when: 'after', cutShort: true })
    await expect(createRef('six')).rejects.toThrow('terminated')
    expect(await lab.github.branchHead('acme/cart', 'six')).toBe(head)
    expect(lab.github.requests.at(-1)).toMatchObject({ fault: true, status: 201 })
  })

  it('fails one field of a document and executes the others', async () => {
    const document =
      'mutation($a: CreateRefInput!, $b: DeleteRefInput!) { a: createRef(input: $a) { ref { name } } deleteRef(input: $b) { clientMutationId } }'
    const { data } = await lab.graphql(lab.owner.token, '{ repository(owner: "acme", name: "cart") { id } }')
    const timeout = { message: 'Something went wrong while executing your query.' }
    lab.github.faults.add({ route: 'graphql:deleteRef', fieldErrors: { deleteRef: timeout } })
    const variables = { a: { repositoryId: data.repository.id, name: 'refs/heads/seven', oid: head }, b: { refId: 'none' } }
    const answer = await lab.graphql(lab.owner.token, document, variables)
    expect(answer).toMatchObject({
      data: { a: { ref: { name: 'seven' } }, deleteRef: null },
      errors: [{ ...timeout, path: ['deleteRef'] }],
    })
    expect(await lab.github.branchHead('acme/cart', 'seven')).toBe(head)
  })

  it('tells when it plays', async () => {
    const heads: (string | null)[] = []
    const onPlay = async () => void heads.push(await lab.github.branchHead('acme/cart', 'eight'))
    lab.github.faults.add({ route, onPlay, drop: true })
    lab.github.faults.add({ route, onPlay, when: 'after', drop: true })
    await expect(createRef('eight')).rejects.toThrow('fetch failed')
    await expect(createRef('eight')).rejects.toThrow('fetch failed')
    expect(heads).toEqual([null, head])
  })

  it('reaches git as well', async () => {
    lab.github.faults.add({ route: 'git:info-refs', status: 503 })
    expect((await lab.git(lab.folder, 'ls-remote', lab.remote('acme/cart', lab.owner.token))).code).not.toBe(0)
    expect((await lab.git(lab.folder, 'ls-remote', lab.remote('acme/cart', lab.owner.token))).code).toBe(0)
  })
})

describe('the route of a fault', () => {
  it.each([
    ['*', 'GET /user', true],
    ['* /user', 'GET /user', true],
    ['* /user', 'GET /users', false],
    ['GET /user', 'GET /user', true],
    ['graphql:createRef', 'graphql:createRef', true],
    ['graphql:createRef', 'graphql:createRef,createCommitOnBranch', false],
  ])('%s fits %s: %s', (wanted, asked, expected) => {
    expect(fits(wanted, asked)).toBe(expected)
  })
})
