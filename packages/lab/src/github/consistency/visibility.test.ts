import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab
let head: string
let now = Date.parse('2026-11-23T00:00:00Z')
let branches = 0

beforeAll(async () => {
  lab = await startTestLab({ now: () => now })
  await lab.github.createRepository('acme/cart', { files: { a: '' } })
  head = String(await lab.github.branchHead('acme/cart', 'main'))
})
afterEach(() => {
  lab.github.consistency.lag = {}
})
afterAll(async () => {
  expect(lab.github.violations).toEqual([])
  await lab.close()
})

const rest = (route: string, body?: unknown) => lab.rest(lab.owner.token, route.replace(' /', ' /repos/acme/cart/'), body)
const status = async (route: string) => (await rest(route)).status
const ask = async (fields: string) => lab.graphql(lab.owner.token, `{ repository(owner: "acme", name: "cart") { ${fields} } }`)
const newBranch = async () => {
  const name = `topic-${++branches}`
  const sha = await lab.github.commitFiles('acme/cart', { branch: name, message: name, files: { [name]: 'x' } })
  return { name, sha }
}

describe('what has just been made', () => {
  it('is seen at once when nobody asks for a lag', async () => {
    const { name, sha } = await newBranch()
    expect([await status(`GET /git/ref/heads/${name}`), await status(`GET /commits/${sha}`)]).toEqual([200, 200])
  })

  it('hides a branch from so many reads, of both APIs, and from lists', async () => {
    lab.github.consistency.lag = { branch: { reads: 4 } }
    const { name } = await newBranch()
    expect(await status(`GET /git/ref/heads/${name}`)).toBe(404)
    expect(await status(`GET /branches/${name}`)).toBe(404)
    expect(
      (await ask(`ref(qualifiedName: "refs/heads/${name}") { name } again: ref(qualifiedName: "${name}") { name }`)).data.repository,
    ).toEqual({
      ref: null,
      again: null,
    })
    const listing = async () => (await rest(`GET /git/matching-refs/heads/${name}`)).body.length
    expect([await listing(), await listing()]).toEqual([0, 1])
    expect((await ask(`ref(qualifiedName: "${name}") { name }`)).data.repository.ref).toEqual({ name })
  })

  it('does not keep a writer from its own branch', async () => {
    lab.github.consistency.lag = { branch: { reads: 1 }, commit: { reads: 1 }, pullRequest: { reads: 1 } }
    const { name, sha } = await newBranch()
    expect((await rest(`POST /statuses/${sha}`, { state: 'success' })).status).toBe(201)
    expect((await rest('POST /pulls', { title: 'x', head: name, base: 'main' })).status).toBe(201)
  })

  it('hides a commit, and what is read at it, for a time on the lab\u2019s clock', async () => {
    lab.github.consistency.lag = { commit: { milliseconds: 1000 } }
    const { name, sha } = await newBranch()
    const object = async (expression: string) => (await ask(`object(expression: "${expression}") { oid }`)).data.repository.object
    expect([await object(sha), await object(`${sha}:${name}`)]).toEqual([null, null])
    expect(await rest(`GET /commits/${sha}`)).toMatchObject({ status: 422, body: { message: `No commit found for SHA: ${sha}` } })
    expect([await status(`GET /contents/a?ref=${sha}`), await status(`GET /compare/${head}...${sha}`)]).toEqual([404, 404])
    expect([(await object(`${name}:a`)) !== null, await status(`GET /contents/a?ref=${name}`)]).toEqual([true, 200])
    now += 1000
    expect([await status(`GET /commits/${sha}`), (await object(sha)).oid]).toEqual([200, sha])
  })

  it('hides a pull request', async () => {
    const { name } = await newBranch()
    lab.github.consistency.lag = { pullRequest: { reads: 4 } }
    const { number } = (await rest('POST /pulls', { title: 'x', head: name, base: 'main' })).body
    expect(await status(`GET /pulls/${number}`)).toBe(404)
    expect((await ask(`pullRequest(number: ${number}) { title }`)).errors[0]).toMatchObject({ type: 'NOT_FOUND' })
    expect((await ask(`pullRequests(last: 1, headRefName: "${name}") { nodes { title } }`)).data.repository.pullRequests.nodes).toEqual([])
    expect((await rest(`GET /pulls?head=acme:${name}`)).body).toEqual([])
    expect((await rest(`GET /pulls?head=acme:${name}`)).body).toMatchObject([{ number }])
  })

  it('hides the end of a run\u2019s jobs and its artifacts', async () => {
    const run = lab.github.runs.create({
      repository: 'acme/cart',
      name: 'CI',
      displayTitle: 'CI',
      event: 'push',
      headSha: head,
      headBranch: 'main',
      path: '.github/workflows/ci.yml',
      actor: lab.owner,
    })
    const job = lab.github.runs.addJob(run.id, { name: 'build', status: 'in_progress' })
    lab.github.consistency.lag = { jobs: { reads: 1 }, artifact: { reads: 1 } }
    await lab.github.runs.addArtifact(run.id, { name: 'receipt', file: import.meta.filename })
    lab.github.runs.updateJob(run.id, job.id, { status: 'completed', conclusion: 'success', completedAt: new Date(now).toISOString() })
    lab.github.runs.update(run.id, { status: 'completed', conclusion: 'success' })
    const jobs = async () => (await rest(`GET /actions/runs/${run.id}/jobs`)).body.jobs
    const artifacts = async () => (await rest(`GET /actions/runs/${run.id}/artifacts`)).body.total_count
    expect((await rest(`GET /actions/runs/${run.id}`)).body.status).toBe('completed')
    expect([await jobs(), await jobs()]).toMatchObject([[{ status: 'in_progress', conclusion: null }], [{ status: 'completed' }]])
    expect([await artifacts(), await artifacts()]).toEqual([0, 1])
  })
})

describe('events of a lab', () => {
  it('are dropped between the answer and those who listen', async () => {
    const fault = lab.github.delivery.add({ event: 'repository_dispatch', fate: 'dropped' })
    const dispatch = () => rest('POST /dispatches', { event_type: 'deploy', client_payload: {} })
    const before = lab.events.length
    expect([(await dispatch()).status, lab.events.length - before, fault.hits]).toEqual([204, 0, 1])
    expect([(await dispatch()).status, lab.events.length - before]).toEqual([204, 1])
  })

  it('arrive late on the lab\u2019s clock, which it looks at with every request', async () => {
    lab.github.delivery.add({ event: 'repository_dispatch', fate: 'delayed', milliseconds: 5000 })
    const before = lab.events.length
    await rest('POST /dispatches', { event_type: 'late', client_payload: {} })
    await rest('GET /branches/main')
    expect(lab.events.length).toBe(before)
    now += 5000
    await rest('GET /branches/main')
    expect(lab.events.slice(before)).toMatchObject([{ action: 'late' }])
  })
})
