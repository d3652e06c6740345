import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { mergePullRequest } from './merge.ts'

const wanted = { owner: 'acme', repo: 'gitops-config', number: 12, sha: 'a'.repeat(40), method: 'squash' as const }

describe('mergePullRequest', () => {
  it('names the head that was checked', async () => {
    await using server = await startScriptedServer([{ body: { merged: true, sha: 'b'.repeat(40) } }])
    expect(await mergePullRequest(testClient(server.url).github, { ...wanted, title: 'Deploy cart' })).toEqual({
      kind: 'merged',
      sha: 'b'.repeat(40),
    })
    expect(server.exchanges[0]).toMatchObject({ method: 'PUT', path: '/api/v3/repos/acme/gitops-config/pulls/12/merge' })
    expect(JSON.parse(server.exchanges[0]?.body ?? '')).toEqual({ sha: wanted.sha, merge_method: 'squash', commit_title: 'Deploy cart' })
  })

  const cases: [Reply, object][] = [
    [
      { status: 405, body: { message: 'Base branch was modified. Review and try the merge again.' } },
      { kind: 'not-mergeable', refusals: ['base-moved'] },
    ],
    [{ status: 409, body: { message: 'Head branch was modified. Review and try the merge again.' } }, { kind: 'head-moved' }],
    [
      { status: 422, body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', field: 'sha', code: 'invalid' }] } },
      { kind: 'refused', message: 'Validation Failed; PullRequest sha invalid' },
    ],
    [
      { status: 502, body: '<html>' },
      { kind: 'unknown', error: { status: 502 } },
    ],
    [{ fault: 'reset' }, { kind: 'unknown', error: { status: 0 } }],
    [{ body: '<html>' }, { kind: 'unknown', error: { code: 'github-invalid-answer' } }],
  ]
  it.each(cases)('reads %o', async (reply, expected) => {
    await using server = await startScriptedServer([reply])
    expect(await mergePullRequest(testClient(server.url).github, wanted)).toMatchObject(expected)
    expect(server.exchanges).toHaveLength(1)
  })

  it('leaves a missing permission to the caller', async () => {
    await using server = await startScriptedServer([{ status: 403, body: { message: 'Resource not accessible by integration' } }])
    await expect(mergePullRequest(testClient(server.url).github, wanted)).rejects.toMatchObject({ code: 'github-forbidden' })
  })
})
