import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../../github/test/scripted-server.ts'
import { testClient } from '../../github/test/test-client.ts'
import { replaceBranch, scaffoldBranch } from './branch-replacement.ts'

const [base, from, to, other] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40)) as [string, string, string, string]
const branch = 'deploy/staging/cart/0123456789ab'
const change = {
  repository: { owner: 'acme', repo: 'gitops-config' },
  repositoryId: 'R_1',
  branch,
  base,
  from,
  message: { headline: 'Deploy cart 1.4.1 to staging', body: '' },
  additions: [{ path: 'environments/staging/cart.yaml', contents: 'version: 1.4.1\n' }],
  isOwnBranch: true,
}
const ports = { sleep: async () => {}, random: () => 0 }

const committed: Reply = {
  body: { data: { createRef: { ref: { target: { oid: base } } }, createCommitOnBranch: { commit: { oid: to } } } },
}
const twinCommitted: Reply = {
  body: {
    data: { createRef: null, createCommitOnBranch: null },
    errors: [
      { type: 'UNPROCESSABLE', path: ['createRef'], message: `A ref named "refs/heads/${scaffoldBranch(branch)}" already exists.` },
      { type: 'STALE_DATA', path: ['createCommitOnBranch'], message: `Expected branch to point to "${base}" but it did not.` },
    ],
  },
}
const moved: Reply = { body: { data: { updateRefs: { clientMutationId: null } } } }
const refused: Reply = {
  body: { data: { updateRefs: null }, errors: [{ type: 'STALE_DATA', path: ['updateRefs'], message: 'Not at the expected commit.' }] },
}
const deleted: Reply = { status: 204 }
const at = (oid: string | null): Reply => ({
  body: { data: { repository: { ref: oid === null ? null : { name: branch, target: { oid, parents: { nodes: [] } } } } } },
})

describe('replaceBranch', () => {
  it.each<[string, Reply[], string | null]>([
    ['makes the commit aside and moves the branch to it', [committed, moved], to],
    ['goes on when a twin was faster with the scaffold and took it along', [twinCommitted, at(null), committed, moved], to],
    ['R2: leaves no scaffold when a twin has moved the branch to the same commit', [committed, refused, at(to), deleted], to],
    ['R2: leaves no scaffold when the branch is elsewhere', [committed, refused, at(other), deleted], null],
  ])('%s', async (_, replies, head) => {
    await using server = await startScriptedServer(replies)
    expect(await replaceBranch(testClient(server.url).github, change, ports)).toBe(head)
    expect(server.left).toBe(0)
    if (replies.at(-1) === deleted)
      expect(server.exchanges.at(-1)).toMatchObject({ method: 'DELETE', path: expect.stringMatching(`${scaffoldBranch(branch)}$`) })
  })
})
