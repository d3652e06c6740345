import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab
let runId: number

beforeAll(async () => {
  lab = await startTestLab()
  await lab.github.createRepository('acme/cart', { files: { 'src/a.js': 'a\n' } })
  const head = await lab.github.commitFiles('acme/cart', { branch: 'topic', message: 'Change', files: { 'src/a.js': '<b>\n' } })
  await lab.rest(lab.owner.token, 'POST /repos/acme/cart/pulls', { title: '<script>alert(1)</script>', head: 'topic', base: 'main' })
  const run = lab.github.runs.create({
    repository: 'acme/cart',
    name: 'CI',
    displayTitle: 'ci & cd',
    event: 'push',
    headSha: head,
    headBranch: 'topic',
    path: 'ci.yml',
    actor: lab.owner,
  })
  lab.github.runs.addJob(run.id, { name: 'build', summary: '# Done <img>' })
  runId = run.id
})
afterAll(() => lab.close())

const open = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${lab.github.port}${path}`, { headers: { accept: 'text/html' } })
  return { status: response.status, text: await response.text() }
}

describe('pages', () => {
  it.each([
    ['/', 'acme/cart'],
    ['/acme/cart', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['/acme/cart/pull/1', '<ins>+&lt;b&gt;</ins>'],
    ['/acme/cart/commit/topic', 'Change'],
    ['/acme/cart/blob/topic/src/a.js', '&lt;b&gt;'],
    ['/acme/cart/tree/main/src', 'a.js'],
  ])('%s shows %s, escaped', async (path, text) => {
    const page = await open(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain(text)
    expect(page.text).not.toMatch(/<script|<img|<b>\n/)
  })

  it('shows a run with its summary', async () => {
    const { text } = await open(`/acme/cart/actions/runs/${runId}`)
    expect(text).toContain('ci &amp; cd')
    expect(text).toContain('# Done &lt;img&gt;')
  })

  it('answers 404 to people, and writes nothing down about them', async () => {
    const count = lab.github.requests.length
    expect((await open('/acme/nothing')).status).toBe(404)
    expect((await open('/favicon.ico')).status).toBe(404)
    expect(lab.github.requests).toHaveLength(count)
  })
})
