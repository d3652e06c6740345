import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { classifyMergeRefusal, mergePullRequest } from './merge.ts'

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
      { kind: 'not-mergeable', refusal: 'base-moved' },
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

describe('classifyMergeRefusal', () => {
  it.each([
    ['Base branch was modified. Review and try the merge again.', 'base-moved'],
    ['Merge commits are not allowed on this repository.', 'method-not-allowed'],
    ['Squash merges are not allowed on this repository.', 'method-not-allowed'],
    ['Pull Request is still a draft', 'draft'],
    ['Pull Request is not mergeable', 'not-mergeable'],
    ['At least 1 approving review is required by reviewers with write access.', 'reviews'],
    ['Required status check "gitops/deployment" is expected.', 'checks'],
    ['2 of 3 required status checks have not succeeded: 1 expected.', 'checks'],
    ['Changes must be made through the merge queue', 'merge-queue'],
    ['Pull Request is not open', 'not-open'],
    ['Repository rule violations found', 'other'],
    ['', 'other'],
  ])('%s', (message, refusal) => {
    expect(classifyMergeRefusal(message)).toBe(refusal)
  })
})
