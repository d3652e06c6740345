import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestLab, type TestLab } from '../test-lab.ts'

let lab: TestLab
beforeAll(async () => {
  lab = await startTestLab({ now: () => Date.parse('2026-11-22T21:38:18.123Z') })
})
afterAll(() => lab.close())

it.each([
  ['the API', '/api/v3/repos/acme/none'],
  ['GraphQL', '/api/graphql'],
  ['git', '/acme/none/info/refs?service=git-upload-pack'],
])("dates every answer of %s by the lab's clock, as it dates runs", async (_, path) => {
  const { headers } = await fetch(`http://127.0.0.1:${lab.github.port}${path}`)
  expect(headers.get('date')).toBe('Sun, 22 Nov 2026 21:38:18 GMT')
})
