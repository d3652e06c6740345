import { describe, expect, it } from 'vitest'
import {
  addComment,
  addLabels,
  closePullRequest,
  createPullRequest,
  type GitHub,
  mergePullRequest,
  postCommitStatus,
} from '../../packages/github/src/index.ts'
import { startScriptedServer } from '../../packages/github/test/scripted-server.ts'
import { startOfTime, testClient } from '../../packages/github/test/test-client.ts'
import { seededRandom } from './orderings.ts'

const name = { owner: 'acme', repo: 'gitops-config' }
const sha = 'a'.repeat(40)
const read = (github: GitHub) => github.request('GET /repos/{owner}/{repo}', name)

/** Writes of a change half, and whether doing them twice does no harm. */
const writes: [string, boolean, (github: GitHub) => Promise<unknown>][] = [
  ['open a pull request', false, (github) => createPullRequest(github, { ...name, head: 'x', base: 'main', title: 'x', body: '' })],
  ['merge', false, (github) => mergePullRequest(github, { ...name, number: 1, sha, method: 'squash' })],
  ['comment', false, (github) => addComment(github, { ...name, number: 1, body: 'x' })],
  ['post a status', true, (github) => postCommitStatus(github, { ...name, sha, state: 'success', context: 'x' })],
  ['label', true, (github) => addLabels(github, { ...name, number: 1, labels: ['x'] })],
  ['close', true, (github) => closePullRequest(github, { ...name, number: 1 })],
]

describe('a retry', () => {
  it('R9, edge case 32, fault 3: waits exactly as long as retry-after says, as long as the reset of the window says, and else a minute that doubles', async () => {
    await using server = await startScriptedServer([
      { status: 429, headers: { 'retry-after': '17' }, body: {} },
      { status: 403, headers: { 'retry-after': '3' }, body: { message: 'You have exceeded a secondary rate limit.' } },
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(startOfTime / 1000 + 110) }, body: {} },
      { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      { body: {} },
    ])
    const { github, waits } = testClient(server.url, { budgetMs: 3_600_000 })
    await read(github)
    // 20 of the 110 seconds to the reset are over by then, and one is added, as it is given in whole seconds; 480 is a minute, doubled three times.
    expect(waits).toEqual([17_000, 3000, 91_000, 480_000])
  })

  it.each([0, 0.5, 0.999])('of retry-after has no jitter, also when the die shows %d', async (die) => {
    await using server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '17' }, body: {} }, { body: {} }])
    const { github, waits } = testClient(server.url, { random: () => die })
    await read(github)
    expect(waits).toEqual([17_000])
  })

  it.each(writes)(
    'R9, fault 17: is not made of a write whose answer was lost, unless it does no harm: %s',
    async (_, isHarmless, write) => {
      for (const lost of [
        { fault: 'reset' as const },
        { status: 502, body: '<html>' },
        { fault: 'truncate' as const, body: { number: 1 } },
        { fault: 'hang' as const },
      ]) {
        await using server = await startScriptedServer([lost, { body: {} }])
        await write(testClient(server.url, { timeoutMs: 2000 }).github).catch(() => {})
        expect(server.exchanges).toHaveLength(isHarmless ? 2 : 1)
      }
    },
  )

  it.each(writes)('is made of any write that a rate limit refused, as nothing was done: %s', async (_, __, write) => {
    await using server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '9' }, body: {} }, { body: {} }])
    const { github, waits } = testClient(server.url)
    await write(github).catch(() => {})
    expect([server.exchanges.length, waits]).toEqual([2, [9000]])
  })

  it.each([1, 2, 3, 4, 5])(
    'R9: ends within its budget, whatever GitHub answers, and waits the same for the same seed (%i)',
    async (seed) => {
      const play = async () => {
        const random = seededRandom(seed)
        const trouble = () => {
          const status = [429, 403, 500, 503, 401][Math.floor(random() * 5)] ?? 500
          const headers = random() < 0.5 ? { 'retry-after': String(Math.floor(random() * 120)) } : {}
          return { status, headers, body: { message: status === 403 ? 'secondary rate limit' : 'x' } }
        }
        await using server = await startScriptedServer(Array.from({ length: 40 }, () => trouble))
        const { github, waits } = testClient(server.url, { random })
        await expect(read(github)).rejects.toThrow()
        return waits
      }
      const waits = await play()
      expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(300_000)
      expect(await play()).toEqual(waits)
    },
  )

  it('that would end after the budget is not begun', async () => {
    await using server = await startScriptedServer([{ status: 429, headers: { 'retry-after': '301' }, body: {} }])
    const { github, waits } = testClient(server.url)
    await expect(read(github)).rejects.toMatchObject({ status: 429 })
    expect([server.exchanges.length, waits]).toEqual([1, []])
  })
})
