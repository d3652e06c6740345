import { describe, expect, it } from 'vitest'
import { type Reply, startScriptedServer } from '../test/scripted-server.ts'
import { testClient } from '../test/test-client.ts'
import { type BranchMoved, moveBranch } from './branch-move.ts'

const from = 'a'.repeat(40)
const to = 'b'.repeat(40)
const branch = 'deploy/staging/cart/0123456789ab'
const wanted = { repositoryId: 'R_1', owner: 'acme', repo: 'gitops-config', branch, from, to, scaffold: `${branch}-redo` }
const moved: Reply = { body: { data: { updateRefs: { clientMutationId: null } } } }
const refused: Reply = {
  body: { data: { updateRefs: null }, errors: [{ type: 'STALE_DATA', path: ['updateRefs'], message: 'Not at the expected commit.' }] },
}
const at = (oid: string | null): Reply => ({
  body: { data: { repository: { ref: oid === null ? null : { name: branch, target: { oid, parents: { nodes: [] } } } } } },
})

describe('moveBranch', () => {
  it('moves the branch and deletes its scaffold in one step, only from where both should be', async () => {
    await using server = await startScriptedServer([moved])
    const { github, records } = testClient(server.url)
    expect(await moveBranch(github, wanted)).toEqual({ kind: 'moved' })
    expect(records).toHaveLength(1)
    expect(JSON.parse(server.exchanges[0]?.body ?? '').variables.move).toEqual({
      repositoryId: 'R_1',
      refUpdates: [
        { name: `refs/heads/${branch}`, beforeOid: from, afterOid: to, force: true },
        { name: `refs/heads/${branch}-redo`, beforeOid: to, afterOid: '0'.repeat(40), force: true },
      ],
    })
  })

  it.each<[string, Reply, BranchMoved['kind']]>([
    ['that GitHub refuses because a twin did it', at(to), 'there'],
    ['of a branch that is elsewhere', at('c'.repeat(40)), 'stale'],
    ['of a branch that is gone', at(null), 'stale'],
    ['of a branch that is where it was', at(from), 'not-moved'],
  ])('looks after a move %s', async (_, head, kind) => {
    await using server = await startScriptedServer([refused, head])
    expect((await moveBranch(testClient(server.url).github, wanted)).kind).toBe(kind)
  })
})
